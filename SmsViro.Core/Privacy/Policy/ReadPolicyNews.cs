using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy.Policy;

/// <summary>Says whether a policy is in force that a person has not seen yet (GDPR Article 13(3)).</summary>
public sealed class ReadPolicyNews(IDbContextFactory<PortalDbContext> contexts, PrivacyPolicy policy)
{
    /// <summary>The version in force, when she saw neither it nor a later one; null otherwise. A letter is no proof that she saw it.</summary>
    public async Task<PolicyVersion?> RunAsync(UserId user, CancellationToken cancel)
    {
        var current = policy.Current;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.PolicyNotices.AnyAsync(notice => notice.UserId == user && notice.Version >= current.Number && notice.Way != PolicyWay.Mail, cancel) ? null : current;
    }
}
