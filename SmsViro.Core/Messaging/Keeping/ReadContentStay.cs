using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Privacy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Keeping;

/// <summary>Why a text is still there although its days are over.</summary>
public enum ContentStay
{
    /// <summary>A claim or a law needs it; which, its sender is not told here.</summary>
    Law = 1,

    /// <summary>Its sender paused the use of her data, which is then kept and nothing else.</summary>
    Pause,
}

/// <summary>Says of one message why its text is still there past its days.</summary>
public sealed class ReadContentStay(IDbContextFactory<PortalDbContext> contexts, ContentHolds holds, TimeProvider clock)
{
    /// <summary>Null for a message of nobody or somebody else, for one whose days run, and for one that goes with the next run.</summary>
    public async Task<ContentStay?> RunAsync(Customer customer, MessageId message, CancellationToken cancel)
    {
        var id = message.Batch;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var past = ContentRules.Over(
            db, db.MessageBatches.Where(batch => batch.Id == id && batch.AccountId == customer.Account), await ContentKeeping.DaysAsync(db, customer.Account, cancel), clock.GetUtcNow());
        return await past.AnyAsync(cancel) && !await holds.Read(db).Without(past).AnyAsync(cancel) ? Because(db, customer.Account) : null;
    }

    internal static ContentStay Because(PortalDbContext db, AccountId account) => Restriction.IsRestricted(db, account) ? ContentStay.Pause : ContentStay.Law;
}
