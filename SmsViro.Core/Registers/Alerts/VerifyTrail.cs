using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>
/// Every night: walks the whole audit trail and looks whether the end of the walk before is still in its place. A walk that was stopped early, or a shorter trail, is an alert.
/// Behind a break that was judged it walks on, so that one judgement is none about what happens after it.
/// </summary>
public sealed class VerifyTrail(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, AuditTrail trail, RaiseAlerts raise, TimeProvider clock) : IJobHandler
{
    public static string Kind => "verify-trail";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        // A break that is judged while this walks is as old as its beginning, and judged.
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var judged = (await db.Alerts.AsNoTracking().Where(alert => alert.Kind == AlertKind.BrokenTrail && alert.ClosedAt != null).Select(alert => alert.Matter).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);

        // The end first: what is written during the walk may be in it, and need not.
        var head = await trail.HeadAsync(cancel);
        var verdict = await trail.VerifyAsync(judged, cancel);
        var missing = await MissingAsync(db, judged, now, cancel);
        List<ChainBreak> news = [.. new[] { verdict.Break, missing }.OfType<ChainBreak>().Where(found => !judged.Contains(found.Name)).Distinct()];
        var broken = news.Count > 0 ? news[0] : verdict.Break;
        var check = new TrailCheck { Id = Guid.CreateVersion7(now), At = now, Number = head.Number, Head = Convert.FromHexString(head.Hex), Verified = verdict.Verified, BrokenAt = broken?.First };
        await writes.RunAsync(act => act.TrailChecks.Add(check), cancel: cancel);
        await raise.RunAsync([.. news.Select(found => new Suspicion(AlertKind.BrokenTrail, default, found.Name, now, now, 1))], cancel);
    }

    // A trail whose end was cut off is whole as far as it goes; only somebody who remembers the end can tell. A cut has the name of that end, however much is written after it.
    private static async Task<ChainBreak?> MissingAsync(PortalDbContext db, HashSet<string> judged, DateTimeOffset now, CancellationToken cancel)
    {
        var known = judged.Select(name => (long?)long.Parse(name.Split(' ')[0], CultureInfo.InvariantCulture)).ToList();
        if (await db.TrailChecks.AsNoTracking().Where(check => (check.BrokenAt == null || known.Contains(check.BrokenAt)) && check.At < now).OrderByDescending(check => check.At).FirstOrDefaultAsync(cancel) is not { Number: > 0 } before) return null;
        var there = await db.AuditEntries.AsNoTracking().Where(entry => entry.Number == before.Number).Select(entry => entry.Head).FirstOrDefaultAsync(cancel);
        if (there is not null && there.AsSpan().SequenceEqual(before.Head)) return null;

        // Entries end by their time too, from the beginning of the trail.
        return there is null && await db.AuditEntries.AnyAsync(entry => entry.Number > before.Number, cancel) ? null : new ChainBreak(before.Number, before.Number);
    }
}
