using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>
/// Takes over what a process left when it ended: (1) half-accepted batches go, and their hold with them (2) what was on a link is in doubt
/// (3) the references of messages awaiting a receipt are learned again.
/// </summary>
internal sealed class Recovery(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, ISendingStore store, BatchHeads heads, Conclusions conclusions, OperatorIdMap operatorIds, TimeProvider clock)
{
    private const int RowsInAct = 5_000;

    // Longer than any acceptance under way in another process; on SQLite there is no other process.
    private static readonly TimeSpan LongestAcceptance = TimeSpan.FromMinutes(15);

    // No network reports later than this.
    private static readonly TimeSpan LongestReceipt = TimeSpan.FromDays(4);

    public async Task RunAsync(long worker, CancellationToken cancel)
    {
        // :: Step 1: half-accepted batches go, and their hold with them
        foreach (var batch in await HalfAcceptedAsync(cancel))
        {
            while (await writes.RunRawAsync(connection => DeleteMessages(connection, batch), cancel: cancel) == RowsInAct)
            {
            }

            await writes.RunRawAsync(connection => Void(connection, batch, clock.GetUtcNow()), cancel: cancel);
        }

        // :: Step 2: what was on a link is in doubt
        await DoubtAsync(worker, cancel);

        // :: Step 3: the references of messages awaiting a receipt are learned again
        await LearnAsync(cancel);
    }

    /// <summary>Declares what ended processes had on a link in doubt; returns how many messages that were.</summary>
    public async Task<int> DoubtAsync(long worker, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var doubted = 0;
        foreach (var window in await db.OpenWindows.AsNoTracking().Where(window => window.Worker != worker).OrderBy(window => window.Id).ToListAsync(cancel))
            doubted += await writes.RunRawAsync(connection => Doubt(connection, window, clock.GetUtcNow()), cancel: cancel);
        return doubted;
    }

    private async Task<List<MessageBatch>> HalfAcceptedAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var before = clock.GetUtcNow() - (db.Database.IsNpgsql() ? LongestAcceptance : TimeSpan.Zero);
        return await db.MessageBatches.AsNoTracking().Where(batch => batch.State == BatchState.Accepting && batch.AcceptedAt <= before).ToListAsync(cancel);
    }

    private static int DeleteMessages(DbConnection connection, MessageBatch batch)
    {
        using var delete = connection.Sql(
            """DELETE FROM "Messages" WHERE "Id" IN (SELECT "Id" FROM "Messages" WHERE "Id" BETWEEN @p0 AND @p1 ORDER BY "Id" LIMIT @p2)""",
            Message.RowOf(batch.No, 0), Message.RowOf(batch.No + 1, 0) - 1, RowsInAct);
        return delete.ExecuteNonQuery();
    }

    // The row stays with its id: whoever sends the same campaign again is told that it was interrupted, not that it was sent.
    private static bool Void(DbConnection connection, MessageBatch batch, DateTimeOffset at)
    {
        using (var close = connection.Sql("""UPDATE "MessageBatches" SET "State" = @p1, "Total" = 0 WHERE "No" = @p0 AND "State" = @p2""", batch.No, BatchState.Voided, BatchState.Accepting))
            if (close.ExecuteNonQuery() == 0) return false;

        using var find = connection.Sql("""SELECT "Micros" FROM "LedgerTransfers" WHERE "Deed" = @p0 AND "Kind" = @p1""", batch.Id, TransferKind.Hold);
        if (find.ExecuteScalar() is long held) Ledger.Void(connection, batch.AccountId, batch.Id, new Money(held, batch.Currency), batch.Id, at);
        return true;
    }

    private int Doubt(DbConnection connection, OpenWindow window, DateTimeOffset at)
    {
        if (!store.HasEnded(connection, window.Worker)) return 0;

        var (work, now) = (new CycleWork(), at.UtcTicks);
        using (var find = connection.Sql(
            """
            SELECT m."Id", m."Price", d."Parts", d."OperatorIds" FROM "Messages" m LEFT JOIN "Deliveries" d ON d."Id" = m."Id"
            WHERE m."Id" BETWEEN @p0 AND @p1 AND (d."Id" IS NULL OR d."State" = @p2) ORDER BY m."Id"
            """,
            window.FirstId, window.LastId, DeliveryState.Submitting))
        {
            var open = new List<(long Id, long Price, long Parts, string? Ids)>();
            using (var reader = find.ExecuteReader())
                while (reader.Read()) open.Add((reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? 0 : reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetString(3)));

            foreach (var (id, price, parts, ids) in open)
                if (heads.Find(connection, Message.BatchNoOf(id)) is { } batch)
                    work.Deliveries.Add(conclusions.InDoubt(batch, id, price, InDoubt(new PartStates(parts), batch.Parts), ids, window.Link, window.Operator, window.Attempt, window.At, work, now));
        }

        store.WriteDeliveries(connection, work.Deliveries);
        store.CloseWindows(connection, [window.Id]);
        foreach (var back in work.Voids) Ledger.Void(connection, back.Batch.Account, back.Batch.Id, new Money(back.Micros, back.Batch.Currency), back.Deed, at);
        return work.Deliveries.Count;
    }

    private static PartStates InDoubt(PartStates states, int parts)
    {
        for (var part = 0; part < parts; part++)
            if (states[part] == PartState.Waiting) states = states.With(part, PartState.Unknown);
        return states;
    }

    private async Task LearnAsync(CancellationToken cancel)
    {
        var longGone = (clock.GetUtcNow() - LongestReceipt).UtcTicks;
        await writes.RunAsync(db => db.StrayReceipts.RemoveRange(db.StrayReceipts.Where(stray => stray.At < longGone)), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var since = clock.GetUtcNow() - LongestReceipt;
        var oldest = await db.MessageBatches.Where(batch => batch.AcceptedAt >= since).MinAsync(batch => (long?)batch.No, cancel);
        if (oldest is null) return;

        var first = Message.RowOf(oldest.Value, 0);
        var waiting = db.Deliveries.IgnoreAutoIncludes().AsNoTracking().Where(delivery => delivery.Id >= first && delivery.State == DeliveryState.Sent && delivery.OperatorIds != null)
            .Select(delivery => new { delivery.Id, delivery.Parts, delivery.OperatorIds });
        await foreach (var one in waiting.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var ids = one.OperatorIds!.Split(' ');
            for (var part = 0; part < ids.Length; part++)
                if (ids[part] != "-" && new PartStates(one.Parts)[part] == PartState.Accepted)
                    operatorIds.Add(Carriers.Smpp.OperatorId.Parse(ids[part]), one.Id, part, ids.Length == 1);
        }
    }
}
