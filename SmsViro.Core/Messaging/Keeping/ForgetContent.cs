using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Keeping;

/// <summary>
/// Erases texts and numbers whose days are over, sent and received alike; states, times and prices stay. Where a whole month or day is over its key goes
/// first: one deletion, and every text of it is noise, in backups too. Batches remember that they are done, so an interrupted run goes on where it was.
/// </summary>
public sealed class ForgetContent(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, ContentHolds holds, Signals signals, TimeProvider clock)
    : IRetentionRule, IJobHandler
{
    private const int MostRowsInAct = 2_000;
    private const int MostBatchesHeld = 5_000;

    // A message accepted in the last second of a bucket is written a moment after it.
    private static readonly TimeSpan BucketSettles = TimeSpan.FromHours(1);

    public static string Kind => "forget-content";

    public string Name => "Texts and numbers of messages";

    public string Kept => "As many days as each customer chose, 30 unless changed";

    public async Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var held = holds.Read(db);
        var (over, all) = (0L, 0L);
        foreach (var batches in ContentRules.OverNow(db, now, held)) over += await batches.SumAsync(batch => (long)batch.Total, cancel);
        if (held.Batches.Count + held.Accounts.Count == 0) return new RetentionCount(over, 0);

        foreach (var batches in ContentRules.OverNow(db, now, HeldContent.None)) all += await batches.SumAsync(batch => (long)batch.Total, cancel);
        return new RetentionCount(over, all - over);
    }

    public async Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var forgotten = 0L;
        for (var round = 0; round < ContentDays.All.Count; round++)
        {
            List<Doomed> doomed;
            do
            {
                await using (var db = await contexts.CreateDbContextAsync(cancel))
                {
                    var over = Over(db, round, now);
                    await ShredBucketsAsync(db, over, now, cancel);
                    doomed = await over.OrderBy(batch => batch.No).Take(MostBatchesHeld).Select(batch => new Doomed(batch.No, batch.AccountId, batch.Total)).ToListAsync(cancel);
                }

                foreach (var some in Bundles(doomed)) forgotten += await EmptyAsync(some, round, now, cancel);
                foreach (var account in doomed.Select(one => one.Account).Distinct()) signals.Raise(MessagingTopics.Messages(account));
            }
            while (doomed.Count == MostBatchesHeld);
        }

        return forgotten;
    }

    public Task RunAsync(JobRun run, CancellationToken cancel) => ForgetAsync(clock.GetUtcNow(), cancel);

    // The keys of buckets in which nothing is left that stays; asked of the rows, never of the calendar, save that a bucket still filling keeps its key.
    private async Task ShredBucketsAsync(PortalDbContext db, IQueryable<MessageBatch> over, DateTimeOffset now, CancellationToken cancel)
    {
        var run = Guid.CreateVersion7(now);
        var buckets = await over.GroupBy(batch => new { batch.AccountId, batch.Bucket }).Select(bucket => new { bucket.Key.AccountId, bucket.Key.Bucket, Over = bucket.Count() }).ToListAsync(cancel);
        foreach (var bucket in buckets.Where(bucket => Buckets.EndOf(bucket.Bucket) + BucketSettles < now))
        {
            var left = await db.MessageBatches.CountAsync(batch => batch.AccountId == bucket.AccountId && batch.Bucket == bucket.Bucket && batch.ContentErasedAt == null, cancel);
            if (left == bucket.Over) await vault.ShredAsync(Buckets.ScopeOf(bucket.AccountId, bucket.Bucket), run, cancel);
        }
    }

    // Asked again inside each act: a hold, a restriction or another choice of days may have come since the look.
    private IQueryable<MessageBatch> Over(PortalDbContext db, int round, DateTimeOffset now) => ContentRules.OverNow(db, now, holds.Read(db)).ElementAt(round);

    private async Task<long> EmptyAsync(IReadOnlyList<Doomed> batches, int round, DateTimeOffset now, CancellationToken cancel)
    {
        if (batches is [{ Total: > MostRowsInAct } large])
        {
            for (var ordinal = 0; ordinal < large.Total; ordinal += MostRowsInAct)
            {
                var (from, to) = (Message.RowOf(large.No, ordinal), Message.RowOf(large.No, Math.Min(ordinal + MostRowsInAct, large.Total)));
                await writes.RunAsync(
                    db =>
                    {
                        if (!Over(db, round, now).Any(batch => batch.No == large.No)) return;

                        Empty(db.Messages.IgnoreAutoIncludes().Where(message => message.Id >= from && message.Id < to));
                        Empty(db.Replies.Where(reply => reply.MessageRow >= from && reply.MessageRow < to));
                    },
                    cancel);
            }

            return await writes.RunAsync(db => Over(db, round, now).Any(batch => batch.No == large.No) ? End(db, [large.No], now) * (long)large.Total : 0, cancel: cancel);
        }

        var looked = batches.Select(batch => batch.No).ToList();
        var account = batches[0].Account;
        return await writes.RunAsync(
            db =>
            {
                var numbers = Over(db, round, now).Where(batch => looked.Contains(batch.No)).Select(batch => batch.No).ToList();
                Empty(db.Messages.IgnoreAutoIncludes().Where(message => numbers.Contains(message.BatchNo)));
                Empty(db.Replies.Where(reply => reply.AccountId == account && numbers.Contains(reply.MessageRow / Message.MostInBatch)));
                End(db, numbers, now);
                return batches.Where(batch => numbers.Contains(batch.No)).Sum(batch => (long)batch.Total);
            },
            cancel: cancel);
    }

    private static void Empty(IQueryable<Message> messages) =>
        messages.ExecuteUpdate(set => set.SetProperty(message => message.Recipient, default(Sealed)).SetProperty(message => message.RecipientIndex, 0));

    private static void Empty(IQueryable<Reply> replies) =>
        replies.ExecuteUpdate(set => set.SetProperty(reply => reply.Number, default(Sealed)).SetProperty(reply => reply.Text, default(Sealed)));

    private static int End(PortalDbContext db, List<long> batches, DateTimeOffset now) =>
        db.MessageBatches.Where(batch => batches.Contains(batch.No))
            .ExecuteUpdate(set => set.SetProperty(batch => batch.Text, default(Sealed)).SetProperty(batch => batch.ContentErasedAt, now));

    // Batches of one account that together fit an act; one that does not fit stands alone.
    private static IEnumerable<IReadOnlyList<Doomed>> Bundles(IEnumerable<Doomed> batches)
    {
        var bundle = new List<Doomed>();
        foreach (var batch in batches)
        {
            if (bundle.Count > 0 && (bundle[0].Account != batch.Account || bundle.Sum(one => one.Total) + batch.Total > MostRowsInAct || bundle.Count == MostRowsInAct / 4))
            {
                yield return bundle;
                bundle = [];
            }

            bundle.Add(batch);
        }

        if (bundle.Count > 0) yield return bundle;
    }

    private sealed record Doomed(long No, AccountId Account, int Total);
}
