using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Imports;

/// <summary>The hourly sweep: archives nobody said yes to go after a day, those that stopped on the way after a week, and files nobody owns at once.</summary>
public sealed class ForgetImports(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, ImportFolder folder, TimeProvider clock) : IJobHandler
{
    private static readonly TimeSpan StoppedKept = TimeSpan.FromDays(7);

    // A file is there before its row: it is judged first.
    private static readonly TimeSpan LongestJudging = TimeSpan.FromHours(1);

    public static string Kind => "forget-imports";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (offeredBefore, stoppedBefore) = (now - ArchiveImport.Waits, now - StoppedKept);
        await writes.RunAsync(
            db =>
            {
                var over = db.ArchiveImports.Where(import => import.State == ImportState.Offered && import.AskedAt <= offeredBefore).ToList();
                var ids = over.Select(import => import.Id).ToList();
                db.ImportSections.RemoveRange(db.ImportSections.Where(section => ids.Contains(section.ImportId)));
                db.ArchiveImports.RemoveRange(over);
            },
            cancel);

        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var id in folder.Ids())
        {
            var isWanted = await db.ArchiveImports.AnyAsync(
                import => import.Id == id && (import.State == ImportState.Offered || import.State == ImportState.Running || (import.State == ImportState.Stopped && import.EndedAt > stoppedBefore)), cancel);
            if (!isWanted && folder.WrittenAt(id) < now - LongestJudging) await folder.ForgetAsync(id, cancel);
        }
    }
}
