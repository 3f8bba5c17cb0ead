namespace SmsViro.Benchmarks;

/// <summary>A clock that runs fifty times as fast as the world's and can be put forward: what waits seconds or years waits neither.</summary>
internal sealed class FastClock(DateTimeOffset start) : TimeProvider
{
    private const int Speed = 50;

    private readonly DateTimeOffset _began = System.GetUtcNow();
    private DateTimeOffset _start = start;

    public override DateTimeOffset GetUtcNow() => _start + ((System.GetUtcNow() - _began) * Speed);

    public void PutForward(TimeSpan by) => _start += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Faster(dueTime), Faster(period));

    private static TimeSpan Faster(TimeSpan wait) => wait <= TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(Math.Max(1, wait.TotalMilliseconds / Speed));
}
