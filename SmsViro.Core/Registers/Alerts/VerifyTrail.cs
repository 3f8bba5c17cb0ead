using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>Every night: walks the whole audit trail and looks whether the end of the walk before is still in its place. A walk that was stopped early, or a shorter trail, is an alert.</summary>
public sealed class VerifyTrail(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, AuditTrail trail, RaiseAlerts raise, TimeProvider clock) : IJobHandler
{
    public static string Kind => "verify-trail";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        // The end first: what is written during the walk may be in it, and need not.
        var head = await trail.HeadAsync(cancel);
        var verdict = await trail.VerifyAsync(cancel);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var broken = verdict.BrokenAt ?? await MissingAsync(db, now, cancel);
        var check = new TrailCheck { Id = Guid.CreateVersion7(now), At = now, Number = head.Number, Head = Convert.FromHexString(head.Hex), Verified = verdict.Verified, BrokenAt = broken };
        await writes.RunAsync(act => act.TrailChecks.Add(check), cancel: cancel);
        if (broken is { } entry) await raise.RunAsync([new(AlertKind.BrokenTrail, default, entry.ToString(CultureInfo.InvariantCulture), await SinceAsync(db, entry, now, cancel), now, 1)], cancel);
    }

    // A trail whose end was cut off is whole as far as it goes; only somebody who remembers the end can tell.
    private static async Task<long?> MissingAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.TrailChecks.AsNoTracking().Where(check => check.BrokenAt == null && check.At < now).OrderByDescending(check => check.At).FirstOrDefaultAsync(cancel) is not { Number: > 0 } before) return null;
        if (await db.AuditEntries.AsNoTracking().Where(entry => entry.Number == before.Number).Select(entry => entry.Head).FirstOrDefaultAsync(cancel) is { } there) return there.AsSpan().SequenceEqual(before.Head) ? null : before.Number;

        // Entries end by their time too, from the beginning of the trail.
        return await db.AuditEntries.AnyAsync(entry => entry.Number > before.Number, cancel) ? null : await db.AuditEntries.MaxAsync(entry => (long?)entry.Number, cancel) + 1 ?? 1;
    }

    // The same break is one alert, however many nights find it: it begins with the walk that found it first.
    private static async Task<DateTimeOffset> SinceAsync(PortalDbContext db, long entry, DateTimeOffset now, CancellationToken cancel) =>
        await db.TrailChecks.AsNoTracking().Where(check => check.BrokenAt == entry).OrderBy(check => check.At).Select(check => (DateTimeOffset?)check.At).FirstOrDefaultAsync(cancel) ?? now;
}
