using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>
/// Erases a recipient from what we keep, since the number was surely hers: (1) stop whoever wrote to her, and find her rows (2) copy what holds keep of them (3) write
/// them into the erasure ledger (4) do to them what each column declares for its second person (5) look again. Senders keep times, states, prices and their own words;
/// what keeps her opted out stays as a digest.
/// </summary>
public sealed class EraseForRecipient(
    IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, FindRecordsOf find, StopTexts stops, DataMap map, KeepHeldItems keepHeldItems, ErasureLedger ledger, ErasureMarks marks,
    AuditTrail trail, Signals signals, TimeProvider clock)
    : IJobHandler
{
    private const int RowsInAct = 500;

    public static string Kind => "recipient-erasure";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        RecipientRequest? request;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            request = await db.RecipientRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == run.About && row.State != RecipientRequestState.Answered, cancel);
        if (request?.Number is not { } closed) return;
        if ((await vault.FindAsync(Scope.Request(request.Id), cancel)).Open(RecipientFields.RequestNumber, request.Id, closed).Text is not { } e164) return;

        // :: Step 1: stop whoever wrote to her, and find her rows. Her request stops them too, but work may begin before that is done; a stop that came afterwards would hold her number.
        var number = PhoneNumber.FromE164(e164);
        foreach (var sender in (await FindAsync(request, number, run, cancel)).Where(record => record.IsText && record.Account != ServiceAccount.Id).Select(record => record.Account).Distinct())
            await stops.OneAsync(number, sender, cancel);
        var found = await FindAsync(request, number, run, cancel);
        var rows = found.Select(record => record.Row).ToHashSet(StringComparer.Ordinal);

        // An attempt that was cut short has emptied what the search would find; the ledger still names it.
        rows.UnionWith((await ledger.LinesAsync(cancel)).Where(line => line.Request == request.Id).SelectMany(line => line.Rows));

        // :: Step 2: a claim that needs one of her rows has its own copy, and only of that
        if (await KeepAsync(found, cancel) is > 0 and var kept) await TellAsync(request.Id, RecipientStep.HeldItemsKept, kept, cancel);

        // :: Step 3: the ledger first, for a restored backup must forget her again
        if (rows.Count > 0) await ledger.AppendAsync(request.Id, [], [.. rows], cancel);
        await TellAsync(request.Id, RecipientStep.LedgerWritten, rows.Count, cancel);

        // :: Step 4: what each column declares for its second person
        var emptied = 0L;
        foreach (var some in rows.Chunk(RowsInAct)) emptied += await writes.RunAsync(db => some.Count(row => NamedRow.Scrub(db, map, row)), cancel: cancel);
        await TellAsync(request.Id, RecipientStep.RowsEmptied, emptied, cancel);

        // :: Step 5: look again
        if (await FindAsync(request, number, run, cancel) is not []) throw new InvalidOperationException("Rows of a recipient are left after her erasure.");

        await AnswerAsync(request.Id, rows.Count, cancel);
        foreach (var line in (await ledger.LinesAsync(cancel)).Where(line => line.Request == request.Id)) await marks.AppliedAsync(line, cancel);
    }

    public async Task AbandonedAsync(Guid about, JobState state, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.RecipientRequests.Find(about) is not { HasEnded: false } request) return;

                request.State = RecipientRequestState.Incomplete;
                db.Tell(request, RecipientStep.LeftIncomplete, now);
            },
            cancel);
        signals.Raise(RecipientTopics.Requests);
    }

    private Task<IReadOnlyList<FoundRecord>> FindAsync(RecipientRequest request, PhoneNumber number, JobRun run, CancellationToken cancel) =>
        find.RunAsync(number, request.From, request.AccountId, (done, all) => run.ReportAsync((double)done / all, $"Looked at {done:N0} of {all:N0} senders"), cancel);

    private async Task<int> KeepAsync(IReadOnlyList<FoundRecord> found, CancellationToken cancel)
    {
        var kept = 0;
        foreach (var sender in found.GroupBy(record => record.Account))
        {
            var named = sender.Select(record => record.Row.Split('/')).ToLookup(parts => parts[0], parts => string.Join('/', parts[1..]), StringComparer.Ordinal);
            kept += await keepHeldItems.RunAsync(sender.Key, named, cancel);
        }

        return kept;
    }

    private async Task TellAsync(Guid id, RecipientStep step, long count, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await writes.RunAsync(db => db.Tell(db.RecipientRequests.Find(id)!, step, now, count), cancel);
    }

    private async Task AnswerAsync(Guid id, long rows, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(default, RecipientRequestDesk.SubjectOf(id), AuditDeed.ErasedRecipient, concerning: id, cancel: cancel);
        await writes.RunAsync(
            db =>
            {
                if (db.RecipientRequests.Find(id) is not { HasEnded: false } request) return;

                (request.State, request.AnsweredAt, request.Rows) = (RecipientRequestState.Answered, now, rows);
                db.Tell(request, RecipientStep.Verified, now);
                db.Tell(request, RecipientStep.Answered, now);
                AuditTrail.Append(db, entry, PortalRole.Admin);
            },
            cancel);
        signals.Raise(RecipientTopics.Requests);
    }
}
