using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Records that a customer asked for another one's message or draft. An id nobody has is a mistyped address, and no entry.</summary>
public sealed class NoteForeignMessage(IDbContextFactory<PortalDbContext> contexts, NoteForeignId note, TimeProvider clock)
{
    // A page is drawn ahead and again by its circuit: one asking, one entry.
    private static readonly TimeSpan SameAsking = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private (Customer Customer, MessageId Id, DateTimeOffset At)? _last;

    public async Task RunAsync(Customer customer, MessageId id, CancellationToken cancel)
    {
        if (await IsAnothersAsync(customer.Account, id, cancel) && !IsSameAsking(customer, id)) await note.RunAsync(customer, id.Value, cancel);
    }

    private async Task<bool> IsAnothersAsync(AccountId account, MessageId id, CancellationToken cancel)
    {
        var batch = id.Batch;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.MessageBatches.AnyAsync(found => found.Id == batch && found.AccountId != account, cancel)
            || await db.Drafts.AnyAsync(found => found.Id == id.Value && found.AccountId != account, cancel);
    }

    private bool IsSameAsking(Customer customer, MessageId id)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var same = _last is { } last && last.Customer == customer && last.Id == id && (now - last.At).Duration() < SameAsking;
            _last = (customer, id, now);
            return same;
        }
    }
}
