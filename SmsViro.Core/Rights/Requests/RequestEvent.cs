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

    /// <summary>Written down by our staff, from e-mail, telephone or letter.</summary>
    Logged = 20,
    Opened = 21,
    Assigned = 22,
    IdentityAsked = 23,
    IdentityReminded = 24,
    IdentityAccepted = 25,
    Lapsed = 26,
    ClarificationAsked = 27,
    ClarificationAnswered = 28,
    ExtensionProposed = 29,
    Extended = 30,

    /// <summary>The notice of an extension did not go in time, so the first date stands.</summary>
    ExtensionVoid = 31,
    Proposed = 32,
    Approved = 33,
    SentBack = 34,
    PartlyAnswered = 35,
    Refused = 36,
    Forwarded = 37,
    Merged = 38,
    CopyStarted = 39,
    RestrictionInForce = 40,
    RestrictionEndTold = 41,
    RestrictionLifted = 42,
    ObjectionInForce = 43,
    Corrected = 44,
    StatementAdded = 45,
    RecipientTold = 46,

    /// <summary>The second person said no to more time, so the first date stands.</summary>
    ExtensionRefused = 47,

    /// <summary>Her answer to our question, written down by our staff as she said it.</summary>
    ClarificationNoted = 48,

    /// <summary>We go on without an answer to our question.</summary>
    ClarificationTakenBack = 49,

    /// <summary>The answer is written again by those who wrote it, before a letter of it went.</summary>
    AnswerTakenBack = 50,
    BalanceSettled = 60,
    HeldItemsKept = 61,
    CertificateUndelivered = 62,
    FilesSearched = 63,

    /// <summary>Something of hers was found in files of ours; how many.</summary>
    BytesFound = 64,

    /// <summary>The last backup that held her is gone.</summary>
    BackupsForgot = 65,

    /// <summary>Files of ours that could not be read when they were searched; how many.</summary>
    FilesUnread = 66,

    /// <summary>She said what becomes of the money that is left, of a request that said nothing of it.</summary>
    BalanceChosen = 67,
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
