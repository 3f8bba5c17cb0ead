using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>The sending path on PostgreSQL: rows by COPY, lists as arrays, the queue's head by SKIP LOCKED so that several processes share it.</summary>
internal sealed class PostgresSendingStore(NpgsqlDataSource source) : ISendingStore
{
    public void InsertMessages(DbConnection connection, long batchNo, SealedRows rows)
    {
        using var copy = ((NpgsqlConnection)connection).BeginBinaryImport(
            """COPY "Messages" ("Id", "BatchNo", "Recipient", "RecipientIndex", "Price", "Refundable") FROM STDIN BINARY""");
        for (var row = 0; row < rows.Count; row++)
        {
            copy.StartRow();
            copy.Write(Message.RowOf(batchNo, rows.FirstOrdinal + row));
            copy.Write(batchNo);
            copy.Write(rows.Recipient(row), NpgsqlDbType.Bytea);
            copy.Write(rows.Index[row]);
            copy.Write(rows.Price[row]);
            copy.Write(rows.Refundable[row]);
        }

        copy.Complete();
    }

    public void WriteDeliveries(DbConnection connection, List<DeliveryRow> rows)
    {
        if (rows.Count == 0) return;

        using var write = Command(
            connection,
            """
            INSERT INTO "Deliveries" ("Id", "State", "Link", "Attempt", "Parts", "OperatorIds", "Answer", "SubmittedAt", "SentAt", "DoneAt", "Due", "Operator")
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT ("Id") DO UPDATE SET "State" = excluded."State", "Link" = excluded."Link", "Attempt" = excluded."Attempt", "Parts" = excluded."Parts",
                "OperatorIds" = excluded."OperatorIds", "Answer" = excluded."Answer", "SubmittedAt" = excluded."SubmittedAt", "SentAt" = excluded."SentAt",
                "DoneAt" = excluded."DoneAt", "Due" = excluded."Due", "Operator" = excluded."Operator"
            """,
            Of(rows, row => row.Id),
            Of(rows, row => (int)row.State),
            Of(rows, row => row.Link),
            Of(rows, row => row.Attempt),
            Of(rows, row => row.Parts.Bits),
            Of(rows, row => row.OperatorIds),
            Of(rows, row => row.Answer),
            Times(rows, row => row.SubmittedAt),
            Times(rows, row => row.SentAt),
            Times(rows, row => row.DoneAt),
            Times(rows, row => row.Due),
            Of(rows, row => row.Operator));
        write.ExecuteNonQuery();
    }

    public void CloseWindows(DbConnection connection, List<long> windows)
    {
        if (windows.Count == 0) return;

        using var close = Command(connection, """DELETE FROM "OpenWindows" WHERE "Id" = ANY($1)""", windows.ToArray());
        close.ExecuteNonQuery();
    }

    public void ApplyReceipts(DbConnection connection, List<MatchedReceipt> receipts, long now, List<int> applied)
    {
        if (receipts.Count == 0) return;

        using var apply = Command(
            connection,
            """
            UPDATE "Deliveries" d SET "State" = v.state, "Parts" = v.parts, "Reason" = v.reason, "DoneAt" = $7
            FROM unnest($1, $2, $3, $4, $5, $6) AS v(at, id, state, parts, reason, operator)
            WHERE d."Id" = v.id AND d."State" = 3 AND d."OperatorIds" = v.operator RETURNING v.at
            """,
            Enumerable.Range(0, receipts.Count).ToArray(),
            Of(receipts, receipt => receipt.Id),
            Of(receipts, receipt => (int)default(PartStates).With(0, receipt.State).Whole(1)),
            Of(receipts, receipt => default(PartStates).With(0, receipt.State).Bits),
            Of(receipts, receipt => receipt.Reason),
            Of(receipts, receipt => receipt.Operator.ToString()),
            now);
        using var reader = apply.ExecuteReader();
        while (reader.Read()) applied.Add(reader.GetInt32(0));
    }

    public bool TryTakeHead(DbConnection connection, long now, out QueueHead head)
    {
        using var find = Command(
            connection,
            """
            SELECT "No", "NextOrdinal", "Total", "Parts" FROM "MessageBatches" WHERE "State" = 1 AND "Due" <= $1 ORDER BY "Kind", "Due", "No" LIMIT 1
            FOR UPDATE SKIP LOCKED
            """,
            now);
        using var reader = find.ExecuteReader();
        var found = reader.Read();
        head = found ? new QueueHead(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3)) : default;
        return found;
    }

    public void Advance(DbConnection connection, QueueHead head, int next)
    {
        using var advance = Command(
            connection,
            """UPDATE "MessageBatches" SET "NextOrdinal" = $2, "State" = $3 WHERE "No" = $1""",
            head.No, next, (int)(next == head.Total ? BatchState.Drained : BatchState.Queued));
        advance.ExecuteNonQuery();
    }

    public void ReadRange(DbConnection connection, long first, long last, ClaimedRow read)
    {
        using var range = Command(
            connection,
            """
            SELECT m."Id", m."Recipient", m."Price" FROM "Messages" m
            WHERE m."Id" BETWEEN $1 AND $2 AND NOT EXISTS (SELECT 1 FROM "Deliveries" d WHERE d."Id" = m."Id") ORDER BY m."Id"
            """,
            first, last);
        using var reader = range.ExecuteReader();
        while (reader.Read()) read(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2));
    }

    public long OpenWindow(DbConnection connection, OpenWindow window)
    {
        using var open = Command(
            connection,
            """INSERT INTO "OpenWindows" ("Worker", "Link", "Attempt", "FirstId", "LastId", "At", "Operator") VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING "Id" """,
            window.Worker, window.Link, window.Attempt, window.FirstId, window.LastId, window.At, (object?)window.Operator ?? DBNull.Value);
        return (long)open.ExecuteScalar()!;
    }

    // An advisory lock ends with its session: a process that is killed signs off by that alone.
    public async Task<IAsyncDisposable> SignOnAsync(long worker, CancellationToken cancel)
    {
        var session = await source.OpenConnectionAsync(cancel);
        await using var hold = new NpgsqlCommand("SELECT pg_advisory_lock($1)", session) { Parameters = { new() { Value = worker } } };
        await hold.ExecuteNonQueryAsync(cancel);
        return session;
    }

    public bool HasEnded(DbConnection connection, long worker)
    {
        using var probe = Command(connection, "SELECT pg_try_advisory_xact_lock($1)", worker);
        return (bool)probe.ExecuteScalar()!;
    }

    private static NpgsqlCommand Command(DbConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static TValue[] Of<TRow, TValue>(List<TRow> rows, Func<TRow, TValue> value) => [.. rows.Select(value)];

    private static long?[] Times(List<DeliveryRow> rows, Func<DeliveryRow, long> time) => Of(rows, row => time(row) is var ticks and not 0 ? ticks : (long?)null);
}
