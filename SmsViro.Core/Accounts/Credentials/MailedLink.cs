using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>A one-use link we mailed. Only the digest of its token is kept, so the database cannot open what it sent.</summary>
public sealed class MailedLink
{
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required LinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 of 256 random bits; nothing slower is needed for what cannot be guessed.</summary>
    public required byte[] TokenDigest { get; init; }

    /// <summary>The address a change of address leads to.</summary>
    public Sealed? NewEmail { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}

/// <summary>What a mailed link lets its holder do; a link never serves another purpose.</summary>
public enum LinkPurpose
{
    ConfirmEmail = 0,
    ResetPassword = 1,
    ChangeEmail = 2,
}
