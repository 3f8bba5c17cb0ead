using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>The hourly sweep: copies whose time or downloads are over lose their key and file; files nobody owns are deleted.</summary>
public sealed class ForgetCopies(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, CopyFolder folder, TimeProvider clock) : IJobHandler
{
    public static string Kind => "forget-copies";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();

        // A last download may still be running when it was the fifth.
        var read = now - CopyFile.Reading;
        List<CopyFile> over;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            over = await db.CopyFiles.AsNoTracking()
                .Where(copy => (copy.State == CopyState.Ready && (copy.ExpiresAt <= now || (copy.Downloads >= CopyFile.MostDownloads && copy.LastDownloadAt <= read)))
                    || copy.State == CopyState.Failed || copy.State == CopyState.Cancelled)
                .ToListAsync(cancel);

        foreach (var copy in over) await ForgetAsync(copy, now, cancel);
        await DeleteStraysAsync(cancel);
    }

    private async Task ForgetAsync(CopyFile copy, DateTimeOffset now, CancellationToken cancel)
    {
        await folder.ForgetAsync(copy.Id, cancel);
        await writes.RunAsync(
            db =>
            {
                if (db.CopyFiles.Find(copy.Id) is not { } row || row.State is CopyState.Gone) return;

                var wasReady = row.State is CopyState.Ready;
                row.State = CopyState.Gone;
                if (wasReady && db.PrivacyRequests.Find(copy.Id) is { } request) db.Tell(request, RequestStep.CopyForgotten, now);
            },
            cancel);
    }

    private async Task DeleteStraysAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var id in folder.Ids())
            if (!await db.CopyFiles.AnyAsync(copy => copy.Id == id && copy.State != CopyState.Gone, cancel)) folder.DeleteFiles(id);
    }
}
