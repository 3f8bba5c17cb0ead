using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>One record that holds a number: whose it is, its name for the erasure ledger, and whether it is a text to the number.</summary>
public readonly record struct FoundRecord(AccountId Account, string Row, bool IsText);

/// <summary>
/// Finds every record that holds a number, in every account: texts sent or brought in by the search, replies, drafts and opt-outs. A sender whose texts have forgotten
/// the number, or who never sent one, may still have typed it or keep it among those who opted out; so none of the four is looked for through another alone.
/// </summary>
public sealed class FindRecordsOf(IDbContextFactory<PortalDbContext> contexts, Vault vault, FindTextsTo find)
{
    private const int RowsAtOnce = 500;

    /// <param name="number">The number.</param>
    /// <param name="from">Nothing accepted, received or saved before is looked at; an opt-out of any age is, for it goes on without the number.</param>
    /// <param name="sender">One account alone; null for all.</param>
    /// <param name="told">Hears how many of how many senders' texts are done.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<IReadOnlyList<FoundRecord>> RunAsync(PhoneNumber number, DateTimeOffset from, AccountId? sender, Func<int, int, Task> told, CancellationToken cancel)
    {
        var texts = (await find.RunAsync(number, from, told, cancel)).Where(text => sender is null || text.Account == sender).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = texts.ConvertAll(text => new FoundRecord(text.Account, NamedRow.Of<Message>(text.Row), IsText: true));
        await AddRepliesToAsync(found, texts, db, cancel);
        await AddRepliesBroughtInAsync(found, number, from, sender, db, cancel);
        await AddDraftsAsync(found, number, from, sender, db, cancel);
        await AddOptOutsAsync(found, number, sender, db, cancel);
        return [.. found.Distinct()];
    }

    private static async Task AddRepliesToAsync(List<FoundRecord> found, List<TrafficLine> texts, PortalDbContext db, CancellationToken cancel)
    {
        foreach (var some in texts.Chunk(RowsAtOnce))
        {
            var rows = some.Select(text => text.Row).ToList();
            foreach (var reply in await db.Replies.AsNoTracking().Where(reply => rows.Contains(reply.MessageRow)).Select(reply => new { reply.AccountId, reply.Id }).ToListAsync(cancel))
                found.Add(new FoundRecord(reply.AccountId, NamedRow.Of<Reply>(reply.Id), IsText: false));
        }
    }

    // An archive does not say which text a reply answers: where there was none to her, it lies beside somebody else's.
    private async Task AddRepliesBroughtInAsync(List<FoundRecord> found, PhoneNumber number, DateTimeOffset from, AccountId? sender, PortalDbContext db, CancellationToken cancel)
    {
        var accounts = await db.MessageBatches.Where(batch => batch.BroughtInAt != null && (sender == null || batch.AccountId == sender)).Select(batch => batch.AccountId).Distinct().ToListAsync(cancel);
        foreach (var account in accounts)
            await foreach (var reply in db.Replies.AsNoTracking().Where(reply => reply.AccountId == account && reply.ReceivedAt >= from && reply.Number != default).AsAsyncEnumerable().WithCancellation(cancel))
                if ((await vault.FindAsync(Buckets.ScopeOf(account, reply.Bucket), cancel)).Open(MessagingFields.ReplyNumber, reply.Id, reply.Number).Text == number.E164)
                    found.Add(new FoundRecord(account, NamedRow.Of<Reply>(reply.Id), IsText: false));
    }

    // A draft has no digest, for it holds what was typed and perhaps half a number: each is opened.
    private async Task AddDraftsAsync(List<FoundRecord> found, PhoneNumber number, DateTimeOffset from, AccountId? sender, PortalDbContext db, CancellationToken cancel)
    {
        var drafts = db.Drafts.AsNoTracking().Where(draft => draft.Number != null && draft.SavedAt >= from && (sender == null || draft.AccountId == sender));
        await foreach (var draft in drafts.AsAsyncEnumerable().WithCancellation(cancel))
            if (PhoneNumber.TryParse((await vault.FindAsync(Scope.Account(draft.AccountId), cancel)).Open(MessagingFields.DraftNumber, draft.Id, draft.Number!.Value).Text, Country.UnitedKingdom, out var typed) && typed == number)
                found.Add(new FoundRecord(draft.AccountId, NamedRow.Of<Draft>(draft.Id), IsText: false));
    }

    private async Task AddOptOutsAsync(List<FoundRecord> found, PhoneNumber number, AccountId? sender, PortalDbContext db, CancellationToken cancel)
    {
        foreach (var account in await db.OptOuts.Where(row => row.Number != null && (sender == null || row.AccountId == sender)).Select(row => row.AccountId).Distinct().ToListAsync(cancel))
        {
            if ((await vault.FindAsync(Scope.IndexOptOut(account), cancel)).IsClosed) continue;

            var digest = (await vault.IndexAsync(Scope.IndexOptOut(account), cancel)).Compute64(MessagingFields.OptOutIndex, number.E164);
            foreach (var optOut in await db.OptOuts.Where(row => row.AccountId == account && row.NumberIndex == digest && row.Number != null).Select(row => row.Id).ToListAsync(cancel))
                found.Add(new FoundRecord(account, NamedRow.Of<OptOut>(optOut), IsText: false));
        }
    }
}
