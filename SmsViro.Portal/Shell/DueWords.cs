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

    /// <summary>A pause, before the day it leads to: "Paused from Fri 27 Nov 2026 to Thu 3 Dec 2026, for our question".</summary>
    public static string Paused(CountedPause pause) => pause.Asked == pause.Answered
        ? $"Paused on {TimeText.Of(pause.Asked)}, for our question"
        : $"Paused from {TimeText.Of(pause.Asked)} to {TimeText.Of(pause.Answered)}, for our question";

    /// <summary>"1 day", "6 days".</summary>
    public static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    /// <summary>What leads to the last day of the month, the pauses taken in: "Plus a month and 6 days".</summary>
    public static string Month(RequestView view) => view.Pauses.Count == 0 ? "Plus a month" : $"Plus a month and {Days(view.Pauses.Sum(pause => pause.Days))}";

    /// <summary>What a question that is open does to the day an answer is due.</summary>
    public static string Open(DateOnly asked, PrivacyRequest request) => request.Jurisdiction switch
    {
        Jurisdiction.UnitedKingdom => $"A question of ours has been open since {TimeText.Of(asked)}. Until it is answered the days do not count: the month ends that much later.",
        Jurisdiction.EuropeanUnion => $"A question of ours has been open since {TimeText.Of(asked)}. The days count all the same, so this date stays.",
    };

    public static string Why(PrivacyRequest request)
    {
        var why = RequestWords.Period(request.Kind, request.Jurisdiction);
        return $"{char.ToUpperInvariant(why[0])}{why[1..]}{(request.Calendar is { } calendar ? $". Holidays: {calendar}" : "")}";
    }
}
