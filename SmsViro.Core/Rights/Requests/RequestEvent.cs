using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

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
