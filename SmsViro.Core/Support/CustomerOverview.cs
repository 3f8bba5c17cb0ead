using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Support;

/// <summary>What support may see of an account without opening anything sealed.</summary>
/// <param name="State">Whether it lives.</param>
/// <param name="Since">When it was opened.</param>
/// <param name="EmailConfirmed">Whether the address was confirmed.</param>
/// <param name="LockedUntil">Set after too many wrong passwords.</param>
/// <param name="Purse">What is there to spend, held, owed.</param>
/// <param name="Accepted">Messages accepted in the last 30 days.</param>
/// <param name="Sent">Of them, taken by an operator.</param>
/// <param name="Delivered">Of them, on the phone.</param>
/// <param name="Failed">Of them, not.</param>
/// <param name="Requests">Her privacy requests, newest first.</param>
/// <param name="Looks">Who looked, as she sees it.</param>
public sealed record CustomerFacts(
    AccountState State,
    DateTimeOffset Since,
    bool EmailConfirmed,
    DateTimeOffset? LockedUntil,
    Purse Purse,
    long Accepted,
    long Sent,
    long Delivered,
    long Failed,
    IReadOnlyList<PrivacyRequest> Requests,
    IReadOnlyList<Look> Looks)
{
    /// <summary>Set while her data is only kept: then nothing of it was read, and every number here is zero.</summary>
    public Restriction? Restricted { get; init; }
}

/// <summary>Shows an account to a member of staff who has been let in. Names, numbers and texts stay sealed.</summary>
public sealed class CustomerOverview(IDbContextFactory<PortalDbContext> contexts, BillingOverview billing, WhoLooked looked, TimeProvider clock)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    public async Task<CustomerFacts> RunAsync(AccessGrant grant, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var subject = grant.Subject;
        grant.Require(subject.User, now);

        var since = now - Recent;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking().SingleAsync(user => user.Id == subject.User.Value, cancel);
        if (await db.Restrictions.AsNoTracking().Where(row => row.AccountId == subject.Account && row.LiftedAt == null).OrderBy(row => row.Since).FirstOrDefaultAsync(cancel) is { } restricted)
            return await MaskedAsync(db, user, restricted, cancel);

        var counts = await db.MessageBatches.Where(batch => batch.AccountId == subject.Account && batch.AcceptedAt >= since)
            .GroupBy(_ => 1)
            .Select(all => new { Total = all.Sum(batch => (long)batch.Total), Sent = all.Sum(batch => (long)batch.Sent), Delivered = all.Sum(batch => (long)batch.Delivered), Failed = all.Sum(batch => (long)batch.Failed) })
            .SingleOrDefaultAsync(cancel);
        var requests = await RequestsAsync(db, subject.User, cancel);
        return new CustomerFacts(
            user.State,
            user.CreatedAt,
            user.EmailConfirmed,
            user.LockoutEnd > now ? user.LockoutEnd : null,
            await billing.PurseAsync(subject.Account, cancel),
            counts?.Total ?? 0,
            counts?.Sent ?? 0,
            counts?.Delivered ?? 0,
            counts?.Failed ?? 0,
            requests,
            await looked.AtAsync(subject.User, WhoLooked.OnAPage, cancel));
    }

    // Her requests stay: answering them is what the law still asks of us.
    private async Task<CustomerFacts> MaskedAsync(PortalDbContext db, PortalUser user, Restriction restricted, CancellationToken cancel)
    {
        var nothing = Money.Zero(Currency.Gbp);
        return new CustomerFacts(
            user.State, user.CreatedAt, user.EmailConfirmed, null, new Purse(nothing, nothing, nothing), 0, 0, 0, 0, await RequestsAsync(db, user.UserId, cancel),
            await looked.AtAsync(user.UserId, WhoLooked.OnAPage, cancel))
        {
            Restricted = restricted,
        };
    }

    private static Task<List<PrivacyRequest>> RequestsAsync(PortalDbContext db, UserId user, CancellationToken cancel) =>
        db.PrivacyRequests.AsNoTracking().Where(request => request.UserId == user).OrderByDescending(request => request.ReceivedAt).Take(10).ToListAsync(cancel);
}
