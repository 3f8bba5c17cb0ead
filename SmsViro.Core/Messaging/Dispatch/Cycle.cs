using System.Data.Common;
using System.Diagnostics;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>What a cycle took from the queue.</summary>
internal sealed class CycleResult(int links)
{
    public List<Flight> Claimed { get; } = [];

    /// <summary>Credit spent, a link each.</summary>
    public int[] Taken { get; } = new int[links];

    public bool QueueIsEmpty { get; set; }

    /// <summary>There were more messages to be offered again than a link had room for.</summary>
    public bool HasMoreDue { get; set; }
}

/// <summary>
/// The act of one cycle: (1) outcomes and closed windows (2) receipts (3) money and counters (4) new windows. One transaction, one commit;
/// the shared rows come late so that they are locked for the shortest time.
/// </summary>
internal sealed class Cycle(ISendingStore store, BatchHeads heads, FlightPool flights, long worker, string receiver, DispatchTimings timings)
{
    private readonly List<int> _applied = new(1024);

    public CycleResult Run(DbConnection connection, CycleWork work, IReadOnlyList<Link> links, long now, bool claim, bool lookForDue)
    {
        // :: Step 1: outcomes and closed windows
        var began = Stopwatch.GetTimestamp();
        store.WriteDeliveries(connection, work.Deliveries);
        store.CloseWindows(connection, work.ClosedWindows);
        timings.Add(ref timings.Responses, ref began);

        // :: Step 2: receipts
        var tallies = new Dictionary<long, Tally>(work.Tallies);
        Receive(connection, work, tallies, now);
        timings.Add(ref timings.Receipts, ref began);

        // :: Step 3: money and counters
        Book(connection, work, now);
        foreach (var (batchNo, tally) in tallies) Count(connection, batchNo, tally);
        timings.Add(ref timings.Money, ref began);

        // :: Step 4: new windows
        var result = new CycleResult(links.Count) { QueueIsEmpty = !claim };
        if (claim)
            foreach (var link in links)
                if (link.MayClaim)
                    Claim(connection, link, link.Credit, now, lookForDue, result);
        timings.Add(ref timings.Claims, ref began);
        return result;
    }

    private void Receive(DbConnection connection, CycleWork work, Dictionary<long, Tally> tallies, long now)
    {
        _applied.Clear();
        store.ApplyReceipts(connection, work.SinglePart, now, _applied);
        foreach (var at in _applied)
        {
            var receipt = work.SinglePart[at];
            Finished(connection, work, tallies, receipt.Id, default(PartStates).With(0, receipt.State).Whole(1), now);
        }

        foreach (var receipt in work.ManyParts)
            if (DeliveryRows.Apply(connection, receipt, now) is { } became) Finished(connection, work, tallies, receipt.Id, became, now);

        foreach (var stray in work.Strays) DeliveryRows.Insert(connection, stray);
        foreach (var found in work.FoundStrays) DeliveryRows.DeleteStray(connection, found);
    }

    private void Finished(DbConnection connection, CycleWork work, Dictionary<long, Tally> tallies, long id, DeliveryState state, long now)
    {
        var batchNo = Message.BatchNoOf(id);
        if (heads.Find(connection, batchNo) is not { } batch) return;

        work.Touched.Add(batch);
        if (batch.Account == ServiceAccount.Id) DeliveryRows.EmptyText(connection, batchNo);

        var sum = tallies.GetValueOrDefault(batchNo);
        if (state == DeliveryState.Delivered) tallies[batchNo] = sum with { Delivered = sum.Delivered + 1 };
        if (state is not (DeliveryState.Undelivered or DeliveryState.Expired or DeliveryState.Rejected)) return;

        tallies[batchNo] = sum with { Failed = sum.Failed + 1 };
        if (DeliveryRows.RefundableMicros(connection, id) is var micros and > 0)
            Ledger.Refund(connection, batch.Account, batch.Id, new Money(micros, batch.Currency), batch.MessageOf(id).Value, Ticks.At(now));
    }

