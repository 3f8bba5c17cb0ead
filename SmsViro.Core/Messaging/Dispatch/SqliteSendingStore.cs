using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SQLitePCL;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>The sending path on SQLite: statements prepared once for the write queue's connection and used by its thread alone.</summary>
internal sealed class SqliteSendingStore : ISendingStore, IDisposable
{
    private Statements? _statements;

    public void InsertMessages(DbConnection connection, long batchNo, SealedRows rows)
    {
        var insert = On(connection).InsertMessage;
        for (var row = 0; row < rows.Count; row++)
            insert.Bind(1, Message.RowOf(batchNo, rows.FirstOrdinal + row)).Bind(2, batchNo).Bind(3, rows.Recipient(row).Span).Bind(4, rows.Index[row])
                .Bind(5, rows.Price[row]).Bind(6, rows.Refundable[row] ? 1 : 0).Run();
    }

    public void WriteDeliveries(DbConnection connection, List<DeliveryRow> rows)
    {
        var write = On(connection).WriteDelivery;
        foreach (var row in rows)
        {
            write.Bind(1, row.Id).Bind(2, (int)row.State).Bind(3, row.Link).Bind(4, row.Attempt).Bind(5, row.Parts.Bits).Bind(7, row.Answer)
                .BindTime(8, row.SubmittedAt).BindTime(9, row.SentAt).BindTime(10, row.DoneAt).BindTime(11, row.Due).BindText(12, row.Operator);
            if (row.JoinedIds is null && !row.SingleId.IsEmpty) BindId(write, 6, row.SingleId);
            else write.BindText(6, row.JoinedIds);
            write.Run();
        }
    }

    public void CloseWindows(DbConnection connection, List<long> windows)
    {
        var close = On(connection).CloseWindow;
        foreach (var window in windows) close.Bind(1, window).Run();
    }

    public void ApplyReceipts(DbConnection connection, List<MatchedReceipt> receipts, long now, List<int> applied)
    {
        var apply = On(connection).ApplyReceipt;
        for (var at = 0; at < receipts.Count; at++)
        {
            var receipt = receipts[at];
            var parts = default(PartStates).With(0, receipt.State);
            apply.Bind(1, receipt.Id).Bind(2, (int)parts.Whole(1)).Bind(3, parts.Bits).BindText(4, receipt.Reason).Bind(5, now);
            BindId(apply, 6, receipt.Operator);
            apply.Run();
            if (apply.Changes > 0) applied.Add(at);
        }
    }

    public bool TryTakeHead(DbConnection connection, long now, out QueueHead head)
    {
        var find = On(connection).FindHead.Bind(1, now);
        var found = find.Step();
        head = found ? new QueueHead(find.Long(0), (int)find.Long(1), (int)find.Long(2), (int)find.Long(3)) : default;
        if (found) find.Reset();
        return found;
    }

    public void Advance(DbConnection connection, QueueHead head, int next) =>
        On(connection).Advance.Bind(1, head.No).Bind(2, next).Bind(3, (int)(next == head.Total ? BatchState.Drained : BatchState.Queued)).Run();

    public void ReadRange(DbConnection connection, long first, long last, ClaimedRow read)
    {
        var range = On(connection).ReadRange.Bind(1, first).Bind(2, last);
        while (range.Step()) read(range.Long(0), range.Blob(1), range.Long(2));
    }

    public long OpenWindow(DbConnection connection, OpenWindow window)
    {
        var open = On(connection).OpenWindow;
        open.Bind(1, window.Worker).Bind(2, window.Link).Bind(3, window.Attempt).Bind(4, window.FirstId).Bind(5, window.LastId).Bind(6, window.At).BindText(7, window.Operator).Run();
        return open.LastId;
    }

    public Task<IAsyncDisposable> SignOnAsync(long worker, CancellationToken cancel) => Task.FromResult<IAsyncDisposable>(new Nothing());

    // One process owns the data folder, so whoever opened a window before it started has ended.
    public bool HasEnded(DbConnection connection, long worker) => true;

    public void Dispose() => _statements?.Dispose();

    // After an I/O error the queue opens its connection anew; statements of the old handle are no good then.
    private Statements On(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (_statements?.Handle == handle) return _statements;

        _statements?.Dispose();
        return _statements = new Statements(handle);
    }

    // References are ASCII in every operator we know; any other octet becomes a character of its own, as the struct's text form has it.
    private static void BindId(SqliteStatement statement, int position, in OperatorId id)
    {
        if (Ascii.IsValid(id.Span)) statement.BindText(position, id.Span);
        else statement.BindText(position, id.ToString());
    }

    private sealed class Statements(sqlite3 handle) : IDisposable
    {
        public sqlite3 Handle => handle;

        public SqliteStatement InsertMessage { get; } = new(
            handle, """INSERT INTO "Messages" ("Id", "BatchNo", "Recipient", "RecipientIndex", "Price", "Refundable") VALUES (?1, ?2, ?3, ?4, ?5, ?6)""");

        public SqliteStatement WriteDelivery { get; } = new(
            handle,
            """
            INSERT INTO "Deliveries" ("Id", "State", "Link", "Attempt", "Parts", "OperatorIds", "Answer", "SubmittedAt", "SentAt", "DoneAt", "Due", "Operator")
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            ON CONFLICT ("Id") DO UPDATE SET "State" = ?2, "Link" = ?3, "Attempt" = ?4, "Parts" = ?5, "OperatorIds" = ?6, "Answer" = ?7, "SubmittedAt" = ?8, "SentAt" = ?9,
                "DoneAt" = ?10, "Due" = ?11, "Operator" = ?12
            """);

        public SqliteStatement CloseWindow { get; } = new(handle, """DELETE FROM "OpenWindows" WHERE "Id" = ?1""");

        public SqliteStatement ApplyReceipt { get; } = new(
            handle, """UPDATE "Deliveries" SET "State" = ?2, "Parts" = ?3, "Reason" = ?4, "DoneAt" = ?5 WHERE "Id" = ?1 AND "State" = 3 AND "OperatorIds" = ?6""");

        public SqliteStatement FindHead { get; } = new(
            handle, """SELECT "No", "NextOrdinal", "Total", "Parts" FROM "MessageBatches" WHERE "State" = 1 AND "Due" <= ?1 ORDER BY "Kind", "Due", "No" LIMIT 1""");

        public SqliteStatement Advance { get; } = new(handle, """UPDATE "MessageBatches" SET "NextOrdinal" = ?2, "State" = ?3 WHERE "No" = ?1""");

        public SqliteStatement ReadRange { get; } = new(
            handle,
            """
            SELECT m."Id", m."Recipient", m."Price" FROM "Messages" m LEFT JOIN "Deliveries" d ON d."Id" = m."Id"
            WHERE m."Id" BETWEEN ?1 AND ?2 AND d."Id" IS NULL ORDER BY m."Id"
            """);

        public SqliteStatement OpenWindow { get; } = new(
            handle, """INSERT INTO "OpenWindows" ("Worker", "Link", "Attempt", "FirstId", "LastId", "At", "Operator") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)""");

        public void Dispose()
        {
            foreach (var statement in (ReadOnlySpan<SqliteStatement>)[InsertMessage, WriteDelivery, CloseWindow, ApplyReceipt, FindHead, Advance, ReadRange, OpenWindow])
                statement.Dispose();
        }
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
