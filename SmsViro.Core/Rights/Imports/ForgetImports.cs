using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Imports;

/// <summary>The hourly sweep: archives nobody said yes to go after a day, those that stopped on the way end after a week, and files nobody owns at once.</summary>
public sealed class ForgetImports(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, ImportFolder folder, TimeProvider clock) : IJobHandler
{
    // A file is there before its row: it is judged first.
    private static readonly TimeSpan LongestJudging = TimeSpan.FromHours(1);

    public static string Kind => "forget-imports";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (offeredBefore, stoppedBefore) = (now - ArchiveImport.Waits, now - ArchiveImport.CanGoOn);
        await writes.RunAsync(
            db =>
            {
                var over = db.ArchiveImports.Where(import => import.State == ImportState.Offered && import.AskedAt <= offeredBefore).ToList();
                var ids = over.Select(import => import.Id).ToList();
                db.ImportSections.RemoveRange(db.ImportSections.Where(section => ids.Contains(section.ImportId)));
                db.ArchiveImports.RemoveRange(over);
                foreach (var import in db.ArchiveImports.Where(import => import.State == ImportState.Stopped && import.EndedAt <= stoppedBefore).ToList()) import.State = ImportState.GivenUp;
            },
            cancel);

        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var id in folder.Ids())
        {
            var isWanted = await db.ArchiveImports.AnyAsync(
                import => import.Id == id && (import.State == ImportState.Offered || import.State == ImportState.Running || import.State == ImportState.Stopped), cancel);
            if (!isWanted && folder.WrittenAt(id) < now - LongestJudging) await folder.ForgetAsync(id, cancel);
        }
    }
}
