namespace SmsViro.Core.Rights.Requests;

/// <summary>When an answer is due. Every date is a day at the company's seat.</summary>
/// <param name="Origin">The day the clock started: receipt, working day or not, or the proof of identity where that was asked for in time.</param>
/// <param name="Raw">One calendar month later, clamped to the month's last day.</param>
/// <param name="Due"><paramref name="Raw"/>, or the next working day.</param>
/// <param name="ExtendedRaw">Three calendar months after the origin.</param>
/// <param name="ExtendedDue">Its working day: the last date even for an extended request.</param>
/// <param name="Target">14 days after the origin: the day we aim at ourselves, which no law sets.</param>
/// <param name="Careful">28 days after the origin, or the working day before: in time in every month, and somebody is there to answer.</param>
public sealed record StatutoryDates(DateOnly Origin, DateOnly Raw, DateOnly Due, DateOnly ExtendedRaw, DateOnly ExtendedDue, DateOnly Target, DateOnly Careful)
{
    /// <summary>The file of holidays that decided about the due date.</summary>
    public string Calendar { get; init; } = "";

    /// <summary>Why the last day is not the month's own: "Boxing Day", "a Sunday"; null where it is.</summary>
    public string? Moved { get; init; }
}

/// <summary>Days a request stood still because we had asked its sender to say what she meant, both ends included.</summary>
public readonly record struct ClockPause(DateOnly Asked, DateOnly Answered);

/// <summary>When we asked who the sender is, and when she had shown it.</summary>
public readonly record struct IdentityCheck(DateTimeOffset AskedAt, DateTimeOffset ProvidedAt);

/// <summary>Everything the clock depends on.</summary>
public sealed record ClockFacts(DateTimeOffset ReceivedAt, TimeZoneInfo Seat, Jurisdiction Jurisdiction, HolidayCalendar Calendar)
{
    public IReadOnlyList<ClockPause> Pauses { get; init; } = [];

    public IdentityCheck? Identity { get; init; }
}

/// <summary>The time the law gives us, as arithmetic on dates: no clock is read, the same facts give the same dates for ever.</summary>
public static class StatutoryClock
{
    /// <summary>The longest we wait before an erasure in case its sender thinks again.</summary>
    public static readonly TimeSpan LongestGrace = TimeSpan.FromDays(14);

    private const int DaysBeforeDue = 7;
    private const int DaysToTarget = 14;

    // No month is shorter.
    private const int DaysToBeSafe = 28;

    // Waiting for a proof of identity counts only when we asked for it without delay.
    private const int WorkingDaysToAsk = 3;

    /// <summary>The dates of a request without a history, by the holidays of the seat.</summary>
    public static StatutoryDates For(DateTimeOffset receivedAt, TimeZoneInfo seat, Jurisdiction jurisdiction, params IReadOnlyList<ClockPause> pauses) =>
        For(new ClockFacts(receivedAt, seat, jurisdiction, HolidayCalendar.Of(seat)) { Pauses = pauses });

    public static StatutoryDates For(ClockFacts facts)
    {
        var origin = OriginOf(facts);
        var paused = facts.Jurisdiction switch
        {
            Jurisdiction.UnitedKingdom => DaysOf(facts.Pauses, origin),
            Jurisdiction.EuropeanUnion => 0,
        };

        // AddMonths clamps to the last day of a shorter month, as Regulation 1182/71 Article 3(2)(c) asks. The extension counts from the origin, never from the first date.
        var raw = origin.AddMonths(1).AddDays(paused);
        var extended = origin.AddMonths(3).AddDays(paused);
        return new StatutoryDates(origin, raw, facts.Calendar.Roll(raw), extended, facts.Calendar.Roll(extended), origin.AddDays(DaysToTarget + paused), facts.Calendar.RollBack(origin.AddDays(DaysToBeSafe + paused)))
        {
            Calendar = facts.Calendar.VersionAt(raw),
            Moved = facts.Calendar.WhyMoved(raw),
        };
    }

    /// <summary>The day it is at the seat, not in UTC: 22:30 on 31 March in Greenwich is 1 April in Paris.</summary>
    public static DateOnly DayAt(DateTimeOffset instant, TimeZoneInfo seat) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, seat).DateTime);

    /// <summary>Until when an erasure waits: 14 days, and never later than a week before the answer is due.</summary>
    public static DateTimeOffset GraceEnd(DateTimeOffset receivedAt, StatutoryDates dates, TimeZoneInfo seat)
    {
        var latest = dates.Due.AddDays(-DaysBeforeDue).ToDateTime(TimeOnly.MinValue);
        var cap = new DateTimeOffset(latest, seat.GetUtcOffset(latest)).ToUniversalTime();
        var grace = (receivedAt + LongestGrace).ToUniversalTime();
        return grace < cap ? grace : cap;
    }

    private static DateOnly OriginOf(ClockFacts facts)
    {
        var received = DayAt(facts.ReceivedAt, facts.Seat);
        if (facts.Identity is not { } identity) return received;

        var (asked, provided) = (DayAt(identity.AskedAt, facts.Seat), DayAt(identity.ProvidedAt, facts.Seat));
        return provided > received && facts.Calendar.WorkingDays(received, asked) <= WorkingDaysToAsk ? provided : received;
    }

    // A day that two questions share stood still once; one before the clock started did not stand still at all.
    private static int DaysOf(IReadOnlyList<ClockPause> pauses, DateOnly origin)
    {
        var (days, counted) = (0, origin.AddDays(-1));
        foreach (var pause in pauses.OrderBy(pause => pause.Asked))
        {
            var first = pause.Asked > counted ? pause.Asked : counted.AddDays(1);
            if (pause.Answered < first) continue;

            days += pause.Answered.DayNumber - first.DayNumber + 1;
            counted = pause.Answered;
        }

        return days;
    }
}
