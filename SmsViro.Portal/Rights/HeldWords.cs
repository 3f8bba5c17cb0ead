using System.Globalization;
using SmsViro.Core.PersonalData;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Rights;

/// <summary>How a value that is held is said on screen: a day as a day, a state by its word.</summary>
internal static class HeldWords
{
    private const string StoredDay = "yyyy-MM-dd";

    public static string? Of(HeldValue value) => value.Value switch
    {
        DateOnly day => TimeText.Of(day),
        bool yes => yes ? "Yes" : "No",
        string text when value.Column.Type == typeof(DateOnly) && DateOnly.TryParseExact(text, StoredDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => TimeText.Of(day),

        // What a request is about is stored by the id of its kind of data, which no person has seen.
        string text when value.Column.Category == Category.Requests => Category.All.FirstOrDefault(kind => kind.Id == text)?.Name ?? text,
        _ => value.Text,
    };
}
