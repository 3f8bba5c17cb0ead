namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>
/// What one cycle will record, prepared before its act so that the act may run again: outcomes, money, counters, receipts.
/// It is kept until its commit, however long the disk takes.
/// </summary>
internal sealed class CycleWork
{
    public List<DeliveryRow> Deliveries { get; } = new(1024);

    public List<long> ClosedWindows { get; } = [];

    public List<Booking> Posts { get; } = [];

    public List<Booking> Voids { get; } = [];

    public Dictionary<long, Tally> Tallies { get; } = [];

    public List<MatchedReceipt> SinglePart { get; } = new(1024);

    public List<MatchedReceipt> ManyParts { get; } = [];

    public List<StrayReceipt> Strays { get; } = [];

    /// <summary>Kept receipts that found their message.</summary>
    public List<long> FoundStrays { get; } = [];

    /// <summary>Receipts to acknowledge after the commit.</summary>
    public List<ReceiptNews> Acknowledge { get; } = new(1024);

    /// <summary>Flights concluded: their credit comes back after the commit.</summary>
    public List<Flight> Concluded { get; } = new(1024);

    public HashSet<BatchHead> Touched { get; } = [];

    public bool IsEmpty => Deliveries.Count == 0 && SinglePart.Count == 0 && ManyParts.Count == 0 && Strays.Count == 0;

    /// <summary>A posting of several messages of one batch is one transfer; its deed is drawn here, once, so that the act may run again.</summary>
    public void Post(BatchHead batch, long micros)
    {
        for (var at = 0; at < Posts.Count; at++)
            if (Posts[at].Batch == batch)
            {
                Posts[at] = Posts[at] with { Micros = Posts[at].Micros + micros };
                return;
            }

        Posts.Add(new Booking(batch, micros, Guid.CreateVersion7()));
    }

    public void Count(long batchNo, Tally more)
    {
        var sum = Tallies.GetValueOrDefault(batchNo);
        Tallies[batchNo] = new Tally(sum.Sent + more.Sent, sum.Delivered + more.Delivered, sum.Failed + more.Failed);
    }

    public void Clear()
    {
        Deliveries.Clear();
        ClosedWindows.Clear();
        Posts.Clear();
        Voids.Clear();
        Tallies.Clear();
        SinglePart.Clear();
        ManyParts.Clear();
        Strays.Clear();
        FoundStrays.Clear();
        Acknowledge.Clear();
        Concluded.Clear();
        Touched.Clear();
    }
}
