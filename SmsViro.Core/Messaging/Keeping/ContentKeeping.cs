using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Keeping;

/// <summary>What a choice of days would erase.</summary>
/// <param name="Days">The choice.</param>
/// <param name="Messages">Messages whose text and number would be erased at once.</param>
/// <param name="Replies">Replies that go with them.</param>
/// <param name="Oldest">The oldest of them; null when there is none.</param>
/// <param name="Staying">Messages that are over by it too and stay for now.</param>
/// <param name="StayBecause">Why those stay; null where none does.</param>
public sealed record ContentForecast(int Days, long Messages, long Replies, DateTimeOffset? Oldest, long Staying, ContentStay? StayBecause);

/// <summary>A person's own say in how long texts and numbers are kept: what is chosen, what another choice would erase, and the choice itself.</summary>
public sealed class ContentKeeping(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, ContentHolds holds, AuditTrail trail, JobQueue jobs, TimeProvider clock)
{
    /// <summary>The days chosen now.</summary>
    public async Task<int> DaysAsync(AccountId account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await DaysAsync(db, account, cancel);
    }

    /// <summary>What each choice would erase at once, and what would stay all the same, as the run itself will judge it.</summary>
    public async Task<IReadOnlyList<ContentForecast>> PreviewAsync(Customer customer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var hers = db.MessageBatches.Where(batch => batch.AccountId == customer.Account);
        var (held, all) = (holds.Read(db), new List<ContentForecast>());
        var because = ReadContentStay.Because(db, customer.Account);
        foreach (var days in ContentDays.All)
        {
            var past = ContentRules.Over(db, hers, days, now);
            var over = held.Without(past);
            var messages = await over.SumAsync(batch => (long)batch.Total, cancel);
            var staying = await past.SumAsync(batch => (long)batch.Total, cancel) - messages;
            var numbers = over.Select(batch => batch.No);
            all.Add(new ContentForecast(
                days,
                messages,
                await db.Replies.CountAsync(reply => reply.AccountId == customer.Account && numbers.Contains(reply.MessageRow / Message.MostInBatch), cancel),
                await over.MinAsync(batch => (DateTimeOffset?)batch.AcceptedAt, cancel),
                staying,
                staying > 0 ? because : null));
        }

        return all;
    }

    /// <summary>Keeps texts so long from now on and begins to erase what is over by it. False for days that are no choice, or when the account is being erased.</summary>
    public async Task<bool> ChangeAsync(Customer customer, int days, CancellationToken cancel)
    {
        if (!ContentDays.All.Contains(days)) return false;

        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.ChangedRetention, cancel: cancel);
        var changed = await writes.RunAsync(
            db =>
            {
                if (!db.IsLiving(customer.Account)) return false;

                if (db.ContentSettings.Find(customer.Account) is { } setting) (setting.Days, setting.ChangedAt) = (days, now);
                else db.ContentSettings.Add(new ContentSetting { AccountId = customer.Account, Days = days, ChangedAt = now });
                AuditTrail.Append(db, entry, PortalRole.Customer);
                JobQueue.Add<ForgetContent>(db, Guid.Empty, now);
                return true;
            },
            kept => kept,
            cancel);
        if (changed) jobs.Wake();
        return changed;
    }

    internal static async Task<int> DaysAsync(DbContext db, AccountId account, CancellationToken cancel) =>
        await db.Set<ContentSetting>().Where(setting => setting.AccountId == account).Select(setting => (int?)setting.Days).SingleOrDefaultAsync(cancel) ?? ContentDays.Default;
}
