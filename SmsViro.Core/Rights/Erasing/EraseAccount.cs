using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Billing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>
/// Erases an account whose state is Erasing already: (1) stop sending, settle the balance, write down who received the data, copy what holds keep (2) write the erasure ledger (3) destroy
/// the keys (4) erase every store, and once more when every process has let go of them (5) look again (6) answer. Each step finds out what is done, so the whole
/// may begin again after any interruption.
/// </summary>
public sealed partial class EraseAccount(
    WriteQueue writes,
    IDbContextFactory<PortalDbContext> contexts,
    StopSending stopSending,
    SettleBalance settleBalance,
    KeepHeldItems keepHeldItems,
    WhoReceived received,
    ErasureScopes scopes,
    ErasureLedger ledger,
    ErasureMarks marks,
    Vault vault,
    StoreErasures stores,
    EmptyLog emptyLog,
    SearchFiles searchFiles,
    AnswerErasure answer,
    ErasureAlarm alarm,
    TimeProvider clock,
    ILogger<EraseAccount> log) : IJobHandler
{
    public static string Kind => "erase-account";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        if (await FindAsync(run.About, cancel) is not { } request) return;

        var at = "";
        var told = new JobRun(run.About, run.Attempt, (done, words) => run.ReportAsync(done, at = words));
        try
        {
            await EraseAsync(request, told, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Never "done" by silence: the request says Incomplete until an attempt gets to its end.
            Incomplete(request.Id, failure.GetType().Name);
            await alarm.RaiseAsync(request, at, cancel);
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
        var settled = await settleBalance.RunAsync(request, cancel) ?? await BookedAsync(request, cancel);
        if (settled is not null) await TellAsync(request, RequestStep.BalanceSettled, null, cancel);

        // Before the ledger, because from its line on the keys may be destroyed at any restart.
        await searchFiles.LearnAsync(request.Id, subject, cancel);
        var held = await keepHeldItems.RunAsync(subject, cancel);
        if (held > 0) await TellAsync(request, RequestStep.HeldItemsKept, held, cancel);

        // :: Step 2: write the ledger, outside both databases and on the disk, before anything is destroyed.
        await run.ReportAsync(0.15, "Writing the erasure ledger");
        var keys = await scopes.OfAsync(request.Id, subject, cancel);
        var line = await ledger.AppendAsync(request.Id, keys, cancel);
        await TellAsync(request, RequestStep.LedgerWritten, null, cancel);

        // :: Step 3: destroy the keys. After this line the ciphertext is noise, in backups too once theirs have died.
        await run.ReportAsync(0.3, "Destroying the keys");
        foreach (var key in keys) await vault.ShredAsync(key, request.Id, cancel);
        await TellAsync(request, RequestStep.KeysDestroyed, keys.Count, cancel);

        // Who is to be told (Article 19) is read from rows that are about to go; no key is needed for it, so nothing stays readable while a million are asked.
        await run.ReportAsync(0.33, "Looking up who is to be told");
        var recipients = await received.ToTellAsync(subject, null, cancel);
        await writes.RunAsync(db => RecipientTasks.Ask(db, request, recipients, clock.GetUtcNow()), cancel);

        // :: Step 4: erase every store, then empty the log that still holds the deleted bytes.
        var removed = await stores.EraseAsync(request, subject, (done, words) => run.ReportAsync(0.35 + (0.4 * done), words), cancel);
        await emptyLog.RunAsync(cancel);
        await TellAsync(request, RequestStep.RowsErased, removed, cancel);

        // :: Step 5: look again. An act that was running when the account closed may have written behind the first pass, so the stores were asked twice.
        await run.ReportAsync(0.8, "Searching for anything left");
        await stores.VerifyAsync(request, subject, cancel);
        var searched = await searchFiles.RunAsync(request.Id, cancel);
        if (searched is not null) await TellAsync(request, RequestStep.FilesSearched, searched.Files, cancel);
        if (searched is { UnreadCount: > 0 }) await TellAsync(request, RequestStep.FilesUnread, searched.UnreadCount, cancel);
        if (searched is { Found.Count: > 0 }) await alarm.RaiseAsync(request, searched.Found, cancel);
        await TellAsync(request, RequestStep.Verified, null, cancel);

        // :: Step 6: answer. The certificate, the letter, the end of the account and the end of the request are one act.
        await run.ReportAsync(0.95, "Writing the answer");
        await answer.RunAsync(request, subject, new ErasureFacts(keys.Count, line.Number, held, settled, searched), cancel);
        searchFiles.Forget(request.Id);
        foreach (var applied in (await ledger.LinesAsync(cancel)).Where(line => line.Request == request.Id)) await marks.AppliedAsync(applied, cancel);
    }

    // What an attempt before this one booked.
    private async Task<Settlement?> BookedAsync(PrivacyRequest request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var booked = await db.LedgerTransfers.AsNoTracking()
            .Where(transfer => transfer.Deed == request.Id && (transfer.Kind == TransferKind.PaidBack || transfer.Kind == TransferKind.GivenUp || transfer.Kind == TransferKind.Lapsed)).ToListAsync(cancel);
        return booked is [var any, ..] ? new Settlement(Of(TransferKind.PaidBack), Of(TransferKind.GivenUp), Of(TransferKind.Lapsed)) : null;

        Money Of(TransferKind kind) => new(booked.Where(transfer => transfer.Kind == kind).Sum(transfer => transfer.Micros), any.Currency);
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

    [LoggerMessage(LogLevel.Error, "The erasure {Request} did not get to its end: {Failure}; it is tried again")]
    private partial void Incomplete(Guid request, string failure);
}

/// <summary>The patience of an erasure.</summary>
/// <param name="LetGo">
/// How long another process that cannot be reached may still hold a box after the account closed, and write behind the first pass; nothing to wait for where one process is all there is.
/// </param>
/// <param name="Patience">How long a store outside the database may take to answer.</param>
public sealed record ErasurePace(TimeSpan LetGo, TimeSpan Patience);
