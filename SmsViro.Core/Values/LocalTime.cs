namespace SmsViro.Core.Values;

/// <summary>Instants of what a clock on a wall shows.</summary>
public static class LocalTime
{
    /// <summary>The instant in UTC; of an hour that comes twice the first is meant.</summary>
    /// <param name="local">What the clock shows; a time that the zone skips is read by the offset before the gap.</param>
    /// <param name="zone">Where the clock hangs.</param>
    public static DateTimeOffset FirstAt(DateTime local, TimeZoneInfo zone) =>
        new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)).ToUniversalTime();
}
