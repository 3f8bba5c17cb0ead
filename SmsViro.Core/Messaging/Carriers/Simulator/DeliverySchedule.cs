namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>Holds deliveries until they are due, then hands them over in batches from a timer.</summary>
internal sealed class DeliverySchedule : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<PendingDelivery, DateTimeOffset> _queue = new();
    private readonly TimeProvider _clock;
    private readonly Action<List<PendingDelivery>> _deliver;
    private readonly ITimer _timer;
    private bool _armed;

    public DeliverySchedule(TimeProvider clock, Action<List<PendingDelivery>> deliver)
    {
        (_clock, _deliver) = (clock, deliver);

        // A clock that is moved by hand rings on the thread that sets it, and that thread holds a link's lock and ours: never hand over there.
        _timer = clock.CreateTimer(_ => ThreadPool.UnsafeQueueUserWorkItem(static schedule => schedule.HandOver(), this, preferLocal: false), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(PendingDelivery delivery, TimeSpan delay)
    {
        var due = _clock.GetUtcNow() + delay;
        lock (_lock)
        {
            var first = !_queue.TryPeek(out _, out var next) || due < next;
            _queue.Enqueue(delivery, due);
            if (!first && _armed) return;

            _armed = true;
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void HandOver()
    {
        List<PendingDelivery> due = [];
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            while (_queue.TryPeek(out _, out var at) && at <= now) due.Add(_queue.Dequeue());

            // A beat, so that a thousand receipts due within it share one write.
            _armed = _queue.TryPeek(out _, out var next);
            if (_armed) _timer.Change(next - now > Beat ? next - now : Beat, Timeout.InfiniteTimeSpan);
        }

        if (due.Count > 0) _deliver(due);
    }
}
