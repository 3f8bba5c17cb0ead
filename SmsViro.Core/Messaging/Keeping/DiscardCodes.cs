using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Keeping;

/// <summary>
/// Discards the text of a one-time code as soon as its last receipt is in, or none can come any more, however many days its sender keeps texts: a code that has served
/// is nobody's business. Number, state and times stay for those days. The key of its month seals other texts too and stays with them, so a backup forgets the code with
/// the backup, not at once. Runs every minute beside the sending path, over an index of the codes that still have a text.
/// </summary>
public sealed class DiscardCodes(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, ContentHolds holds, Signals signals, TimeProvider clock) : IRetentionRule, IJobHandler
{
    private const int MostInAct = 500;

    private static readonly DeliveryState[] Final =
        [DeliveryState.Delivered, DeliveryState.Undelivered, DeliveryState.Expired, DeliveryState.Rejected, DeliveryState.Cancelled, DeliveryState.Suppressed];

    public static string Kind => "discard-codes";

    public string Name => "Texts of one-time codes";

    public string Kept => "Until the last receipt, or 3 days after it was accepted where none comes";

    public async Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var held = await holds.ReadAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var over = await held.Without(Over(db, now)).LongCountAsync(cancel);
        return new RetentionCount(over, await Over(db, now).LongCountAsync(cancel) - over);
    }

    public async Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var held = await holds.ReadAsync(cancel);
        for (var discarded = 0L; ;)
        {
            List<(long No, Guid Id, AccountId Account)> over;
            await using (var db = await contexts.CreateDbContextAsync(cancel))
                over = [.. (await held.Without(Over(db, now)).OrderBy(batch => batch.No).Take(MostInAct).Select(batch => new { batch.No, batch.Id, batch.AccountId }).ToListAsync(cancel)).Select(one => (one.No, one.Id, one.AccountId))];

            var numbers = over.Select(one => one.No).ToList();
            if (numbers.Count > 0)
                await writes.RunAsync(
                    db => db.MessageBatches.Where(batch => numbers.Contains(batch.No))
                        .ExecuteUpdate(set => set.SetProperty(batch => batch.Text, default(Sealed)).SetProperty(batch => batch.TextDiscardedAt, now)),
                    cancel: cancel);
            foreach (var (_, id, _) in over) signals.Raise(MessagingTopics.Message(new MessageId(id)));
            foreach (var account in over.Select(one => one.Account).Distinct()) signals.Raise(MessagingTopics.Messages(account));
            discarded += over.Count;
            if (over.Count < MostInAct) return discarded;
        }
    }

    public Task RunAsync(JobRun run, CancellationToken cancel) => ForgetAsync(clock.GetUtcNow(), cancel);

    // What may still go out, or out again, needs its text. Our own codes are emptied in the sending path itself.
    private static IQueryable<MessageBatch> Over(PortalDbContext db, DateTimeOffset now)
    {
        var deliveries = db.Deliveries.IgnoreAutoIncludes();
        var (withoutReceipt, ours) = (now.AddDays(-ContentDays.WithoutReceipt), ServiceAccount.Id);
        return db.MessageBatches.Where(batch =>
            batch.Kind == MessageKind.OneTimeCode && batch.TextDiscardedAt == null && batch.ContentErasedAt == null && batch.AccountId != ours
            && (batch.State == BatchState.Voided
                || (batch.State == BatchState.Drained
                    && !deliveries.Any(delivery => delivery.Due != null && delivery.Id >= batch.No * Message.MostInBatch && delivery.Id < (batch.No + 1) * Message.MostInBatch)
                    && (batch.AcceptedAt < withoutReceipt
                        || deliveries.Count(delivery => delivery.Id >= batch.No * Message.MostInBatch && delivery.Id < (batch.No + 1) * Message.MostInBatch && Final.Contains(delivery.State)) >= batch.Total))));
    }
}
