using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Shell;

/// <summary>How the day an answer is due is explained, to its reader and at the desk alike.</summary>
public static class DueWords
{
    /// <summary>Who set the day.</summary>
    public static string Label(PrivacyRequest request) => request.Kind is RequestKind.Complaint ? "Due by our own rule" : "Due by law";

    /// <summary>The day an answer is due, with the reason where a weekend or a holiday moved it: "Tue 29 Dec 2026, the next working day: the month is over on Sun 27 Dec 2026, a Sunday, and Monday 28 December is Boxing Day (substitute day)".</summary>
    public static string By(StatutoryDates dates) => dates.Moved is { } why
        ? $"{TimeText.Of(dates.Due)}, the next working day: the month is over on {TimeText.Of(dates.Raw)}, {why}"
        : TimeText.Of(dates.Due);

    /// <summary>What moved the last day of the month, as a step of the sum.</summary>
    public static string WorkingDay(StatutoryDates dates) => dates.Moved is { } why ? $"That is {why}, so the next working day" : "Working day";

    public static string Why(PrivacyRequest request)
    {
        var why = RequestWords.Period(request.Kind, request.Jurisdiction);
        return $"{char.ToUpperInvariant(why[0])}{why[1..]}{(request.Calendar is { } calendar ? $". Holidays: {calendar}" : "")}";
    }
}
