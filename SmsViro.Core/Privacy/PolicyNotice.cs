using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy;

/// <summary>How a version of the policy reached a person; the numbers are stored.</summary>
public enum PolicyWay
{
    /// <summary>Beside the button that opened the account.</summary>
    Opening = 0,

    /// <summary>At the top of her pages, where she said that she saw it.</summary>
    Page = 1,

    /// <summary>By mail.</summary>
    Mail = 2,
}

/// <summary>That a person was shown the privacy policy, which version and when. A notice, never a consent: nothing rests on it (GDPR Articles 7 and 13).</summary>
public sealed class PolicyNotice
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public int Version { get; init; }

    /// <summary>SHA-256 of the policy's text.</summary>
    public required byte[] TextHash { get; init; }

    public DateTimeOffset ShownAt { get; init; }

    public PolicyWay Way { get; init; }

    /// <summary>Takes part in the act that opens an account or shows a new version.</summary>
    public static void Add(PortalDbContext db, UserId user, PolicyVersion shown, PolicyWay way, DateTimeOffset now) =>
        db.PolicyNotices.Add(new PolicyNotice { Id = Guid.CreateVersion7(now), UserId = user, Version = shown.Number, TextHash = Convert.FromHexString(shown.Digest), Way = way, ShownAt = now });
}
