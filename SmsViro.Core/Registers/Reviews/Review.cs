using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Reviews;

/// <summary>What our people look at again and again; the numbers are stored.</summary>
public enum ReviewKind
{
    /// <summary>Who may do what at the desk (ISO/IEC 27001, 5.18).</summary>
    AccessRights = 1,

    /// <summary>A backup put back on another machine and proved (8.13).</summary>
    RestoreDrill = 2,

    /// <summary>The inventory of keys, and whether old ones end (8.24).</summary>
    KeyRotation = 3,

    /// <summary>The companies that receive data: are they needed, and are their agreements in force (5.22).</summary>
    SubProcessors = 4,
}

/// <summary>That somebody of ours made a review, when, and what came of it.</summary>
public sealed class Review
{
    public const int ShortestNote = 10;
    public const int LongestNote = 2_000;

    public Guid Id { get; init; }

    public ReviewKind Kind { get; init; }

    public UserId DoneBy { get; init; }

    public DateTimeOffset DoneAt { get; init; }

    public Sealed Note { get; init; }

    public static Field NoteField { get; } = new("review.note");
}
