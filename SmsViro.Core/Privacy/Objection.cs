using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy;

/// <summary>What we do on the ground of our own interest, or could do to advertise: each can be objected to by itself (GDPR Article 21).</summary>
public enum LegitimateUse
{
    /// <summary>Keeping values she replaced; the activity "former-details".</summary>
    FormerDetails = 1,

    /// <summary>Any advertising to her, at once and without a reason (Article 21(3)).</summary>
    DirectMarketing = 2,

    /// <summary>Counting wrong passwords; the activity "sign-in-security". A person weighs it, for it protects others too.</summary>
    SignInSecurity = 3,
}

/// <summary>An objection in force. It is never lifted by us.</summary>
public sealed class Objection
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public Guid RequestId { get; init; }

    public LegitimateUse Use { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>When she took it back.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>True for a use that goes on until a person has weighed the reasons against ours (Article 21(1)); any other ends with the objection itself.</summary>
    public static bool IsWeighed(LegitimateUse use) => use is LegitimateUse.SignInSecurity;

    /// <summary>Asked inside the act that would use the data.</summary>
    public static bool Stands(PortalDbContext db, UserId user, LegitimateUse use) =>
        db.Objections.Any(row => row.UserId == user && row.Use == use && row.EndedAt == null);
}
