using System.Globalization;
using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Letters;

/// <summary>How an answer stands to the day it was due.</summary>
public enum AnswerTiming
{
    InTime,

    /// <summary>Within the longer time she was told of.</summary>
    Extended,
    Late,
}

/// <summary>What a letter needs to know; who reads it is not among it, for no letter greets by name.</summary>
public sealed record LetterFacts
{
    public required string Reference { get; init; }

    public required RequestKind RequestKind { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the answer is due after what this letter tells.</summary>
    public required DateOnly DueOn { get; init; }

    public required Jurisdiction Jurisdiction { get; init; }

    public required ChainHead Head { get; init; }

    public required RightsOptions Options { get; init; }

    /// <summary>Our words: a question, a reason, an answer.</summary>
    public string? Words { get; init; }

    /// <summary>What the answer says; null in every other letter.</summary>
    public RequestOutcome? Outcome { get; init; }

    public RefusalGround? Ground { get; init; }

    /// <summary>Whether an answer goes in time.</summary>
    public required AnswerTiming Timing { get; init; }

    public ExtensionReason? Extension { get; init; }

    /// <summary>The day something ends or lapses.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The reference of the request that is answered instead.</summary>
    public string? Other { get; init; }

    /// <summary>Who received the data and is told of what becomes of it (Article 19).</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    public static string Said(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    // A record prints its members; our words are hers to read, not a log's.
    public override string ToString() => "facts of a letter";
}
