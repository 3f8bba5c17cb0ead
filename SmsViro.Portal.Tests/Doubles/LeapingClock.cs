using Microsoft.Extensions.Time.Testing;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>A manual clock that leaps over years as a machine does that was asleep: a periodic timer that was due a million times comes once.</summary>
public sealed class LeapingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        period > TimeSpan.Zero ? new Periodic(this, callback, state, dueTime, period) : base.CreateTimer(callback, state, dueTime, period);

    private ITimer Once(TimerCallback callback) => base.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class Periodic : ITimer
    {
        private readonly LeapingClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _once;
        private TimeSpan _period;

        public Periodic(LeapingClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _once = clock.Once(_ => Come());
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            return _once.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => _once.Dispose();

        public ValueTask DisposeAsync() => _once.DisposeAsync();

        // Set anew from elsewhere: from here the clock, still under way, would come back to it at each of the million times.
        private void Come()
        {
            var due = _clock.GetUtcNow() + _period;
            _callback(_state);
            ThreadPool.QueueUserWorkItem(_ => _once.Change(due > _clock.GetUtcNow() ? due - _clock.GetUtcNow() : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        }
    }
}
