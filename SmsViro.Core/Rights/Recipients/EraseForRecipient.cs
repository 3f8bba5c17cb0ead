using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>
/// Erases a recipient from what we keep, since the number was surely hers: (1) find her rows (2) copy what holds keep of them (3) write
/// them into the erasure ledger (4) do to them what each column declares for its second person (5) look again. Senders keep times, states and prices; what keeps
/// her opted out stays as a digest.
/// </summary>
public sealed class EraseForRecipient(
    IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, FindTextsTo find, DataMap map, KeepHeldItems keepHeldItems, ErasureLedger ledger, ErasureMarks marks, AuditTrail trail, Signals signals, TimeProvider clock)
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

        // :: Step 1: find her rows
        var number = PhoneNumber.FromE164(e164);
        var texts = await TextsAsync(request, number, run, cancel);
        var rows = await RowsAsync(texts, number, cancel);

        // An attempt that was cut short has emptied what the search would find; the ledger still names it.
        rows.UnionWith((await ledger.LinesAsync(cancel)).Where(line => line.Request == request.Id).SelectMany(line => line.Rows));

        // :: Step 2: a claim that needs one of her rows has its own copy, and only of that
        if (await KeepAsync(texts, rows, cancel) is > 0 and var kept) await TellAsync(request.Id, RecipientStep.HeldItemsKept, kept, cancel);

        // :: Step 3: the ledger first, for a restored backup must forget her again
        if (rows.Count > 0) await ledger.AppendAsync(request.Id, [], [.. rows], cancel);
        await TellAsync(request.Id, RecipientStep.LedgerWritten, rows.Count, cancel);

        // :: Step 4: what each column declares for its second person
        var emptied = 0L;
        foreach (var some in rows.Chunk(RowsInAct)) emptied += await writes.RunAsync(db => some.Count(row => NamedRow.Scrub(db, map, row)), cancel: cancel);
        await TellAsync(request.Id, RecipientStep.RowsEmptied, emptied, cancel);

        // :: Step 5: look again
        var left = (await TextsAsync(request, number, run, cancel)).Count;
        if (left > 0) throw new InvalidOperationException("Rows of a recipient are left after her erasure.");

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

    private async Task<List<TrafficLine>> TextsAsync(RecipientRequest request, PhoneNumber number, JobRun run, CancellationToken cancel)
    {
        var found = await find.RunAsync(number, request.From, (done, all) => run.ReportAsync((double)done / all, $"Looked at {done:N0} of {all:N0} senders"), cancel);
        return [.. found.Where(text => request.AccountId is null || text.Account == request.AccountId)];
    }

    // Messages by the search; replies by the message they answer; drafts and opt-outs of the senders concerned by opening and by digest.
    private async Task<HashSet<string>> RowsAsync(List<TrafficLine> texts, PhoneNumber number, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts) rows.Add(NamedRow.Of<Message>(text.Row));

        foreach (var some in texts.Select(text => text.Row).Chunk(RowsInAct))
            foreach (var reply in await db.Replies.AsNoTracking().Where(reply => some.Contains(reply.MessageRow)).Select(reply => reply.Id).ToListAsync(cancel))
                rows.Add(NamedRow.Of<Reply>(reply));

        foreach (var sender in texts.Select(text => text.Account).Distinct())
        {
            var box = await vault.FindAsync(Scope.Account(sender), cancel);
            foreach (var draft in await db.Drafts.AsNoTracking().Where(draft => draft.AccountId == sender && draft.Number != null).ToListAsync(cancel))
                if (PhoneNumber.TryParse(box.Open(MessagingFields.DraftNumber, draft.Id, draft.Number!.Value).Text, Country.UnitedKingdom, out var typed) && typed == number)
                    rows.Add(NamedRow.Of<Draft>(draft.Id));

            if ((await vault.FindAsync(Scope.IndexOptOut(sender), cancel)).IsClosed) continue;

            var digest = (await vault.IndexAsync(Scope.IndexOptOut(sender), cancel)).Compute64(MessagingFields.OptOutIndex, number.E164);
            foreach (var optOut in await db.OptOuts.Where(row => row.AccountId == sender && row.NumberIndex == digest).Select(row => row.Id).ToListAsync(cancel))
                rows.Add(NamedRow.Of<OptOut>(optOut));
        }

        return rows;
    }

    private async Task<int> KeepAsync(List<TrafficLine> texts, HashSet<string> rows, CancellationToken cancel)
    {
        var named = rows.Select(row => row.Split('/')).ToLookup(parts => parts[0], parts => string.Join('/', parts[1..]), StringComparer.Ordinal);
        var kept = 0;
        foreach (var sender in texts.Select(text => text.Account).Distinct()) kept += await keepHeldItems.RunAsync(sender, named, cancel);
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
