using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.OptOuts;

/// <summary>What is stopped for a number whose holder proved it: the senders, each with the day, and the two stops that hold for everybody.</summary>
public sealed record Stops(IReadOnlyDictionary<AccountId, DateTimeOffset> Senders, DateTimeOffset? All, DateTimeOffset? Codes);

/// <summary>
/// A recipient's own word on who may text her: one sender, every sender, and our codes. It holds at once, also for what waits to be sent. Callers have proved that the
/// number is hers.
/// </summary>
public sealed class StopTexts(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, Signals signals, TimeProvider clock)
{
    /// <summary>What is stopped among these senders, and for everybody.</summary>
    public async Task<Stops> ReadAsync(PhoneNumber number, IReadOnlyCollection<AccountId> senders, CancellationToken cancel)
    {
        var stopped = new Dictionary<AccountId, DateTimeOffset>();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var sender in senders)
        {
            if ((await vault.FindAsync(Scope.IndexOptOut(sender), cancel)).IsClosed) continue;

            var own = (await vault.IndexAsync(Scope.IndexOptOut(sender), cancel)).Compute64(MessagingFields.OptOutIndex, number.E164);
            if (await db.OptOuts.AsNoTracking().SingleOrDefaultAsync(optOut => optOut.AccountId == sender && optOut.NumberIndex == own, cancel) is { } row) stopped[sender] = row.Since;
        }

        var index = await NumberDigests.StopAsync(vault, number, cancel);
        var rows = await db.StoppedNumbers.AsNoTracking().Where(row => row.NumberIndex == index).ToListAsync(cancel);
        return new Stops(stopped, rows.SingleOrDefault(row => row.What == StoppedTexts.All)?.Since, rows.SingleOrDefault(row => row.What == StoppedTexts.Codes)?.Since);
    }

    /// <summary>Stops one sender; true as well when it was stopped already or is being erased, for then it cannot text her either.</summary>
    public async Task<bool> OneAsync(PhoneNumber number, AccountId sender, CancellationToken cancel)
    {
        OptOut row;
        try
        {
            row = await OptOutRows.MakeAsync(vault, sender, number, OptOutHow.RecipientPage, clock.GetUtcNow(), cancel);
        }
        catch (ScopeShreddedException)
        {
            return true;
        }

        await writes.RunAsync(db => db.IsLiving(sender) && OptOutRows.Add(db, row), cancel: cancel);
        OptOutRows.Tell(signals, sender);
        return true;
    }

    /// <summary>Lets one sender text her again.</summary>
    public async Task AllowOneAsync(PhoneNumber number, AccountId sender, CancellationToken cancel)
    {
        if ((await vault.FindAsync(Scope.IndexOptOut(sender), cancel)).IsClosed) return;

        var own = (await vault.IndexAsync(Scope.IndexOptOut(sender), cancel)).Compute64(MessagingFields.OptOutIndex, number.E164);
        await writes.RunAsync(db => OptOutRows.Remove(db, sender, own), cancel: cancel);
        OptOutRows.Tell(signals, sender);
    }

    /// <summary>Stops every customer's texts, or our codes.</summary>
    public async Task StopAsync(PhoneNumber number, StoppedTexts what, CancellationToken cancel)
    {
        var index = await NumberDigests.StopAsync(vault, number, cancel);
        var at = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (!db.StoppedNumbers.Any(row => row.What == what && row.NumberIndex == index))
                    db.StoppedNumbers.Add(new StoppedNumber { What = what, NumberIndex = index, Since = at });
            },
            cancel);
        OptOutRows.Tell(signals, null);
    }

    /// <summary>Takes a stop back.</summary>
    public async Task AllowAsync(PhoneNumber number, StoppedTexts what, CancellationToken cancel)
    {
        var index = await NumberDigests.StopAsync(vault, number, cancel);
        await writes.RunAsync(
            db =>
            {
                if (db.StoppedNumbers.SingleOrDefault(row => row.What == what && row.NumberIndex == index) is { } row) db.StoppedNumbers.Remove(row);
            },
            cancel);
        OptOutRows.Tell(signals, null);
    }
}
