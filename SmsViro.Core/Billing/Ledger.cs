using System.Data.Common;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Billing;

/// <summary>
/// Moves money inside somebody else's act: it takes the open connection, so a hold and the rows it pays for are kept or lost together.
/// Each deed is idempotent by its id and kind: done again, it moves nothing and answers the same.
/// </summary>
public static class Ledger
{
    /// <summary>Money paid in: payments to available. Makes the account's balance row when it is the first.</summary>
    public static void TopUp(DbConnection connection, AccountId account, Guid deed, Money amount, TransferKind kind, DateTimeOffset at)
    {
        using (var open = connection.Sql(
            """INSERT INTO "Balances" ("AccountId", "Currency", "Available", "Held", "Receivable") VALUES (@p0, @p1, 0, 0, 0) ON CONFLICT ("AccountId") DO NOTHING""",
            account, amount.Currency)) open.ExecuteNonQuery();

        Require(Move(connection, new Deed(account, deed, null, amount, kind, at), Pot.Payments, Pot.Available), "top up");
    }

    /// <summary>Reserves the price of a batch; false when the account has less than that to spend, and then nothing moved.</summary>
    public static bool Hold(DbConnection connection, AccountId account, Guid batch, Money amount, DateTimeOffset at) =>
        amount.IsZero || Move(connection, new Deed(account, batch, batch, amount, TransferKind.Hold, at), Pot.Available, Pot.Held);

    /// <summary>Takes what an operator accepted: held to revenue.</summary>
    public static void Post(DbConnection connection, AccountId account, Guid batch, Money amount, Guid deed, DateTimeOffset at)
    {
        if (!amount.IsZero) Require(Move(connection, new Deed(account, deed, batch, amount, TransferKind.Post, at), Pot.Held, Pot.Revenue), "post");
    }

    /// <summary>Frees what will not be sent: held to available.</summary>
    public static void Void(DbConnection connection, AccountId account, Guid batch, Money amount, Guid deed, DateTimeOffset at)
    {
        if (!amount.IsZero) Require(Move(connection, new Deed(account, deed, batch, amount, TransferKind.Void, at), Pot.Held, Pot.Available), "void");
    }

    /// <summary>Gives back what the network did not deliver: revenue to available.</summary>
    public static void Refund(DbConnection connection, AccountId account, Guid batch, Money amount, Guid deed, DateTimeOffset at)
    {
        if (!amount.IsZero) Require(Move(connection, new Deed(account, deed, batch, amount, TransferKind.Refund, at), Pot.Revenue, Pot.Available), "refund");
    }

    /// <summary>
    /// Empties what an account can spend because it is erased: what was paid goes back to where payments come from, or to revenue when given up; what we had given goes
    /// back to where we took it from. Null when there was nothing, or it was done before.
    /// </summary>
    public static Settlement? CloseOut(DbConnection connection, AccountId account, Guid deed, bool isPaidBack, DateTimeOffset at)
    {
        if (Leftover.Of(connection, account) is not { Whole.IsZero: false } left) return null;

        var none = Money.Zero(left.Paid.Currency);
        Out(left.Paid, isPaidBack ? TransferKind.PaidBack : TransferKind.GivenUp, isPaidBack ? Pot.Payments : Pot.Revenue);
        Out(left.Given, TransferKind.Lapsed, Pot.Payments);
        return new Settlement(isPaidBack ? left.Paid : none, isPaidBack ? none : left.Paid, left.Given);

        void Out(Money amount, TransferKind kind, Pot to)
        {
            if (!amount.IsZero) Require(Move(connection, new Deed(account, deed, null, amount, kind, at), Pot.Available, to), "close out");
        }
    }

    // The balance moves first because its row lock is what settles races on PostgreSQL; a deed that turns out to be done already moves it back.
    private static bool Move(DbConnection connection, Deed deed, Pot from, Pot to)
    {
        if (MoveBalance(connection, deed, from, to) is not { } after) return IsDone(connection, deed);

        using var insert = connection.Sql(
            """
            INSERT INTO "LedgerTransfers" ("Deed", "Kind", "AccountId", "Batch", "From", "To", "Micros", "Currency", "AfterMicros", "At")
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9) ON CONFLICT ("Deed", "Kind") DO NOTHING
            """,
            deed.Id, deed.Kind, deed.Account, deed.Batch, from, to, deed.Amount.Micros, deed.Amount.Currency, after, deed.At);
        if (insert.ExecuteNonQuery() == 0) MoveBalance(connection, deed, to, from);
        return true;
    }

    private static long? MoveBalance(DbConnection connection, Deed deed, Pot from, Pot to)
    {
        var available = Delta(Pot.Available, from, to) * deed.Amount.Micros;
        var held = Delta(Pot.Held, from, to) * deed.Amount.Micros;
        using var update = connection.Sql(
            """
            UPDATE "Balances" SET "Available" = "Available" + @p0, "Held" = "Held" + @p1
            WHERE "AccountId" = @p2 AND "Currency" = @p3 AND "Available" + @p0 >= 0 AND "Held" + @p1 >= 0
            RETURNING "Available" + "Held"
            """,
            available, held, deed.Account, deed.Amount.Currency);
        return update.ExecuteScalar() as long?;
    }

    private static bool IsDone(DbConnection connection, Deed deed)
    {
        using var find = connection.Sql("""SELECT 1 FROM "LedgerTransfers" WHERE "Deed" = @p0 AND "Kind" = @p1""", deed.Id, deed.Kind);
        return find.ExecuteScalar() is not null;
    }

    private static int Delta(Pot pot, Pot from, Pot to) => (pot == to ? 1 : 0) - (pot == from ? 1 : 0);

    private static void Require(bool moved, string deed)
    {
        // A caller asked for money that was never held: a broken machine, and its whole act must not stand.
        if (!moved) throw new InvalidOperationException($"The ledger cannot {deed} more than is there.");
    }

    private readonly record struct Deed(AccountId Account, Guid Id, Guid? Batch, Money Amount, TransferKind Kind, DateTimeOffset At);
}
