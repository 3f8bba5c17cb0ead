namespace SmsViro.Core.Jobs;

/// <summary>When a sweep last began, so that a restart neither skips nor repeats it and several processes share it.</summary>
public sealed class Schedule
{
    public required string Kind { get; init; }

    public DateTimeOffset LastRunAt { get; set; }
}

/// <summary>How often a kind of job adds itself, counted in UTC from the start of the day.</summary>
/// <param name="Kind">The handler's kind.</param>
/// <param name="Every">The period; it divides a day.</param>
/// <param name="Offset">How far into each period it falls.</param>
public sealed record Rhythm(string Kind, TimeSpan Every, TimeSpan Offset)
{
    /// <summary>The last instant at or before <paramref name="now"/> at which it should have begun.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        var ticks = now.UtcTicks - Offset.Ticks;
        return new DateTimeOffset(ticks - ticks % Every.Ticks + Offset.Ticks, TimeSpan.Zero);
    }
}
