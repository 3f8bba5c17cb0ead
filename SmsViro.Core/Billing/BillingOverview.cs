using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Billing;

/// <summary>What an account can spend, what is reserved, what it owes.</summary>
public sealed record Purse(Money Available, Money Held, Money Owed);

/// <summary>One line of the statement: what moved and what was there after it.</summary>
/// <param name="Id">Its place in the ledger.</param>
/// <param name="At">When it was booked.</param>
/// <param name="Kind">Why.</param>
/// <param name="Amount">Signed: negative is spent.</param>
/// <param name="After">Available and held together, after it.</param>
/// <param name="Batch">The messages it paid for.</param>
public sealed record StatementLine(long Id, DateTimeOffset At, TransferKind Kind, Money Amount, Money After, Guid? Batch);

/// <summary>A customer's money: the purse and the statement behind it.</summary>
public sealed class BillingOverview(IDbContextFactory<PortalDbContext> contexts, PriceList prices)
{
    // Holds and voids move money between the customer's own two pots; the purse shows them, the statement is about what came and went.
    private static readonly TransferKind[] OnStatement =
        [TransferKind.TopUp, TransferKind.WelcomeCredit, TransferKind.Post, TransferKind.Refund, TransferKind.Reversal, TransferKind.PaidBack, TransferKind.GivenUp, TransferKind.Lapsed];

    public async Task<Purse> PurseAsync(AccountId account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Balances.AsNoTracking().SingleOrDefaultAsync(balance => balance.AccountId == account, cancel) is { } found
            ? new Purse(new Money(found.Available, found.Currency), new Money(found.Held, found.Currency), new Money(found.Receivable, found.Currency))
            : new Purse(Money.Zero(prices.Currency), Money.Zero(prices.Currency), Money.Zero(prices.Currency));
    }

    /// <summary>What would be left if the account ended now, with what is held for messages: what was paid, and what we gave.</summary>
    public async Task<Leftover> LeftAsync(AccountId account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return Leftover.Of(db, account) ?? Leftover.Nothing(prices.Currency);
    }

    /// <summary>Newest first; <paramref name="key"/> is a page's Older or Newer, null for the first page, and one it never gave is the first page too.</summary>
    public async Task<TextPage<StatementLine>> StatementAsync(AccountId account, string? key, int size, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var lines = db.LedgerTransfers.AsNoTracking().Where(transfer => transfer.AccountId == account && OnStatement.Contains(transfer.Kind));
        var (backwards, from) = Key(key);
        var found = backwards
            ? await lines.Where(line => line.Id > from).OrderBy(line => line.Id).Take(size + 1).ToListAsync(cancel)
            : await lines.Where(line => line.Id < from).OrderByDescending(line => line.Id).Take(size + 1).ToListAsync(cancel);
        var more = found.Count > size;
        var items = found.Take(size).OrderByDescending(line => line.Id).Select(Shown).ToList();

        var newer = backwards ? more : key is not null;
        var older = backwards || more;
        return new TextPage<StatementLine>(
            items,
            newer && items.Count > 0 ? $"n{items[0].Id.ToString(CultureInfo.InvariantCulture)}" : null,
            older && items.Count > 0 ? $"o{items[^1].Id.ToString(CultureInfo.InvariantCulture)}" : null);
    }

    private static (bool Backwards, long From) Key(string? key) =>
        key is [var way and ('n' or 'o'), .. var id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            ? (way == 'n', from)
            : (false, long.MaxValue);

    private static StatementLine Shown(LedgerTransfer transfer)
    {
        var amount = new Money(transfer.Micros, transfer.Currency);
        return new StatementLine(
            transfer.Id, transfer.At, transfer.Kind, transfer.To is Pot.Available ? amount : -amount, new Money(transfer.AfterMicros, transfer.Currency), transfer.Batch);
    }
}
