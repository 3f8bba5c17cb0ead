using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Confidentiality;

/// <summary>That a member of staff signed one version of the <see cref="Undertaking"/>.</summary>
public sealed class Acceptance
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public int Version { get; init; }

    /// <summary>Of the text she read.</summary>
    public string Digest { get; init; } = "";

    public DateTimeOffset AcceptedAt { get; init; }
}
