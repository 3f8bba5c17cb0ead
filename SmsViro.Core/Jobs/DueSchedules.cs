using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Jobs;

/// <summary>Adds the sweeps whose hour has come, once among all processes.</summary>
internal sealed class DueSchedules(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, IEnumerable<Rhythm> rhythms, TimeProvider clock)
{
    public async Task AddAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var rhythm in rhythms)
        {
            var due = rhythm.LastDue(now);
            await using (var db = await contexts.CreateDbContextAsync(cancel))
                if (await db.Schedules.AnyAsync(schedule => schedule.Kind == rhythm.Kind && schedule.LastRunAt >= due, cancel)) continue;

            await writes.RunAsync(
                db =>
                {
                    var last = db.Schedules.SingleOrDefault(schedule => schedule.Kind == rhythm.Kind);
                    if (last is not null && last.LastRunAt >= due) return;

                    if (last is null) db.Schedules.Add(new Schedule { Kind = rhythm.Kind, LastRunAt = now });
                    else last.LastRunAt = now;
                    JobQueue.Add(db, rhythm.Kind, Guid.Empty, now);
                },
                cancel);
        }
    }
}
