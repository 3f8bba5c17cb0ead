using System.Data.Common;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>Calls off everything an account still wants sent and gives the holds back; what is on a link at that moment is waited for, not cut off.</summary>
public sealed class StopSending(WriteQueue writes, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>How many messages were called off.</summary>
    /// <exception cref="TimeoutException">An operator has not answered yet; ask again later.</exception>
    public async Task<long> RunAsync(AccountId account, CancellationToken cancel)
    {
        var stopped = await CallOffAsync(account, cancel);

        var since = clock.GetTimestamp();
        while (await writes.RunRawAsync(connection => IsOnALink(connection, account), cancel: cancel))
        {
            if (clock.GetElapsedTime(since) > Patience) throw new TimeoutException("Messages of this account are on a link and not answered yet.");
            await Task.Delay(BetweenLooks, clock, cancel);
        }

        return stopped;
    }

    /// <summary>Calls off what waits and asks nothing about what is on a link: for a restored database, whose links are not up yet.</summary>
    public async Task<long> CallOffAsync(AccountId account, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await writes.RunRawAsync(connection => Waiting(connection, account, now) + OfferedAgain(connection, account, now), cancel: cancel);
    }

    // Messages no link has taken: the batch is voided and the hold of what is left of it goes back.
    private static long Waiting(DbConnection connection, AccountId account, DateTimeOffset now)
    {
        var batches = new List<(long No, Guid Id, int Next, string Currency)>();
        using (var stop = connection.Sql(
            """UPDATE "MessageBatches" SET "State" = @p1 WHERE "AccountId" = @p0 AND "State" IN (@p2, @p3) RETURNING "No", "Id", "NextOrdinal", "Currency" """,
            account, BatchState.Voided, BatchState.Accepting, BatchState.Queued))
        using (var rows = stop.ExecuteReader())
            while (rows.Read()) batches.Add((rows.GetInt64(0), IdAt(rows, 1), rows.GetInt32(2), rows.GetString(3)));

        var stopped = 0L;
        foreach (var batch in batches)
        {
            using var left = connection.Sql(
                """SELECT COUNT(*), COALESCE(SUM("Price"), 0) FROM "Messages" WHERE "BatchNo" = @p0 AND "Id" >= @p1""", batch.No, Message.RowOf(batch.No, batch.Next));
            using var row = left.ExecuteReader();
            row.Read();
            var (count, micros) = (row.GetInt64(0), Convert.ToInt64(row.GetValue(1), null));
            row.Close();
            stopped += count;

            // The first message that was never taken names the deed: no outcome of its own will ever use its id.
            Ledger.Void(connection, account, batch.Id, new Money(micros, Currency.Parse(batch.Currency)), MessageId.At(batch.Id, batch.Next).Value, now);
        }

        return stopped;
    }

    // Messages an operator did not take yet and that wait to be offered to it again. Sought from the few that wait, not from all that were ever sent:
    // SQLite keeps to the order of a cross join, and no writer waits while a million finished messages are passed over.
    private static long OfferedAgain(DbConnection connection, AccountId account, DateTimeOffset now)
    {
        var waiting = new List<(long Row, long Price, Guid Batch, string Currency)>();
        using (var find = connection.Sql(
            """
            SELECT d."Id", m."Price", b."Id", b."Currency" FROM "Deliveries" d CROSS JOIN "Messages" m CROSS JOIN "MessageBatches" b
            WHERE d."Due" IS NOT NULL AND m."Id" = d."Id" AND b."No" = m."BatchNo" AND b."AccountId" = @p0
            """,
            account))
        using (var rows = find.ExecuteReader())
            while (rows.Read()) waiting.Add((rows.GetInt64(0), rows.GetInt64(1), IdAt(rows, 2), rows.GetString(3)));

        foreach (var message in waiting)
        {
            using var stop = connection.Sql("""UPDATE "Deliveries" SET "Due" = NULL, "State" = @p1, "DoneAt" = @p2 WHERE "Id" = @p0""", message.Row, DeliveryState.Cancelled, now.UtcTicks);
            stop.ExecuteNonQuery();
            Ledger.Void(
                connection, account, message.Batch, new Money(message.Price, Currency.Parse(message.Currency)), MessageId.At(message.Batch, Message.OrdinalOf(message.Row)).Value, now);
        }

        return waiting.Count;
    }

    private static bool IsOnALink(DbConnection connection, AccountId account)
    {
        using var find = connection.Sql(
            """
            SELECT 1 FROM "OpenWindows" w CROSS JOIN "Messages" m CROSS JOIN "MessageBatches" b
            WHERE m."Id" = w."FirstId" AND b."No" = m."BatchNo" AND b."AccountId" = @p0 LIMIT 1
            """,
            account);
        return find.ExecuteScalar() is not null;
    }

    // SQLite keeps ids as sixteen bytes, PostgreSQL as itself.
    private static Guid IdAt(DbDataReader row, int column) => row.GetValue(column) is byte[] bytes ? new Guid(bytes, bigEndian: true) : row.GetGuid(column);
}