    private static void Book(DbConnection connection, CycleWork work, long now)
    {
        var at = Ticks.At(now);
        foreach (var post in work.Posts) Ledger.Post(connection, post.Batch.Account, post.Batch.Id, new Money(post.Micros, post.Batch.Currency), post.Deed, at);
        foreach (var back in work.Voids) Ledger.Void(connection, back.Batch.Account, back.Batch.Id, new Money(back.Micros, back.Batch.Currency), back.Deed, at);
    }

    private static void Count(DbConnection connection, long batchNo, Tally tally)
    {
        using var count = connection.Sql(
            """UPDATE "MessageBatches" SET "Sent" = "Sent" + @p1, "Delivered" = "Delivered" + @p2, "Failed" = "Failed" + @p3 WHERE "No" = @p0""",
            batchNo, tally.Sent, tally.Delivered, tally.Failed);
        count.ExecuteNonQuery();
    }

    private void Claim(DbConnection connection, Link link, int credit, long now, bool lookForDue, CycleResult result)
    {
        var left = lookForDue ? ClaimDue(connection, link, credit, now, result) : credit;
        while (store.TryTakeHead(connection, now, out var head))
        {
            var batch = heads.Find(connection, head.No)!;
            var take = Math.Min(left / head.Parts, head.Total - head.NextOrdinal);
            if (take == 0)
            {
                result.Taken[link.Number] = credit - left;
                return;
            }

            var (first, last) = (Message.RowOf(head.No, head.NextOrdinal), Message.RowOf(head.No, head.NextOrdinal + take - 1));
            var window = Open(connection, link, 1, first, last, now);
            store.ReadRange(connection, first, last, (id, recipient, price) => Board(batch, id, window, price, recipient, default, null, result));
            if (window.Left == 0) store.CloseWindows(connection, [window.Id]);
            store.Advance(connection, head, head.NextOrdinal + take);
            left -= window.Left * head.Parts;
        }

        result.Taken[link.Number] = credit - left;
        result.QueueIsEmpty = true;
    }

    private int ClaimDue(DbConnection connection, Link link, int credit, long now, CycleResult result)
    {
        // A message has one part at least, so that no more than these can find room.
        var waiting = DeliveryRows.ReadDue(connection, now, credit);
        var claimed = result.Claimed.Count;
        var hasRoom = waiting.Count < credit;
        foreach (var due in waiting)
        {
            if (heads.Find(connection, Message.BatchNoOf(due.Id)) is not { } batch) continue;
            if (batch.Parts > credit)
            {
                hasRoom = false;
                break;
            }

            var window = Open(connection, link, due.Attempt + 1, due.Id, due.Id, now);
            DeliveryRows.Submit(connection, due.Id, link.Number, receiver, window.Attempt, now);
            credit -= Board(batch, due.Id, window, due.Price, due.Recipient, new PartStates(due.Parts), due.OperatorIds, result);
        }

        if (!hasRoom && result.Claimed.Count > claimed) result.HasMoreDue = true;
        return credit;
    }

    private Window Open(DbConnection connection, Link link, int attempt, long first, long last, long now)
    {
        var row = new OpenWindow { Worker = worker, Link = link.Number, Operator = receiver, Attempt = attempt, FirstId = first, LastId = last, At = now };
        return new Window(store.OpenWindow(connection, row), link.Number, receiver, attempt, now);
    }

    private int Board(BatchHead batch, long id, Window window, long price, ReadOnlySpan<byte> recipient, PartStates earlier, string? earlierIds, CycleResult result)
    {
        var flight = flights.Take();
        flight.Board(batch, id, window, price, recipient, earlier, earlierIds);
        window.Left++;
        result.Claimed.Add(flight);
        return flight.PartsToSend;
    }
}

/// <summary>Flights at rest.</summary>
internal sealed class FlightPool
{
    private readonly Stack<Flight> _resting = [];

    public Flight Take() => _resting.TryPop(out var flight) ? flight : new Flight();

    public void Return(Flight flight) => _resting.Push(flight);
}
