using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>What an alert is about; the numbers are stored.</summary>
public enum AlertKind
{
    /// <summary>One of our staff took many lists or extracts of people's data.</summary>
    MassExport = 1,

    /// <summary>One customer asked for or downloaded many copies of her data, as somebody in her account might.</summary>
    ManyCopies = 2,

    /// <summary>One of our staff opened or looked up many different people, or searched in vain again and again.</summary>
    MassLookup = 3,

    /// <summary>Somebody signed in failed again and again when her password was asked for anew.</summary>
    FailedStepUp = 4,

    /// <summary>A password of one of our staff was typed wrongly again and again, at any door.</summary>
    GuessedStaff = 5,

    /// <summary>Wrong passwords at the sign-in of many accounts, few at each.</summary>
    Spraying = 6,

    /// <summary>An entry of the audit trail was changed, removed or put in, or its end was cut off.</summary>
    BrokenTrail = 10,

    /// <summary>Background work fails again and again.</summary>
    FailingJob = 11,

    /// <summary>No backup was made for longer than there should be.</summary>
    LateBackup = 12,

    /// <summary>No link to the operator takes messages.</summary>
    OperatorDown = 13,
}

/// <summary>What came of an alert; the numbers are stored.</summary>
public enum AlertFinding
{
    /// <summary>It was work as it should be.</summary>
    Expected = 1,

    /// <summary>It was looked into, and set right where it had to be.</summary>
    LookedInto = 2,

    /// <summary>Data was seen, lost or changed: a breach, which has its own register.</summary>
    Breach = 3,
}

/// <summary>Something unusual that somebody has to look at. It holds ids, times and counts: never a name, a number or a text of anybody.</summary>
public sealed class Alert
{
    public const int ShortestReason = 10;
    public const int LongestReason = 2_000;

    public Guid Id { get; init; }

    public AlertKind Kind { get; init; }

    /// <summary>Whose act it was, or at whose account; the empty id where it is nobody's.</summary>
    public UserId About { get; init; }

    /// <summary>Which part of the machine, in a word of the program's. Empty of what people did.</summary>
    public string Matter { get; init; } = "";

    /// <summary>The first of what was counted.</summary>
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>The last of it.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>How many there were in the fullest window.</summary>
    public int Count { get; set; }

    /// <summary>How many searches that found nobody were among them; of look-ups alone.</summary>
    public int InVain { get; set; }

    public DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; set; }

    public UserId? ClosedBy { get; set; }

    public AlertFinding? Finding { get; set; }

    /// <summary>What came of it in words, sealed in the audit scope of whom it is about.</summary>
    public Sealed? Reason { get; set; }

    /// <summary>The breach it became.</summary>
    public Guid? BreachId { get; set; }

    /// <summary>When whom it is about wrote what she knows of it; that closes nothing.</summary>
    public DateTimeOffset? NotedAt { get; set; }

    /// <summary>Her words, sealed as the reason is.</summary>
    public Sealed? Note { get; set; }

    public static Field NoteField { get; } = new("alert.note");

    public static Field ReasonField { get; } = new("alert.reason");
}
