using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy.Disclosures;

/// <summary>That an authority received data of a person, as she may know it. The row is born when she may: while the law keeps it from her there is none.</summary>
public sealed class AuthorityDisclosure
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public Sealed Authority { get; init; }

    /// <summary>The law and the order the authority named.</summary>
    public Sealed Basis { get; init; }

    /// <summary>Which fields of which days.</summary>
    public Sealed What { get; init; }

    /// <summary>When the authority received it.</summary>
    public DateTimeOffset At { get; init; }

    public DateTimeOffset ToldAt { get; init; }

    /// <summary>The last day on which we had to keep silent; null when there was none.</summary>
    public DateOnly? SilentUntil { get; init; }
}
