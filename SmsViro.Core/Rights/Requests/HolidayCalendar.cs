using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace SmsViro.Core.Rights.Requests;

/// <summary>
/// The public holidays of one place, a dated and numbered file a year inside the program. A year without a file knows weekends alone:
/// that can only bring a date forward, never let one pass.
/// </summary>
public sealed class HolidayCalendar
{
    private const string Prefix = "SmsViro.Core.Rights.Requests.Calendars.";

    private static readonly FrozenDictionary<string, HolidayCalendar> ByZone = Load();

    private readonly FrozenDictionary<DateOnly, string> _holidays;
    private readonly FrozenDictionary<int, string> _versions;

    private HolidayCalendar(string place, IReadOnlyCollection<CalendarFile> files)
    {
        Place = place;
        _holidays = files.SelectMany(file => file.Days).ToFrozenDictionary(day => DateOnly.ParseExact(day.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture), day => day.Value);
        _versions = files.ToFrozenDictionary(file => file.Year, file => file.Version);
    }

    public static IReadOnlyCollection<HolidayCalendar> All => ByZone.Values;

    public static HolidayCalendar WeekendsOnly { get; } = new("weekends", []);

    /// <summary>"GB-ENG": the ISO 3166 code of the place.</summary>
    public string Place { get; }

    /// <summary>The years a file covers.</summary>
    public IReadOnlyCollection<int> Years => _versions.Keys;

    /// <summary>The calendar of the place whose time this is; weekends alone where we have none.</summary>
    public static HolidayCalendar Of(TimeZoneInfo seat) => ByZone.GetValueOrDefault(seat.Id) ?? WeekendsOnly;

    /// <summary>Which file decided about a day, for the record: "GB-ENG 2026.1".</summary>
    public string VersionAt(DateOnly day) => _versions.TryGetValue(day.Year, out var version) ? $"{Place} {version}" : $"{Place}, weekends alone in {day.Year}";

    public bool IsWorkingDay(DateOnly day) => WhyNone(day) is null;

    /// <summary>"Boxing Day" or "a Sunday"; null for a working day.</summary>
    public string? WhyNone(DateOnly day) =>
        _holidays.TryGetValue(day, out var name) ? name : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? $"a {day.DayOfWeek}" : null;

    /// <summary>Why a day rolls on, with every holiday it rolls over: "a Sunday, and Monday 28 December is Boxing Day (substitute day)"; null for a working day.</summary>
    public string? WhyMoved(DateOnly day)
    {
        if (WhyNone(day) is not { } why) return null;

        for (day = day.AddDays(1); !IsWorkingDay(day); day = day.AddDays(1))
            if (_holidays.TryGetValue(day, out var name)) why += string.Create(CultureInfo.InvariantCulture, $", and {day:dddd d MMMM} is {name}");
        return why;
    }

    /// <summary>The day itself, or the next working day.</summary>
    public DateOnly Roll(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The day itself, or the working day before it.</summary>
    public DateOnly RollBack(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(-1);
        return day;
    }

    /// <summary>Working days after <paramref name="from"/> up to and with <paramref name="to"/>; 0 when there is none, never below.</summary>
    public int WorkingDays(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (IsWorkingDay(day)) count++;
        return count;
    }

    private static FrozenDictionary<string, HolidayCalendar> Load()
    {
        var assembly = typeof(HolidayCalendar).Assembly;
        var files = new List<CalendarFile>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            files.Add(JsonSerializer.Deserialize<CalendarFile>(stream, JsonSerializerOptions.Web)!);
        }

        return files.GroupBy(file => (file.Zone, file.Place)).ToFrozenDictionary(place => place.Key.Zone, place => new HolidayCalendar(place.Key.Place, [.. place]));
    }

    private sealed record CalendarFile(string Place, string Zone, int Year, string Version, Dictionary<string, string> Days);
}
