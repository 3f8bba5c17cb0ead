using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Documents;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>
/// Writes the copy: (1) find the request (2) gather what the report says (3) write and seal it whole (4) tell its owner.
/// Complete or refused: whatever cannot be read makes the attempt fail, and a part of a file never gets its name.
/// </summary>
public sealed class AssembleCopy(
    WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AccessReport report, IDocumentEngine engine, CopyFolder folder, TimeProvider clock) : IJobHandler
{
    public static string Kind => "assemble-copy";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        // :: Step 1: find the request. Ended meanwhile means nothing is owed.
        if (await FindAsync(run.About, cancel) is not var (request, copy)) return;

        // :: Step 2: gather what the report says before its data.
        await run.ReportAsync(0.02, "Asking every store what it holds");
        var paper = await report.PrepareAsync(request, (done, words) => run.ReportAsync(0.05 + (0.9 * done), words), cancel);

        // :: Step 3: write and seal. The row says Ready only after the file has its name.
        var pages = new PageCount();
        var bytes = await folder.WriteAsync(copy, output => engine.WriteAsync(paper with { Progress = pages }, output, cancel), cancel);

        // :: Step 4: tell its owner.
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.CopyFiles.Find(copy.Id) is not { State: CopyState.Preparing } row || db.PrivacyRequests.Find(copy.Id) is not { } open) return;

                (row.State, row.ReadyAt, row.ExpiresAt, row.Bytes, row.Pages) = (CopyState.Ready, now, now + CopyFile.Life, bytes, pages.Pages);
                (open.State, open.EndedAt) = (RequestState.Fulfilled, now);
                db.Tell(open, RequestStep.CopyReady, now);
            },
            cancel);
    }

    public async Task AbandonedAsync(Guid about, JobState state, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        folder.DeleteFiles(about);
        await writes.RunAsync(
            db =>
            {
                if (db.CopyFiles.Find(about) is not { State: CopyState.Preparing } row || db.PrivacyRequests.Find(about) is not { } request) return;

                var cancelled = state is JobState.Cancelled;
                row.State = cancelled ? CopyState.Cancelled : CopyState.Failed;
                (request.State, request.EndedAt) = (cancelled ? RequestState.Withdrawn : RequestState.Failed, now);
                db.Tell(request, cancelled ? RequestStep.Withdrawn : RequestStep.CopyFailed, now);
            },
            cancel);
    }

    private async Task<(PrivacyRequest Request, CopyFile Copy)?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var request = await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id && request.State == RequestState.Preparing, cancel);
        var copy = await db.CopyFiles.AsNoTracking().SingleOrDefaultAsync(copy => copy.Id == id && copy.State == CopyState.Preparing, cancel);
        return request is null || copy is null ? null : (request, copy);
    }

    private sealed class PageCount : IProgress<Written>
    {
        public int Pages { get; private set; }

        public void Report(Written value) => Pages = value.Pages;
    }
}
