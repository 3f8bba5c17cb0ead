using System.Globalization;
using SmsViro.Core.Rights;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Staff;

/// <summary>An instant as a form's field of day and time has it, on the clock of the company's seat.</summary>
internal static class SeatTime
{
    public static string Of(DateTimeOffset instant, RightsOptions options) => TimeZoneInfo.ConvertTime(instant, options.SeatZone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>As <see cref="LocalTime.FirstAt"/> has it, so that what happened just now is never in the future.</summary>
    public static bool TryParse(string? typed, RightsOptions options, out DateTimeOffset instant)
    {
        var isTime = DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        instant = isTime ? LocalTime.FirstAt(local, options.SeatZone) : default;
        return isTime;
    }
}
