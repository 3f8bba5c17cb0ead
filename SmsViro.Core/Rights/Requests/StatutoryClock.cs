namespace SmsViro.Core.Rights.Requests;

/// <summary>When an answer is due. Every date is a day at the company's seat.</summary>
/// <param name="Origin">The day the request reached us, working day or not.</param>
/// <param name="Raw">One calendar month later, clamped to the month's last day.</param>
/// <param name="Due"><paramref name="Raw"/>, or the next working day.</param>
/// <param name="ExtendedRaw">Three calendar months after the origin.</param>
/// <param name="ExtendedDue">Its working day: the last date even for an extended request.</param>
/// <param name="Careful">28 days after the origin: safe in every month.</param>
public sealed record StatutoryDates(DateOnly Origin, DateOnly Raw, DateOnly Due, DateOnly ExtendedRaw, DateOnly ExtendedDue, DateOnly Careful);

/// <summary>Days a request stood still because we had asked its sender to say what she meant, both ends included.</summary>
public readonly record struct ClockPause(DateOnly Asked, DateOnly Answered);

/// <summary>The time the law gives us, as arithmetic on dates: no clock is read, no calendar of holidays yet.</summary>
public static class StatutoryClock
{
    /// <summary>The longest we wait before an erasure in case its sender thinks again.</summary>
    public static readonly TimeSpan LongestGrace = TimeSpan.FromDays(14);

    private const int DaysBeforeDue = 7;

    public static StatutoryDates For(DateTimeOffset receivedAt, TimeZoneInfo seat, Jurisdiction jurisdiction, params IReadOnlyList<ClockPause> pauses)
    {
        // The day at the seat, not in UTC: 22:30 on 31 March in Greenwich is 1 April in Paris.
        var origin = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(receivedAt, seat).DateTime);
        var paused = jurisdiction switch
        {
            Jurisdiction.UnitedKingdom => pauses.Sum(pause => pause.Answered.DayNumber - pause.Asked.DayNumber + 1),
            Jurisdiction.EuropeanUnion => 0,
        };

        // AddMonths clamps to the last day of a shorter month, as Regulation 1182/71 Article 3(2)(c) asks. The extension counts from the origin, never from the first date.
        var raw = origin.AddMonths(1).AddDays(paused);
        var extended = origin.AddMonths(3).AddDays(paused);
        return new StatutoryDates(origin, raw, WorkingDayFrom(raw), extended, WorkingDayFrom(extended), origin.AddDays(28));
    }

    /// <summary>Until when an erasure waits: 14 days, and never later than a week before the answer is due.</summary>
    public static DateTimeOffset GraceEnd(DateTimeOffset receivedAt, StatutoryDates dates, TimeZoneInfo seat)
    {
        var latest = dates.Due.AddDays(-DaysBeforeDue).ToDateTime(TimeOnly.MinValue);
        var cap = new DateTimeOffset(latest, seat.GetUtcOffset(latest)).ToUniversalTime();
        var grace = (receivedAt + LongestGrace).ToUniversalTime();
        return grace < cap ? grace : cap;
    }

    private static DateOnly WorkingDayFrom(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}
