using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>What a recipient asks; the numbers are stored and are those of <see cref="RequestKind"/> where both have one.</summary>
public enum RecipientRequestKind
{
    /// <summary>That we erase her number from what we keep (Article 17).</summary>
    Erasure = 2,

    /// <summary>That her number is no longer used (Article 21).</summary>
    Objection = 6,

    /// <summary>What only the sender can answer: the words, where he has the number from. He is its controller.</summary>
    Question = 10,
}

/// <summary>What a question to a sender is about; the numbers are stored.</summary>
public enum QuestionAbout
{
    /// <summary>A copy of what the sender holds (Article 15).</summary>
    Copy = 1,

    /// <summary>Where the sender has the number from (Articles 14 and 15(1)(g)).</summary>
    Source = 2,

    /// <summary>That something is wrong (Article 16).</summary>
    Correction = 3,

    /// <summary>That the sender erases it (Article 17).</summary>
    Erasure = 4,

    /// <summary>What a text said (Article 15): the words are the sender's, so that we never show them.</summary>
    Words = 5,
}

/// <summary>Where a recipient's request stands; the numbers are stored.</summary>
public enum RecipientRequestState
{
    /// <summary>With our staff, or a question with its sender.</summary>
    Open = 1,

    /// <summary>An erasure under way.</summary>
    Running = 2,
    Answered = 3,

    /// <summary>An erasure that did not finish; it can be begun again.</summary>
    Incomplete = 4,

    /// <summary>An answer that does not honour an objection waits for a second person.</summary>
    Review = 5,
}

/// <summary>One request of somebody without an account, from the proof of her number to the answer.</summary>
public sealed class RecipientRequest
{
    public Guid Id { get; init; }

    public RecipientRequestKind Kind { get; init; }

    public RecipientRequestState State { get; set; }

    /// <summary>The sender concerned; null when it is all of them.</summary>
    public AccountId? AccountId { get; init; }

    public QuestionAbout? About { get; init; }

    /// <summary>Her number, sealed in request/{id}; null 30 days after the answer.</summary>
    public Sealed? Number { get; set; }

    /// <summary>64 bits of HMAC over it, by which she finds it again; null with it.</summary>
    public long? NumberIndex { get; set; }

    /// <summary>From when the number was surely hers; nothing older is touched.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>What she added in her words.</summary>
    public Sealed? Note { get; set; }

    /// <summary>The answer, with how to go on under it; what was sent back stays until it is written anew. She reads it once it is given.</summary>
    public Sealed? Answer { get; set; }

    /// <summary>Why a second person wants another answer; null again once one is written.</summary>
    public Sealed? SentBack { get; set; }

    public int Year { get; init; }

    /// <summary>Counted from 1 in each year; drawn in the act that keeps the request.</summary>
    public int Sequence { get; set; }

    public DateTimeOffset ReceivedAt { get; init; }

    public Jurisdiction Jurisdiction { get; init; }

    public DateOnly DueOn { get; init; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Who wrote an answer that waits for a second person.</summary>
    public UserId? ProposedBy { get; set; }

    /// <summary>The last warning our staff had: working days left.</summary>
    public int? WarnedAt { get; set; }

    /// <summary>When the sender a question is for was reminded of it.</summary>
    public DateTimeOffset? SenderRemindedAt { get; set; }

    /// <summary>Rows an erasure emptied.</summary>
    public long? Rows { get; set; }

    /// <summary>"N-2026-0007": N for the number it is about, because R is a customer's correction, counted apart.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"N-{Year}-{Sequence:0000}");

    public bool HasEnded => State is RecipientRequestState.Answered;
}

/// <summary>A dated step of a recipient's request; the numbers are stored.</summary>
public enum RecipientStep
{
    Received = 1,
    SendersStopped = 2,
    Forwarded = 3,
    LedgerWritten = 4,
    RowsEmptied = 5,
    Verified = 6,
    LeftIncomplete = 7,
    Answered = 8,
    LookupAsked = 9,
    LookupApproved = 10,
    LookupRefused = 11,
    NumberForgotten = 12,
    AnswerDrafted = 13,
    AnswerSentBack = 14,
    SenderReminded = 15,
    HeldItemsKept = 16,

    /// <summary>Whoever wrote the answer writes it again.</summary>
    AnswerTakenBack = 17,
}

/// <summary>One line of its timeline.</summary>
public sealed class RecipientEvent
{
    public Guid Id { get; init; }

    public Guid RequestId { get; init; }

    public DateTimeOffset At { get; init; }

    public RecipientStep Step { get; init; }

    public long? Count { get; init; }
}
