using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>How many messages were accepted, and what became of them so far.</summary>
public sealed record MonthCounts(int Accepted, int Sent, int Delivered, int Failed)
{
    /// <summary>Delivered or failed: nothing more will become of them.</summary>
    public int Final => Delivered + Failed;

    /// <summary>Without a final result yet: not sent, on a link, or waiting for the receipt.</summary>
    public int Waiting => Math.Max(0, Accepted - Final);
}

/// <summary>The counts of the reader's current month.</summary>
public sealed class SentThisMonth(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public async Task<MonthCounts> RunAsync(Customer customer, TimeZoneInfo zone, CancellationToken cancel)
    {
        var today = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        var (begin, _) = new HistoryFilter(null, new DateOnly(today.Year, today.Month, 1), zone).Bounds!.Value;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await (from batch in db.MessageBatches
                      where batch.AccountId == customer.Account && batch.AcceptedAt >= begin && batch.BroughtInAt == null && (batch.State == BatchState.Queued || batch.State == BatchState.Drained)
                      group batch by 1 into all
                      select new MonthCounts(all.Sum(batch => batch.Total), all.Sum(batch => batch.Sent), all.Sum(batch => batch.Delivered), all.Sum(batch => batch.Failed)))
            .SingleOrDefaultAsync(cancel) ?? new MonthCounts(0, 0, 0, 0);
    }
}
