namespace SmsViro.Core.Jobs;

/// <summary>The patience of the job workers.</summary>
public sealed record JobPace
{
    /// <summary>After this long without a sign of life a worker is taken for dead.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often idle workers look, should a wake-up be lost.</summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(5);

    public int MostAttempts { get; init; } = 6;

    public int AtOnce { get; init; } = 2;

    /// <summary>5 s, 20 s, 80 s ... up to an hour.</summary>
    public static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(3_600, 5 * Math.Pow(4, Math.Max(0, attempts - 1))));
}
