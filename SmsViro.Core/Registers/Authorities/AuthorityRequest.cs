using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>Whose data an authority asks for; the numbers are stored.</summary>
public enum AuthorityTarget
{
    Customer = 1,

    /// <summary>A number that was texted, whoever texted it.</summary>
    Number = 2,
}

/// <summary>Where the request of an authority stands; the numbers are stored.</summary>
public enum AuthorityState
{
    /// <summary>Written down; what it asks for is preserved, sealed, and a second person has to agree.</summary>
    Asked = 1,

    /// <summary>Agreed: the extract may be taken.</summary>
    Agreed = 2,

    HandedOver = 3,

    /// <summary>Refused by the second person; what was preserved is destroyed.</summary>
    Refused = 4,

    /// <summary>Nothing could be preserved, or nobody fetched it in its time.</summary>
    Failed = 5,
}

/// <summary>
/// What an authority asks of us: who, under which law, about whom and which days, which fields and no others. Two people decide. While the law keeps it from the
/// person concerned, nothing about it lies where anything of hers is read, counted or numbered: not in her tables, not in the trail.
/// </summary>
public sealed class AuthorityRequest
{
    public Guid Id { get; init; }

    public Sealed Authority { get; init; }

    /// <summary>The law and the order.</summary>
    public Sealed Basis { get; init; }

    public AuthorityTarget Target { get; init; }

    /// <summary>The customer asked about; null for a number.</summary>
    public UserId? UserId { get; init; }

    public AccountId? AccountId { get; init; }

    /// <summary>In E.164; null for a customer.</summary>
    public Sealed? Number { get; init; }

    /// <summary>The first day asked for (UTC).</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day asked for.</summary>
    public DateOnly Until { get; init; }

    /// <summary>The paths of the columns that leave, a space between; empty for a number, whose extract has its own three facts.</summary>
    public string Columns { get; init; } = "";

    public DateTimeOffset ReceivedAt { get; init; }

    public UserId LoggedBy { get; init; }

    public DateTimeOffset LoggedAt { get; init; }

    public AuthorityState State { get; set; }

    /// <summary>Who agreed or refused; never who logged it.</summary>
    public UserId? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>When what it asks for had been preserved.</summary>
    public DateTimeOffset? PreservedAt { get; set; }

    /// <summary>How many entries were preserved.</summary>
    public int Entries { get; set; }

    /// <summary>SHA-256 of the file as it was handed over.</summary>
    public byte[]? Digest { get; set; }

    public DateTimeOffset? HandedOverAt { get; set; }

    public UserId? HandedOverBy { get; set; }

    /// <summary>The last day on which the person concerned may not know; null when she may at once.</summary>
    public DateOnly? SilentUntil { get; set; }

    /// <summary>Why not.</summary>
    public Sealed? SilenceReason { get; set; }

    /// <summary>When it was over: refused or failed, or handed over and told.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>True while nobody outside our staff may know of it.</summary>
    public bool IsSilent(DateOnly today) => SilentUntil is { } last && today <= last;
}

/// <summary>Somebody whose data a request concerns, found when it was preserved.</summary>
public sealed class AuthoritySubject
{
    public Guid RequestId { get; init; }

    public UserId UserId { get; init; }
}

/// <summary>What was preserved for an authority: sealed, opened for one person within half an hour, then gone with its key.</summary>
public sealed class AuthorityExtract
{
    /// <summary>The request's.</summary>
    public Guid Id { get; init; }

    public Sealed Content { get; init; }

    public DateTimeOffset MadeAt { get; init; }
}
