using SmsViro.Core.Encryption;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>One browser's asking for a number: first a code that was sent, then half an hour in which the number is proved. Gone a day after it began.</summary>
public sealed class RecipientSession
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the 256 random bits in the browser's cookie; a new one is drawn when the number is proved.</summary>
    public required byte[] TokenDigest { get; set; }

    public Sealed Number { get; init; }

    /// <summary>64 bits of HMAC over the number, so that the code of a text stops further codes without the browser that asked for it.</summary>
    public long NumberIndex { get; init; }

    /// <summary>Nothing before this is shown: the day after the number came to her as she stated it, and never more than 90 days.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>128 bits of HMAC over this session and its code; null once it was used.</summary>
    public byte[]? CodeDigest { get; set; }

    /// <summary>Wrong codes typed.</summary>
    public int Tries { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? ProvedAt { get; set; }
}

/// <summary>How often something was asked for in a window. The key is a digest of what is counted and of the window, so that nobody can tell whose it was.</summary>
public sealed class CodeCount
{
    public long Key { get; init; }

    public int Count { get; set; }

    public DateTimeOffset Until { get; init; }
}

/// <summary>A text that a search found: a recipient's own, or of two members of staff.</summary>
public sealed class RecipientFinding
{
    /// <summary>The session or the look-up it was found for.</summary>
    public Guid SearchId { get; init; }

    public long MessageRow { get; init; }

    public Values.AccountId AccountId { get; init; }

    public Messaging.MessageKind Kind { get; init; }

    public DateTimeOffset AcceptedAt { get; init; }

    public Messaging.DeliveryState State { get; init; }
}
