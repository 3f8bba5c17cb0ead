using System.Data.Common;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Billing;

/// <summary>What is left of an account's credit, by where it came from. What was given is spent first, so that as much as can be stays hers; and only what was paid can be paid back.</summary>
/// <param name="Paid">Paid in and not spent.</param>
/// <param name="Given">Credit that we gave: a welcome. Nobody paid it, so it ends with the account.</param>
public readonly record struct Leftover(Money Paid, Money Given)
{
    /// <summary>True where somebody has to say what becomes of it before an account is erased.</summary>
    public bool HasPaid => Paid is { IsZero: false, IsNegative: false };

    /// <summary>Both together.</summary>
    public Money Whole => Paid + Given;

    public static Leftover Nothing(Currency currency) => new(Money.Zero(currency), Money.Zero(currency));

    /// <summary>Takes part in the caller's reading or act; null where the account never had money.</summary>
    public static Leftover? Of(PortalDbContext db, AccountId account)
    {
        if (db.Balances.Where(row => row.AccountId == account).Select(row => new { row.Available, row.Held, row.Currency }).SingleOrDefault() is not { } balance) return null;

        var transfers = db.LedgerTransfers.Where(transfer => transfer.AccountId == account);
        var paid = transfers.Where(transfer => transfer.Kind == TransferKind.TopUp).Sum(transfer => transfer.Micros) - transfers.Where(transfer => transfer.Kind == TransferKind.Reversal).Sum(transfer => transfer.Micros);
        return Split(balance.Available + balance.Held, paid, balance.Currency);
    }

    /// <summary>The same of what can be spent, on the open connection of a raw act.</summary>
    internal static Leftover? Of(DbConnection connection, AccountId account)
    {
        using var find = connection.Sql(
            """
            SELECT "Available", "Currency",
                (SELECT COALESCE(SUM(CASE WHEN "Kind" = @p1 THEN "Micros" ELSE -"Micros" END), 0) FROM "LedgerTransfers" WHERE "AccountId" = @p0 AND "Kind" IN (@p1, @p2))
            FROM "Balances" WHERE "AccountId" = @p0
            """,
            account, TransferKind.TopUp, TransferKind.Reversal);
        using var row = find.ExecuteReader();
        return row.Read() ? Split(row.GetInt64(0), Convert.ToInt64(row.GetValue(2), null), Currency.Parse(row.GetString(1))) : null;
    }

    private static Leftover Split(long left, long paid, Currency currency)
    {
        var back = Math.Clamp(paid, 0, Math.Max(left, 0));
        return new Leftover(new Money(back, currency), new Money(left - back, currency));
    }
}

/// <summary>What was booked of an account's credit when it ended.</summary>
/// <param name="PaidBack">To whoever had paid it.</param>
/// <param name="GivenUp">By its owner.</param>
/// <param name="Lapsed">Credit that we had given.</param>
public sealed record Settlement(Money PaidBack, Money GivenUp, Money Lapsed);
