using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Documents;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>
/// Writes the copy: (1) find the request (2) write and seal it whole (3) tell its owner.
/// Complete or refused: whatever cannot be read makes the attempt fail, and a part of a file never gets its name.
/// </summary>
public sealed class AssembleCopy(
    WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AccessReport report, WriteArchive archive, IDocumentEngine engine, Vault vault, CopyFolder folder, CopyReadyLetter letter, Post post, TimeProvider clock) : IJobHandler
{
    public static string Kind => "assemble-copy";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        // :: Step 1: find the request. Ended meanwhile means nothing is owed.
        if (await FindAsync(run.About, cancel) is not var (request, copy)) return;

        // :: Step 2: write and seal. A begun file of an earlier attempt is written anew; the row says Ready only after the file has its name.
        var pages = new PageCount();
        var bytes = await folder.WriteAsync(
            copy,
            output => copy.Content is CopyContent.Paper ? WritePaperAsync(run, request, copy, pages, output, cancel) : archive.RunAsync(request, copy, output, run.ReportAsync, cancel),
            cancel);

        // :: Step 3: tell its owner. Days in which it is held do not count against its life.
        var now = clock.GetUtcNow();
        var held = copy.HeldUntil > now ? copy.HeldUntil : null;
        var until = (held ?? now) + CopyFile.Life;
        var mail = await letter.SealAsync(request, held, until, cancel);
        await writes.RunAsync(
            db =>
            {
                if (db.CopyFiles.Find(copy.Id) is not { State: CopyState.Preparing } row || db.PrivacyRequests.Find(copy.Id) is not { } open) return;

                (row.State, row.ReadyAt, row.ExpiresAt, row.Bytes, row.Pages) = (CopyState.Ready, now, until, bytes, pages.Pages);
                row.Passphrase = null;
                (open.State, open.EndedAt) = (RequestState.Fulfilled, now);
                db.Tell(open, RequestStep.CopyReady, now);
                if (mail is not null) Post.Add(db, mail);
            },
            cancel);
        post.Hurry();
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
                (row.State, row.Passphrase) = (cancelled ? CopyState.Cancelled : CopyState.Failed, null);
                (request.State, request.EndedAt) = (cancelled ? RequestState.Withdrawn : RequestState.Failed, now);
                db.Tell(request, cancelled ? RequestStep.Withdrawn : RequestStep.CopyFailed, now);
            },
            cancel);
    }

    private async Task WritePaperAsync(JobRun run, PrivacyRequest request, CopyFile copy, PageCount pages, Stream output, CancellationToken cancel)
    {
        await run.ReportAsync(0.02, "Asking every store what it holds");
        var facts = await report.GatherAsync(request, cancel) with { IsLocked = copy.IsLocked };
        var paper = await report.PaperAsync(facts, (done, words) => run.ReportAsync(0.05 + (0.9 * done), words), cancel);
        await engine.WriteAsync(paper with { Progress = pages, Passphrase = await PassphraseAsync(copy, cancel) }, output, cancel);
    }

    private async Task<Passphrase?> PassphraseAsync(CopyFile copy, CancellationToken cancel)
    {
        if (copy.Passphrase is not { } closed) return null;

        // A paper that was to be locked is never handed out open.
        var opened = (await vault.FindAsync(copy.Scope, cancel)).Open(CopyFile.PassphraseField, copy.Id, closed);
        return Passphrase.TryParse(opened.Text, out var passphrase) ? passphrase : throw new InvalidOperationException("The passphrase of a copy cannot be opened.");
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
