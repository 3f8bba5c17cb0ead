using Microsoft.AspNetCore.Identity;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

/// <summary>The sign-in row. Identity's e-mail, name and phone columns do not exist; their values are sealed beside keyed digests.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    public required AccountId AccountId { get; init; }

    /// <summary>What the person may do; ours, not Identity's.</summary>
    public PortalRole Role { get; set; }

    public AccountState State { get; set; }

    public Sealed EmailSealed { get; set; }

    public Sealed? PhoneSealed { get; set; }

    /// <summary>64 bits of HMAC over the E.164 number, so that staff can find an account by exact number.</summary>
    public long? PhoneIndex { get; set; }

    /// <summary>When the password or the address last changed; a copy of everything asked for soon after waits.</summary>
    public DateTimeOffset? CredentialsChangedAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public UserId UserId => new(Id);
}

/// <summary>What a person may do.</summary>
public enum PortalRole
{
    Customer = 0,
    Support = 1,
    Admin = 2,
}

/// <summary>Whether the account lives; every act that adds personal rows reads it in its own transaction.</summary>
public enum AccountState
{
    Active = 0,
    Erasing = 1,
    Erased = 2,
}
