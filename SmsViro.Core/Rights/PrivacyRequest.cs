using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights;

/// <summary>What a person may ask of us; more kinds stand in the law than are offered yet.</summary>
public enum RequestKind
{
    /// <summary>A copy of everything (GDPR Article 15).</summary>
    Copy = 1,

    /// <summary>Erasure (GDPR Article 17).</summary>
    Erasure = 2,
}

/// <summary>Where a request stands; the numbers are stored.</summary>
public enum RequestState
{
    /// <summary>A copy is being made.</summary>
    Preparing = 1,

    /// <summary>An erasure waits in case its sender thinks again.</summary>
    CoolingOff = 2,

    /// <summary>An erasure waits for a member of staff.</summary>
    Open = 3,
    Erasing = 4,

    /// <summary>A store did not answer or something was left; it is tried again and can be by hand.</summary>
    Incomplete = 5,
    Fulfilled = 6,
    Withdrawn = 7,

    /// <summary>A copy could not be made; a new one can be asked for.</summary>
    Failed = 8,
}

/// <summary>One request, from the instant it reached us to our answer.</summary>
public sealed class PrivacyRequest
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public AccountId AccountId { get; init; }

    public RequestKind Kind { get; init; }

    public RequestState State { get; set; }

    public int Year { get; init; }

    /// <summary>Counted from 1 in each year, all kinds together.</summary>
    public int Sequence { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public Jurisdiction Jurisdiction { get; init; }

    public DateOnly DueOn { get; init; }

    /// <summary>An erasure is not begun before; null when its sender waived the wait.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The member of staff who carries it out.</summary>
    public UserId? CarriedOutBy { get; set; }

    /// <summary>The address to answer to, copied before an erasure takes every other copy; sealed in request/{id}, gone 30 days after the answer.</summary>
    public Sealed? AnswerTo { get; set; }

    /// <summary>"E-2026-0031": what it is called on screen, on paper and on the telephone.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"{Kind switch { RequestKind.Copy => 'A', RequestKind.Erasure => 'E' }}-{Year}-{Sequence:0000}");

    public bool HasEnded => State is RequestState.Fulfilled or RequestState.Withdrawn or RequestState.Failed;

    public bool MayBeWithdrawn => Kind is RequestKind.Erasure && State is RequestState.CoolingOff or RequestState.Open;

    /// <summary>True once staff may carry an erasure out.</summary>
    public bool IsRipe(DateTimeOffset now) => Kind is RequestKind.Erasure
        && (State is RequestState.Open or RequestState.Incomplete || (State is RequestState.CoolingOff && now >= GraceUntil));
}

/// <summary>A dated step of a request.</summary>
public enum RequestStep
{
    Received = 1,
    GraceWaived = 2,
    Withdrawn = 3,
    Begun = 4,
    SendingStopped = 5,
    LedgerWritten = 6,
    KeysDestroyed = 7,
    RowsErased = 8,
    Verified = 9,
    LeftIncomplete = 10,
    Answered = 11,
    CopyReady = 12,
    CopyDownloaded = 13,
    CopyForgotten = 14,
    CopyFailed = 15,
    AddressForgotten = 16,
}

/// <summary>One line of a request's timeline.</summary>
public sealed class RequestEvent
{
    public Guid Id { get; init; }

    public Guid RequestId { get; init; }

    public UserId UserId { get; init; }

    public DateTimeOffset At { get; init; }

    public RequestStep Step { get; init; }

    /// <summary>How many: keys, rows, things left.</summary>
    public long? Count { get; init; }
}

/// <summary>What one store said to an erasure.</summary>
public sealed class StoreAnswer
{
    public Guid RequestId { get; init; }

    /// <summary>The store's own name.</summary>
    public required string Store { get; init; }

    public UserId UserId { get; init; }

    public bool Done { get; set; }

    public long Removed { get; set; }

    public long Retained { get; set; }

    /// <summary>What a second look still found.</summary>
    public long Left { get; set; }

    public DateTimeOffset At { get; set; }
}
