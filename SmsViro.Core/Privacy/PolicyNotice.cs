using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy;

/// <summary>That a person was shown the privacy policy, which version and when. A notice, never a consent: nothing rests on it (GDPR Articles 7 and 13).</summary>
public sealed class PolicyNotice
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public int Version { get; init; }

    /// <summary>SHA-256 of the policy's text.</summary>
    public required byte[] TextHash { get; init; }

    public DateTimeOffset ShownAt { get; init; }

    /// <summary>Takes part in the act that opens an account.</summary>
    public static void Add(PortalDbContext db, UserId user, PolicyVersion shown, DateTimeOffset now) =>
        db.PolicyNotices.Add(new PolicyNotice { Id = Guid.CreateVersion7(now), UserId = user, Version = shown.Number, TextHash = Convert.FromHexString(shown.Digest), ShownAt = now });
}
