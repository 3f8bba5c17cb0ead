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
/// the backup, not at once. Runs every minute beside the sending path, over an index of the codes that still have a text; those without a receipt it counts every hour.
/// </summary>
public sealed class DiscardCodes(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, ContentHolds holds, Signals signals, TimeProvider clock) : IRetentionRule, IJobHandler
{
    private const int MostInAct = 500;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly DeliveryState[] Final =
        [DeliveryState.Delivered, DeliveryState.Undelivered, DeliveryState.Expired, DeliveryState.Rejected, DeliveryState.Cancelled, DeliveryState.Suppressed];

    // Of this process alone: another that looks too does no harm.
    private DateTimeOffset _unreceiptedNext;

    public static string Kind => "discard-codes";

    public string Name => "Texts of one-time codes";

    public string Kept => "Until the last receipt, or 3 days after it was last handed to an operator where none comes";

    public async Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var over = await holds.Read(db).Without(Over(db, now)).LongCountAsync(cancel);
        return new RetentionCount(over, await Over(db, now).LongCountAsync(cancel) - over);
    }

    public Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel) => DiscardAsync(db => Over(db, now), now, cancel);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now < _unreceiptedNext)
        {
            await DiscardAsync(Receipted, now, cancel);
            return;
        }

        await ForgetAsync(now, cancel);
        _unreceiptedNext = now + Hour;
    }

    private async Task<long> DiscardAsync(Func<PortalDbContext, IQueryable<MessageBatch>> rule, DateTimeOffset now, CancellationToken cancel)
    {
        for (var discarded = 0L; ;)
        {
            List<(long No, Guid Id, AccountId Account)> over;
            await using (var db = await contexts.CreateDbContextAsync(cancel))
                over = [.. (await holds.Read(db).Without(rule(db)).OrderBy(batch => batch.No).Take(MostInAct).Select(batch => new { batch.No, batch.Id, batch.AccountId }).ToListAsync(cancel)).Select(one => (one.No, one.Id, one.AccountId))];

            var numbers = over.Select(one => one.No).ToList();

            // Asked again inside the act: a hold or a restriction may have come since the look.
            if (numbers.Count > 0)
                discarded += await writes.RunAsync(
                    db => holds.Read(db).Without(rule(db)).Where(batch => numbers.Contains(batch.No))
                        .ExecuteUpdate(set => set.SetProperty(batch => batch.Text, default(Sealed)).SetProperty(batch => batch.TextDiscardedAt, now)),
                    cancel: cancel);
            foreach (var (_, id, _) in over) signals.Raise(MessagingTopics.Message(new MessageId(id)));
            foreach (var account in over.Select(one => one.Account).Distinct()) signals.Raise(MessagingTopics.Messages(account));
            if (over.Count < MostInAct) return discarded;
        }
    }

    // Our own codes are emptied in the sending path itself.
    private static IQueryable<MessageBatch> WithText(PortalDbContext db)
    {
        var ours = ServiceAccount.Id;
        return db.MessageBatches.Where(batch => batch.Kind == MessageKind.OneTimeCode && batch.TextDiscardedAt == null && batch.ContentErasedAt == null && batch.AccountId != ours);
    }

    // The batch's own counters say it. What may still go out, or out again, needs its text.
    private static IQueryable<MessageBatch> Receipted(PortalDbContext db) =>
        ContentRules.AtRest(db, WithText(db).Where(batch => batch.State == BatchState.Voided || batch.Delivered + batch.Failed >= batch.Total));

    // What was cancelled stands in no counter, and days without a receipt begin when an operator was given it: one that was down for days gets it late.
    private static IQueryable<MessageBatch> Over(PortalDbContext db, DateTimeOffset now)
    {
        var deliveries = db.Deliveries.IgnoreAutoIncludes();
        var before = now.AddDays(-ContentDays.WithoutReceipt);
        var ticks = before.UtcTicks;
        return ContentRules.AtRest(db, WithText(db).Where(batch =>
            batch.State == BatchState.Voided || batch.Delivered + batch.Failed >= batch.Total
            || (batch.AcceptedAt < before
                && !deliveries.Any(delivery => delivery.SubmittedAt >= ticks && delivery.Id >= batch.No * Message.MostInBatch && delivery.Id < (batch.No + 1) * Message.MostInBatch))
            || deliveries.Count(delivery => delivery.Id >= batch.No * Message.MostInBatch && delivery.Id < (batch.No + 1) * Message.MostInBatch && Final.Contains(delivery.State)) >= batch.Total));
    }
}
