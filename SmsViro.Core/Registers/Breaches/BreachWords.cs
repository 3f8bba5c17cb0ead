namespace SmsViro.Core.Registers.Breaches;

/// <summary>How breaches are said, on screen and by mail alike.</summary>
public static class BreachWords
{
    public static string Of(BreachNotice notice) => notice switch
    {
        BreachNotice.First => "First notice as a provider",
        BreachNotice.Rest => "Full notice as a provider",
        BreachNotice.Authority => "Data protection authority",
        BreachNotice.Customers => "Customers, about their recipients",
    };

    public static string Law(BreachNotice notice) => notice switch
    {
        BreachNotice.First => "Regulation 611/2013, Article 2(2)",
        BreachNotice.Rest => "Regulation 611/2013, Article 2(3)",
        BreachNotice.Authority => "GDPR Article 33(1)",
        BreachNotice.Customers => "GDPR Article 33(2), without undue delay",
    };

    public static string Of(SubjectsDecision decision) => decision switch
    {
        SubjectsDecision.Open => "Not decided yet",
        SubjectsDecision.Told => "They were told (Article 34(1))",
        SubjectsDecision.Unintelligible => "Not told: nobody can read it, the keys are safe (Article 34(3)(a))",
        SubjectsDecision.RiskRemoved => "Not told: measures removed the high risk (Article 34(3)(b))",
        SubjectsDecision.MadePublic => "Made public instead (Article 34(3)(c))",
        SubjectsDecision.NoHighRisk => "Not told: a high risk is unlikely (Article 34(1))",
    };

    public static string Of(BreachForm form) => form switch
    {
        BreachForm.Unknown => "Not known yet",
        BreachForm.AsStored => "As it is stored: a database, a backup, a disk",
        BreachForm.Readable => "In the clear: an export, a letter, a screen, an account somebody was in",
    };

    /// <summary>How long a clock still runs: whole minutes in its last hour, hours in its last two days, days before.</summary>
    public static string Left(TimeSpan left) => left switch
    {
        { TotalHours: < 1 } => Counted((int)left.TotalMinutes, "minute"),
        { TotalHours: < 48 } => Counted((int)left.TotalHours, "hour"),
        _ => Counted((int)left.TotalDays, "day"),
    };

    /// <summary>What is wrong with a part, in words; null where nothing is.</summary>
    public static string? At(this IEnumerable<BreachFault> faults, BreachPart part) => faults.Where(fault => fault.Part == part).Select(For).FirstOrDefault();

    public static string For(BreachFault fault) => fault.Refusal switch
    {
        BreachRefusal.NotStaff => "Only our staff may do this",
        BreachRefusal.NoTitle => "Give it a title of 3 to 200 letters",
        BreachRefusal.NoFinding => "Say the day and the time at which somebody knew, not later than now",
        BreachRefusal.NoFacts => "Say what happened, in 10 to 8,000 letters",
        BreachRefusal.WrongTime => $"{TimeOf(fault.Part)} lies before the finding or after now",
        BreachRefusal.WrongOrder => "The full notice cannot go before the first. Where one notice said all, give both the same time",
        BreachRefusal.NoCategory => "Choose at least one kind of data",
        BreachRefusal.NoSuchAccount => $"{fault.Which} is not there",
        BreachRefusal.SeveralAccounts => $"{fault.Which} is the number of more than one account. Give the id in the address of the customer\u2019s page",
        BreachRefusal.NoReason => "Say why people are told or not, in at least 10 letters",
        BreachRefusal.NotSealed => "Only what got out as it is stored is unreadable to whoever has it (Article 34(3)(a)). Choose that form, or another decision about the people",
        BreachRefusal.NoConclusion => "Say what you conclude, in at least 10 letters",
        BreachRefusal.Needed => fault.Part switch
        {
            BreachPart.Form => "Say in what form it got out before it is closed",
            BreachPart.Effects => "Write the effects before it is closed",
            BreachPart.Measures => "Write the measures before it is closed",
            BreachPart.People => "Decide whether people are told before it is closed",
            BreachPart.PeopleTold => "Say when people were told",
            BreachPart.FirstNotice => "Say when the first notice went before it is closed",
            BreachPart.FullNotice => "Say when the full notice went before it is closed",
            BreachPart.Authority => "Say when the authority was told before it is closed",
            BreachPart.Customers => "Say when customers were told before it is closed",
            BreachPart.Whole or BreachPart.Title or BreachPart.Found or BreachPart.Facts or BreachPart.Kinds or BreachPart.Accounts or BreachPart.Reason or BreachPart.Conclusion => "This is needed",
        },
        BreachRefusal.NotOpen => "It is closed already",
        BreachRefusal.Changed => "Somebody saved this breach since you opened it, so nothing of yours was saved. What you wrote is kept here: open the breach in another tab to see theirs, copy over what is yours, and save it there",
    };

    private static string TimeOf(BreachPart part) => part switch
    {
        BreachPart.FirstNotice => "The time of the first notice",
        BreachPart.FullNotice => "The time of the full notice",
        BreachPart.Authority => "The time at which the authority was told",
        BreachPart.Customers => "The time at which customers were told",
        BreachPart.PeopleTold => "The time at which people were told",
        _ => "This time",
    };

    private static string Counted(int count, string unit) => count == 1 ? $"1 {unit} left" : $"{count} {unit}s left";
}
