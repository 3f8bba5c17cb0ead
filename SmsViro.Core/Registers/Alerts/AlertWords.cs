namespace SmsViro.Core.Registers.Alerts;

/// <summary>How alerts are said, on screen, in exports and by mail alike. Nobody is named.</summary>
public static class AlertWords
{
    public static string Of(AlertKind kind) => kind switch
    {
        AlertKind.MassExport => "Many extracts taken",
        AlertKind.ManyCopies => "Many copies of one account\u2019s data",
        AlertKind.MassLookup => "Many people looked up",
        AlertKind.FailedStepUp => "Wrong passwords inside an account",
        AlertKind.GuessedStaff => "Wrong passwords of one of our staff",
        AlertKind.Spraying => "Wrong passwords at many accounts",
        AlertKind.BrokenTrail => "The audit trail does not verify",
        AlertKind.FailingJob => "Background work keeps failing",
        AlertKind.LateBackup => "A backup is overdue",
        AlertKind.OperatorDown => "No link to the operator",
    };

    /// <summary>What happened, in a sentence.</summary>
    public static string What(Alert alert) => What(alert.Kind, alert.Count, alert.InVain, alert.Matter);

    /// <summary>What was noticed and is not an alert yet, in the same sentence.</summary>
    public static string What(Suspicion suspicion) => What(suspicion.Kind, suspicion.Count, suspicion.InVain, suspicion.Matter);

    /// <summary>What whoever looks at it does first.</summary>
    public static string Advice(AlertKind kind) => kind switch
    {
        AlertKind.MassExport => "Ask what they were for. Compare them with the requests of authorities and with the breaches of that day.",
        AlertKind.ManyCopies => "See whether a person asked for them: somebody else may be in the account. Its other browsers are ended by a new password.",
        AlertKind.MassLookup => "See in the trail what they did and when, and ask them which requests and calls of that day it was for.",
        AlertKind.FailedStepUp => "The customer was told by mail. When it was not the customer, the session is somebody else\u2019s: have a new password chosen.",
        AlertKind.GuessedStaff => "Ask the person whether it was them. When it was not, have a new password chosen, and look at what was done since.",
        AlertKind.Spraying => "Somebody tries common passwords. See in the proxy\u2019s log where it comes from, and shut that out.",
        AlertKind.BrokenTrail => "Keep the database as it is, and compare it with the newest backup: manage verify says the same of both.",
        AlertKind.FailingJob => "The log says why. Once the cause is gone, the work begins again by itself at its next hour or when it is asked for.",
        AlertKind.LateBackup => "Run manage backup, then see why its timer did not.",
        AlertKind.OperatorDown => "Look at the connection and its settings; ask the operator.",
    };

    public static string Of(AlertFinding finding) => finding switch
    {
        AlertFinding.Expected => "Expected",
        AlertFinding.LookedInto => "Looked into",
        AlertFinding.Breach => "Became a breach",
    };

    public static string For(AlertRefusal refusal) => refusal switch
    {
        AlertRefusal.NotAdmin => "Your role has changed, so nothing was closed",
        AlertRefusal.NotHers => "This alert is not about you: look into it and close it",
        AlertRefusal.AboutHerself => "This alert is about you, so somebody else has to close it",
        AlertRefusal.NoReason => "Say it in at least 10 letters: a tick proves nothing",
        AlertRefusal.NoBreach => "Choose the breach it became. Log it first if it is not in the register",
        AlertRefusal.NotOpen => "Somebody closed it meanwhile, so nothing was changed",
    };

    /// <summary>True for what goes to administrators by mail at once.</summary>
    public static bool IsHigh(AlertKind kind) => kind switch
    {
        AlertKind.MassExport or AlertKind.MassLookup or AlertKind.GuessedStaff or AlertKind.Spraying or AlertKind.BrokenTrail or AlertKind.LateBackup => true,
        AlertKind.ManyCopies or AlertKind.FailedStepUp or AlertKind.FailingJob or AlertKind.OperatorDown => false,
    };

    /// <summary>True where it says what one of our staff did, or what was done with her password.</summary>
    public static bool IsAboutStaff(AlertKind kind) => kind is AlertKind.MassExport or AlertKind.MassLookup or AlertKind.GuessedStaff;

    private static string What(AlertKind kind, int count, int inVain, string matter) => kind switch
    {
        AlertKind.MassExport => $"One of our staff took {Times(count, "list or extract", "lists or extracts")} of people\u2019s data.",
        AlertKind.ManyCopies => $"One account asked for or downloaded copies of its data {(count == 1 ? "once" : $"{count} times")}.",
        AlertKind.MassLookup when inVain > 0 =>
            $"One of our staff found or opened {Times(count - inVain, "account or request of a recipient", "different accounts or requests of recipients")} and made {Times(inVain, "search", "searches")} without a result.",
        AlertKind.MassLookup => $"One of our staff opened or looked up {Times(count, "account or request of a recipient", "different accounts or requests of recipients")}.",
        AlertKind.FailedStepUp => $"Somebody signed in typed {Times(count, "wrong password", "wrong passwords")} when it was asked for again.",
        AlertKind.GuessedStaff => $"For one of our staff {Times(count, "wrong password was", "wrong passwords were")} typed.",
        AlertKind.Spraying => $"At the sign-in of {Times(count, "account", "accounts")} passwords were wrong.",
        AlertKind.BrokenTrail when matter.Contains(' ', StringComparison.Ordinal) => $"Entries {matter} of the audit trail were removed from outside.",
        AlertKind.BrokenTrail => $"Entry {matter} of the audit trail was changed, removed or put in from outside.",
        AlertKind.FailingJob => $"{Times(count, "piece of work", "pieces of work")} of the kind \u201c{matter}\u201d failed again and again.",
        AlertKind.LateBackup => "No backup was made for longer than there should be.",
        AlertKind.OperatorDown => "No link to the operator takes messages. They wait, and nothing is charged.",
    };

    private static string Times(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
