using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>Where the links leave what they hear, for the one thread that records it. Handed over whole, by swapping lists under one lock.</summary>
internal sealed class Mailbox
{
    private readonly object _lock = new();
    private List<PartNews> _parts = new(1024);
    private List<ReceiptNews> _receipts = new(1024);
    private bool _rung;

    /// <summary>Something else changed: there is work, or a link came up.</summary>
    public void Ring()
    {
        lock (_lock)
        {
            _rung = true;
            Monitor.Pulse(_lock);
        }
    }

    public void Answers(ReadOnlySpan<SubmitResult> results)
    {
        lock (_lock)
        {
            foreach (ref readonly var result in results) _parts.Add(new(result.Key, PartEnd.Answered, result.Status, result.Id));
            Monitor.Pulse(_lock);
        }
    }

    public void Ended(ReadOnlySpan<PartKey> parts, PartEnd end)
    {
        lock (_lock)
        {
            foreach (var part in parts) _parts.Add(new(part, end));
            Monitor.Pulse(_lock);
        }
    }

    public void Receipts(int link, ReadOnlySpan<ReceiptArrival> receipts)
    {
        lock (_lock)
        {
            foreach (ref readonly var receipt in receipts) _receipts.Add(new(link, receipt));
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Waits until there is something, at most <paramref name="patience"/>; the lists come back filled, the given ones, emptied, take their place. True when the bell was rung.</summary>
    public bool Take(ref List<PartNews> parts, ref List<ReceiptNews> receipts, TimeSpan patience)
    {
        parts.Clear();
        receipts.Clear();
        lock (_lock)
        {
            if (_parts.Count == 0 && _receipts.Count == 0 && !_rung && patience > TimeSpan.Zero) Monitor.Wait(_lock, patience);

            (_parts, parts) = (parts, _parts);
            (_receipts, receipts) = (receipts, _receipts);
            (var rung, _rung) = (_rung, false);
            return rung;
        }
    }
}
