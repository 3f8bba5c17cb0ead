using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Letters;

/// <summary>A letter as it went, kept sealed in the request it belongs to.</summary>
public sealed class RequestLetter
{
    public Guid Id { get; init; }

    public Guid RequestId { get; init; }

    public UserId UserId { get; init; }

    public LetterKind Kind { get; init; }

    public DateTimeOffset At { get; init; }

    public Sealed Subject { get; set; }

    public Sealed Body { get; set; }

    /// <summary>What is written when everything else of hers is gone: the answer to an erasure, which outlives it for 30 days as the address does.</summary>
    public Sealed? Afterwards { get; set; }

    /// <summary>The mail that carries it; null where no address could be read, so that it stands in the portal alone.</summary>
    public Guid? Mail { get; init; }
}
