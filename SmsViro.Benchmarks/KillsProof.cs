using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>What the kills left, compared three ways: told, stored, counted by the operator.</summary>
internal sealed record KillsProof(int Messages, int Lost, int Duplicates, int ConversationsTwice, int Unknown, long UnexplainedMicros)
{
    public static Money Credit { get; } = Money.Of(1_000_000m, Currency.Gbp);

    public static async Task<KillsProof> FinishAsync(SendingPortal portal, Customer customer, HashSet<Guid> told, Func<Dictionary<long, int>> countEach)
    {
        await UntilFinishedAsync(portal);
        var counts = countEach();

        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var stored = await db.MessageBatches.Where(batch => batch.State == BatchState.Queued || batch.State == BatchState.Drained).Select(batch => batch.Id).ToListAsync();
        var lost = told.Except(stored).Count();
        var (messages, twice, conversationsTwice, unknown, charged) = (0, 0, 0, 0, 0L);
        var deliveries = await db.Deliveries.IgnoreAutoIncludes().AsNoTracking().ToDictionaryAsync(delivery => delivery.Id);
        await foreach (var message in db.Messages.AsNoTracking().AsAsyncEnumerable())
        {
            messages++;
            var box = await portal.Get<Vault>().FindAsync(Buckets.ScopeOf(message.Batch.AccountId, message.Batch.Bucket));
            var number = box.Open(MessagingFields.Recipient, message.MessageId.Value, message.Recipient).Text![1..];
            counts.Remove(long.Parse(number, CultureInfo.InvariantCulture), out var count);
            var delivery = deliveries.GetValueOrDefault(message.Id);
            if (delivery is null || (delivery.SentAt is not null && count == 0)) lost++;
            if (delivery is { State: DeliveryState.Unknown }) unknown++;
            if (delivery?.SentAt is not null) charged += message.Price;
            if (count > 1) twice += count - 1;
            if (count > 1 && message.Batch.Kind != MessageKind.Campaign) conversationsTwice++;
        }

        // A number the operator took and we have no row for would be a message sent behind the ledger's back.
        lost += counts.Count;
        var purse = await portal.Get<BillingOverview>().PurseAsync(customer.Account, CancellationToken.None);
        var proof = await portal.Get<LedgerProof>().RunAsync(CancellationToken.None);
        return new KillsProof(messages, lost, twice, conversationsTwice, unknown, proof.UnexplainedMicros + purse.Held.Micros + Math.Abs(Credit.Micros - purse.Available.Micros - charged));
    }

    private static async Task UntilFinishedAsync(SendingPortal portal)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(200))
        {
            await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
            var left = await db.MessageBatches.CountAsync(batch => batch.State == BatchState.Queued) + await db.OpenWindows.CountAsync()
                + await db.Deliveries.CountAsync(delivery => delivery.Due != null || delivery.State == DeliveryState.Submitting);
            if (left == 0) return;
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(5)) throw new TimeoutException($"{left} batches, windows and messages are not finished after five minutes");
        }
    }
}
