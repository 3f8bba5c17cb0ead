using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Auditing;

/// <summary>One line of the trail: who did what about whom, when, and why. Never changed; only the reason is ever emptied, and the chain does not notice.</summary>
public sealed class AuditEntry
{
    /// <summary>Its place in the chain, from 1 without a gap.</summary>
    public long Number { get; init; }

    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Who acted; the empty id is the portal itself.</summary>
    public UserId Actor { get; init; }

    /// <summary>What the actor was at that moment.</summary>
    public PortalRole Role { get; init; }

    /// <summary>About whom; the empty id is nobody in particular.</summary>
    public UserId Subject { get; init; }

    public AuditDeed Deed { get; init; }

    /// <summary>The message, request or export concerned; an id of ours.</summary>
    public Guid? Concerning { get; init; }

    /// <summary>The purpose as stated, sealed in the subject's audit scope.</summary>
    public Sealed? Reason { get; set; }

    /// <summary>SHA-256 of the sealed reason: the chain holds this instead of it, so that a reason may be erased and the chain still verify.</summary>
    public required byte[] ReasonDigest { get; init; }

    /// <summary>SHA-256 of the head before it and of everything above.</summary>
    public required byte[] Head { get; init; }

    public static Field ReasonField { get; } = new("audit.reason");
}
