using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>Work of one kind that fails again and again.</summary>
/// <param name="Kind">Which handler's.</param>
/// <param name="Many">How many pieces of it.</param>
/// <param name="Since">Since when the first of them is asked for or has failed for good.</param>
/// <param name="Last">The latest of them.</param>
public sealed record FailingWork(string Kind, int Many, DateTimeOffset Since, DateTimeOffset Last);

/// <summary>What the portal knows of its own health: work that fails, the newest backup, the operator's links. It asks what is recorded and measures nothing itself.</summary>
public sealed class ReadHealth(OperatorStatus operators, AlertOptions options, TimeProvider clock)
{
    /// <summary>When the next backup should be there at the latest; null where backups are watched elsewhere.</summary>
    internal async Task<DateTimeOffset?> BackupDueAsync(PortalDbContext db, CancellationToken cancel)
    {
        if (options.BackupEvery == TimeSpan.Zero) return null;

        var last = await LastBackup.AtAsync(db, cancel);
        var opened = await db.Users.OrderBy(user => user.CreatedAt).Select(user => (DateTimeOffset?)user.CreatedAt).FirstOrDefaultAsync(cancel);
        return (last ?? opened ?? clock.GetUtcNow()) + options.BackupEvery;
    }

    internal Task<IReadOnlyList<FailingWork>> FailingAsync(PortalDbContext db, CancellationToken cancel) => FailingAsync(db, [], cancel);

    // What failed before the alert of its kind was closed was judged with it; what failed later was not, however long the older is kept beside it.
    private async Task<IReadOnlyList<FailingWork>> FailingAsync(PortalDbContext db, Dictionary<string, DateTimeOffset> closed, CancellationToken cancel)
    {
        var least = options.FailedAttempts;
        var failing = await db.Jobs.AsNoTracking()
            .Where(job => job.State == JobState.Failed || (job.State == JobState.Waiting && job.Failure != null && job.Attempts >= least))
            .Select(job => new { job.Kind, Since = job.EndedAt ?? job.AddedAt }).ToListAsync(cancel);
        return [.. from job in failing where !closed.TryGetValue(job.Kind, out var at) || job.Since > at group job.Since by job.Kind into kind orderby kind.Key select new FailingWork(kind.Key, kind.Count(), kind.Min(), kind.Max())];
    }

    /// <summary>What of it is reason for an alert.</summary>
    internal async Task<IReadOnlyList<Suspicion>> SuspicionsAsync(PortalDbContext db, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var link = operators.Current;
        var suspicions = new List<Suspicion>();
        foreach (var work in await FailingAsync(db, await ClosedAsync(db, cancel), cancel)) suspicions.Add(new(AlertKind.FailingJob, default, work.Kind, work.Since, work.Last, work.Many));
        if (await LateSinceAsync(db, now, cancel) is { } due) suspicions.Add(new(AlertKind.LateBackup, default, "", due, due, 1));
        if (!link.IsUp && now - link.Since >= options.OperatorDownFor) suspicions.Add(new(AlertKind.OperatorDown, default, "", link.Since, link.Since, 1));
        return suspicions;
    }

    private static async Task<Dictionary<string, DateTimeOffset>> ClosedAsync(PortalDbContext db, CancellationToken cancel) =>
        (await db.Alerts.AsNoTracking().Where(alert => alert.Kind == AlertKind.FailingJob && alert.ClosedAt != null).Select(alert => new { alert.Matter, At = alert.ClosedAt!.Value }).ToListAsync(cancel))
            .GroupBy(alert => alert.Matter, StringComparer.Ordinal).ToDictionary(kind => kind.Key, kind => kind.Max(alert => alert.At), StringComparer.Ordinal);

    // Asked every five minutes, so the trail is read back twice the time only. A backup older than that is late, and since when is asked of all of it, for an alert that is not there yet.
    private async Task<DateTimeOffset?> LateSinceAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        if (options.BackupEvery == TimeSpan.Zero) return null;

        var due = await LastBackup.AtAsync(db, cancel, now - (2 * options.BackupEvery)) + options.BackupEvery;
        if (due is null)
        {
            var again = now - RaiseAlerts.Again;
            if (await db.Alerts.AnyAsync(alert => alert.Kind == AlertKind.LateBackup && (alert.ClosedAt == null || alert.ClosedAt > again), cancel)) return null;

            due = await BackupDueAsync(db, cancel);
        }

        return now > due ? due : null;
    }
}
