namespace SmsViro.Portal.Accounts;

/// <summary>The time zones a person chooses from: those of the tz database that stand for a place, by continent and city.</summary>
internal static class TimeZones
{
    private static readonly string[] Continents = ["Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

    private static readonly IReadOnlyList<(string Id, string Name)> Places =
        [.. from zone in TimeZoneInfo.GetSystemTimeZones()
            where zone.HasIanaId && Continents.Any(continent => zone.Id.StartsWith(continent, StringComparison.Ordinal))
            orderby zone.Id
            select (zone.Id, NameOf(zone.Id))];

    /// <summary>All of them, and the person's own even if this machine's list lacks it.</summary>
    public static IEnumerable<(string Id, string Name)> Offered(string? own) =>
        own is null || Places.Any(place => place.Id == own) ? Places : Places.Prepend((own, NameOf(own)));

    private static string NameOf(string id) => id.Replace("/", ": ", StringComparison.Ordinal).Replace('_', ' ');
}
