using System.Globalization;

namespace SmsViro.Portal.Kit;

/// <summary>The time zone a person reads times in, from an IANA id. Cascades from the shell; London when nobody said otherwise.</summary>
public sealed record ReaderZone(TimeZoneInfo Zone)
{
    public static ReaderZone London { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    /// <summary>Falls back to London for an id this machine does not know: a wrong zone name must not close the page.</summary>
    public static ReaderZone Of(string? ianaId) =>
        ianaId is not null && TimeZoneInfo.TryFindSystemTimeZoneById(ianaId, out var zone) ? new(zone) : London;

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>"GMT", "BST" or "UTC+5:30": the letters people in Britain and Ireland expect, and the offset everywhere else.</summary>
    public string Abbreviation(DateTimeOffset instant)
    {
        var offset = Zone.GetUtcOffset(instant);
        return (Zone.Id, offset.TotalMinutes) switch
        {
            ("Europe/London" or "Europe/Dublin", 0) => "GMT",
            ("Europe/London", 60) => "BST",
            ("Europe/Dublin", 60) => "IST",
            (_, 0) => "UTC",
            (_, var minutes) => $"UTC{(minutes < 0 ? '\u2212' : '+')}{offset.ToString("%h", CultureInfo.InvariantCulture)}{(offset.Minutes == 0 ? "" : offset.ToString("\\:mm", CultureInfo.InvariantCulture))}",
        };
    }

    /// <summary>"London time (GMT)".</summary>
    public string Named(DateTimeOffset instant) =>
        $"{Zone.Id[(Zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ')} time ({Abbreviation(instant)})";
}
