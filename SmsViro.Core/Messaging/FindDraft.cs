using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Finds a draft by the id in the address; null for an id that is nobody's or another customer's.</summary>
public sealed class FindDraft(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    public async Task<FoundDraft?> RunAsync(Customer customer, MessageId draft, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);

        // The draft first: sent between two reads, it is found as sent.
        var found = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == draft.Value && one.AccountId == customer.Account, cancel);
        if (found is null)
            return await db.MessageBatches.AnyAsync(batch => batch.Id == draft.Value && batch.AccountId == customer.Account, cancel) ? new FoundDraft.Sent(draft) : null;

        var box = await vault.FindAsync(Scope.Account(customer.Account), cancel);
        var (number, text) = (Open(box, MessagingFields.DraftNumber, found.Number), Open(box, MessagingFields.DraftText, found.Text));
        return new FoundDraft.Open(draft, new DraftContent(number ?? "", text ?? "", found.Kind), number is not null && text is not null);

        string? Open(Box box, Field field, Sealed? value) => value is { } closed ? box.Open(field, found.Id, closed).Text : "";
    }
}
