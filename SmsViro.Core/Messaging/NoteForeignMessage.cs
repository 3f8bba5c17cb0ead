using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Records that a customer asked for another one's message or draft. An id nobody has is a mistyped address, and no entry.</summary>
public sealed class NoteForeignMessage(IDbContextFactory<PortalDbContext> contexts, NoteForeignId note)
{
    public async Task RunAsync(Customer customer, MessageId id, CancellationToken cancel)
    {
        if (await IsAnothersAsync(customer.Account, id, cancel)) await note.RunAsync(customer, id.Value, cancel);
    }

    private async Task<bool> IsAnothersAsync(AccountId account, MessageId id, CancellationToken cancel)
    {
        var batch = id.Batch;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.MessageBatches.AnyAsync(found => found.Id == batch && found.AccountId != account, cancel)
            || await db.Drafts.AnyAsync(found => found.Id == id.Value && found.AccountId != account, cancel);
    }
}
