using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>
/// Erases an account whose state is Erasing already: (1) stop sending (2) write the erasure ledger (3) let every process let go (4) destroy the keys
/// (5) erase every store (6) look again (7) answer. Each step finds out what is done, so the whole may begin again after any interruption.
/// </summary>
public sealed class EraseAccount(
    WriteQueue writes,
    IDbContextFactory<PortalDbContext> contexts,
    StopSending stopSending,
    ErasureScopes scopes,
    ErasureLedger ledger,
    ErasureMarks marks,
    Vault vault,
    StoreErasures stores,
    EmptyLog emptyLog,
    ErasureReply reply,
    AuditTrail trail,
    ErasurePace pace,
    TimeProvider clock) : IJobHandler
{
    public static string Kind => "erase-account";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        if (await FindAsync(run.About, cancel) is not { } request) return;

        try
        {
            await EraseAsync(request, run, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Never "done" by silence: the request says Incomplete until an attempt gets to its end.
            await LeaveIncompleteAsync(request, cancel);
            throw;
        }
    }

    private async Task EraseAsync(PrivacyRequest request, JobRun run, CancellationToken cancel)
    {
        var subject = new DataSubject(request.UserId, request.AccountId);

        // :: Step 1: stop sending. Messages need their keys and their holds; both are about to go.
        await run.ReportAsync(0.05, "Calling off messages that wait");
        var stopped = await stopSending.RunAsync(request.AccountId, cancel);
        await TellAsync(request, RequestStep.SendingStopped, stopped, cancel);

        // :: Step 2: write the ledger, outside both databases and on the disk, before anything is destroyed.
        await run.ReportAsync(0.15, "Writing the erasure ledger");
        var keys = await scopes.OfAsync(request.Id, subject, cancel);
        await ledger.AppendAsync(request.Id, keys, cancel);
        await TellAsync(request, RequestStep.LedgerWritten, null, cancel);

        // :: Step 3: other processes may hold boxes of hers for as long as their cache lives.
        await run.ReportAsync(0.2, "Waiting until every server has let go of the keys");
        var wait = request.StartedAt!.Value + pace.LetGo - clock.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancel);

        // :: Step 4: destroy the keys. After this line the ciphertext is noise, in backups too once theirs have died.
        await run.ReportAsync(0.3, "Destroying the keys");
        foreach (var key in keys) await vault.ShredAsync(key, request.Id, cancel);
        await TellAsync(request, RequestStep.KeysDestroyed, keys.Count, cancel);

        // :: Step 5: erase every store, then empty the log that still holds the deleted bytes.
        var removed = await stores.EraseAsync(request, subject, (done, words) => run.ReportAsync(0.35 + (0.4 * done), words), cancel);
        await emptyLog.RunAsync(cancel);
        await TellAsync(request, RequestStep.RowsErased, removed, cancel);

        // :: Step 6: look again. An act that was running when the account closed may have written behind the first pass, so the stores were asked twice.
        await run.ReportAsync(0.8, "Searching for anything left");
        await stores.VerifyAsync(request, subject, cancel);
        await TellAsync(request, RequestStep.Verified, null, cancel);

        // :: Step 7: answer. The letter, the end of the account and the end of the request are one act.
        await run.ReportAsync(0.95, "Writing the answer");
        await AnswerAsync(request, subject, cancel);
        foreach (var line in (await ledger.LinesAsync(cancel)).Where(line => line.Request == request.Id)) await marks.AppliedAsync(line, cancel);
    }

    private async Task AnswerAsync(PrivacyRequest request, DataSubject subject, CancellationToken cancel)
    {
        var letter = await reply.SealAsync(request, subject, cancel);
        var entry = await trail.DraftAsync(request.CarriedOutBy ?? default, request.UserId, AuditDeed.FinishedErasure, concerning: request.Id, cancel: cancel);
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.Find(request.Id) is not { HasEnded: false } row) return;

                (row.State, row.EndedAt) = (RequestState.Fulfilled, now);
                db.Users.Single(user => user.Id == request.UserId.Value).State = AccountState.Erased;
                db.Tell(row, RequestStep.Answered, now);

                // A copy that was still being made has nobody to be handed to.
                foreach (var open in db.PrivacyRequests.Where(open => open.UserId == row.UserId && open.State == RequestState.Preparing))
                {
                    (open.State, open.EndedAt) = (RequestState.Withdrawn, now);
                    db.Tell(open, RequestStep.Withdrawn, now);
                }

                if (letter is not null) Notices.Post.Add(db, letter);
                var staff = db.Users.AsNoTracking().SingleOrDefault(user => row.CarriedOutBy != null && user.Id == row.CarriedOutBy.Value.Value);
                AuditTrail.Append(db, entry, staff?.Role ?? PortalRole.Support);
            },
            cancel);
        reply.Hurry();
    }

    private async Task<PrivacyRequest?> FindAsync(Guid id, CancellationToken cancel)
    {
        var found = await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.Find(id) is not { } request || request.State is not (RequestState.Erasing or RequestState.Incomplete)) return false;

                request.State = RequestState.Erasing;
                return true;
            },
            cancel: cancel);
        if (!found) return null;

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.PrivacyRequests.AsNoTracking().SingleAsync(request => request.Id == id, cancel);
    }

    // A step is told once, however often the work begins again.
    private Task TellAsync(PrivacyRequest request, RequestStep step, long? count, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return writes.RunAsync(
            db =>
            {
                if (!db.RequestEvents.Any(told => told.RequestId == request.Id && told.Step == step)) db.Tell(request, step, now, count);
            },
            cancel);
    }

    private async Task LeaveIncompleteAsync(PrivacyRequest request, CancellationToken cancel)
    {
        var entry = await trail.DraftAsync(default, request.UserId, AuditDeed.ErasureIncomplete, concerning: request.Id, cancel: cancel);
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.Find(request.Id) is not { State: RequestState.Erasing } row) return;

                row.State = RequestState.Incomplete;
                db.Tell(row, RequestStep.LeftIncomplete, now, db.StoreAnswers.Count(answer => answer.RequestId == row.Id && !answer.Done));
                AuditTrail.Append(db, entry, PortalRole.Support);
            },
            cancel);
    }
}

/// <summary>How long other processes may still hold a box after the account closed; nothing to wait for where one process is all there is.</summary>
public sealed record ErasurePace(TimeSpan LetGo);
