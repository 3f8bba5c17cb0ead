using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>What happened to the request of an authority. Numbers are part of a chain: one is never used for anything else.</summary>
public enum AuthorityDeed
{
    Logged = 1,
    Preserved = 2,
    CouldNotPreserve = 3,
    Opened = 4,
    Agreed = 5,
    Refused = 6,
    HandedOver = 7,
    ProlongedSilence = 8,
    Told = 9,

    /// <summary>Nobody of whom to tell: their accounts had been erased before.</summary>
    ToldNobody = 10,
    Expired = 11,

    /// <summary>The time to take the extract again was over: its key was destroyed.</summary>
    Destroyed = 12,
}

/// <summary>
/// One line of a request's own chain. It stands apart from the audit trail on purpose: that one is numbered through, and its head is printed in the papers of
/// everybody, so an entry there could be noticed by whom the law keeps from knowing.
/// </summary>
public sealed class AuthorityStep
{
    public Guid RequestId { get; init; }

    /// <summary>Its place in the request's chain, from 1.</summary>
    public int Number { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Who acted; the empty id is the portal itself.</summary>
    public UserId Actor { get; init; }

    public AuthorityDeed Deed { get; init; }

    /// <summary>SHA-256 of the head before it and of everything above.</summary>
    public required byte[] Head { get; init; }
}
