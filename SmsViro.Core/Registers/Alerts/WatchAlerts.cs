using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>Every five minutes: looks at what people did and at the portal's own health, and raises what is unusual. It looks back two windows, so that a late round misses nothing.</summary>
public sealed class WatchAlerts(IDbContextFactory<PortalDbContext> contexts, ReadHealth health, RaiseAlerts raise, AlertOptions options, TimeProvider clock) : IJobHandler
{
    public static TimeSpan Round { get; } = TimeSpan.FromMinutes(5);

    public static string Kind => "watch-alerts";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var rules = options.Rules;
        var since = clock.GetUtcNow() - (2 * rules.Max(rule => rule.Window));
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var closed = (await db.Alerts.AsNoTracking().Where(alert => alert.ClosedAt > since).Select(alert => new { alert.Kind, alert.About, alert.ClosedAt }).ToListAsync(cancel))
            .GroupBy(alert => (alert.Kind, alert.About)).ToDictionary(one => one.Key, one => one.Max(alert => alert.ClosedAt));

        // What happened before an alert was closed was judged with it, and is no part of a new one.
        var signs = (await FindSigns.SinceAsync(db, since, cancel)).Where(sign => !closed.TryGetValue((sign.Kind, sign.About), out var at) || sign.At > at);
        await raise.RunAsync([.. Detection.In(signs, rules), .. await health.SuspicionsAsync(db, cancel)], cancel);
    }
}
