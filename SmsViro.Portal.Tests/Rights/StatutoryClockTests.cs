using System.Globalization;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>The statutory month: GDPR Article 12(3), UK GDPR Article 12A and Regulation 1182/71 Article 3, against dates worked out by hand.</summary>
public class StatutoryClockTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly TimeZoneInfo Sofia = TimeZoneInfo.FindSystemTimeZoneById("Europe/Sofia");

    public static TheoryData<string, string, string, string, string> Golden => new()
    {
        { "2025-01-31", "2025-02-28", "2025-02-28", "2025-04-30", "2025-04-30" },
        { "2024-01-31", "2024-02-29", "2024-02-29", "2024-04-30", "2024-04-30" },
        { "2026-01-31", "2026-02-28", "2026-03-02", "2026-04-30", "2026-04-30" },
        { "2025-03-05", "2025-04-05", "2025-04-07", "2025-06-05", "2025-06-05" },
        { "2025-08-31", "2025-09-30", "2025-09-30", "2025-11-30", "2025-12-01" },
        { "2025-11-30", "2025-12-30", "2025-12-30", "2026-02-28", "2026-03-02" },
        { "2025-12-31", "2026-01-31", "2026-02-02", "2026-03-31", "2026-03-31" },
    };

    public static TheoryData<string, string, string> Holidays => new()
    {
        // Christmas, Boxing Day on a Saturday and its substitute: Friday to Monday are all free.
        { "Europe/London", "2026-11-25", "2026-12-29" },
        { "Europe/London", "2026-03-03", "2026-04-07" },
        { "Europe/Paris", "2026-04-01", "2026-05-04" },
        { "Europe/Berlin", "2026-09-03", "2026-10-05" },
        { "Europe/Sofia", "2026-11-24", "2026-12-29" },
        { "Europe/Dublin", "2026-02-17", "2026-03-18" },
        { "America/New_York", "2026-11-25", "2026-12-25" },
    };

    private static readonly int[] Lengths = [0, 1, 4, 9];

    private static IEnumerable<(int Asked, int Length)> Spans => from asked in Enumerable.Range(0, 6) from length in Lengths select (asked * 5, length);

    [Theory, MemberData(nameof(Golden))]
    public void One_month_is_clamped_and_rolled_and_three_are_counted_from_the_origin(string received, string raw, string due, string extendedRaw, string extendedDue)
    {
        var dates = StatutoryClock.For(Noon(received), London, Jurisdiction.EuropeanUnion);

        Assert.Equal((Day(received), Day(raw), Day(due), Day(extendedRaw), Day(extendedDue)), (dates.Origin, dates.Raw, dates.Due, dates.ExtendedRaw, dates.ExtendedDue));
    }

    [Theory, MemberData(nameof(Holidays))]
    public void A_public_holiday_of_the_seat_moves_the_last_day_as_a_weekend_does(string zone, string received, string due) =>
        Assert.Equal(Day(due), StatutoryClock.For(Noon(received), TimeZoneInfo.FindSystemTimeZoneById(zone), Jurisdiction.EuropeanUnion).Due);

    [Fact]
    public void The_file_that_decided_is_named_and_a_year_without_one_says_so()
    {
        Assert.Equal("GB-ENG 2026.1", StatutoryClock.For(Noon("2026-05-01"), London, Jurisdiction.UnitedKingdom).Calendar);
        Assert.Equal("GB-ENG, weekends alone in 2031", StatutoryClock.For(Noon("2031-05-01"), London, Jurisdiction.UnitedKingdom).Calendar);
        Assert.Equal(["BG", "DE", "FR", "GB-ENG", "IE"], HolidayCalendar.All.Select(calendar => calendar.Place).Order(StringComparer.Ordinal));
        Assert.All(HolidayCalendar.All, calendar => Assert.Equal([2025, 2026, 2027], calendar.Years.Order()));
    }

    [Fact]
    public void The_day_of_receipt_is_the_day_at_the_seat()
    {
        var late = new DateTimeOffset(2025, 3, 31, 22, 30, 0, TimeSpan.Zero);

        // 1 May is a holiday in Paris, so the month that ends on it ends on the 2nd.
        Assert.Equal((Day("2025-05-01"), Day("2025-05-02")), (StatutoryClock.For(late, Paris, Jurisdiction.EuropeanUnion).Raw, StatutoryClock.For(late, Paris, Jurisdiction.EuropeanUnion).Due));
        Assert.Equal(Day("2025-04-30"), StatutoryClock.For(late, TimeZoneInfo.Utc, Jurisdiction.EuropeanUnion).Due);
    }

    [Fact]
    public void Days_spent_waiting_for_a_clarification_do_not_count_in_the_United_Kingdom_alone()
    {
        var pause = new ClockPause(Day("2026-06-15"), Day("2026-06-20"));

        Assert.Equal(Day("2026-07-16"), StatutoryClock.For(Noon("2026-06-10"), London, Jurisdiction.UnitedKingdom, pause).Due);
        Assert.Equal(Day("2026-09-16"), StatutoryClock.For(Noon("2026-06-10"), London, Jurisdiction.UnitedKingdom, pause).ExtendedDue);
        Assert.Equal(Day("2026-07-10"), StatutoryClock.For(Noon("2026-06-10"), London, Jurisdiction.EuropeanUnion, pause).Due);
    }

    [Theory]
    [InlineData("2026-06-15", "2026-06-29", "2026-07-29")]
    [InlineData("2026-06-16", "2026-06-29", "2026-07-10")]
    public void Waiting_for_a_proof_of_identity_counts_only_when_it_was_asked_for_within_three_working_days(string asked, string provided, string due)
    {
        var facts = new ClockFacts(Noon("2026-06-10"), London, Jurisdiction.UnitedKingdom, HolidayCalendar.Of(London)) { Identity = new IdentityCheck(Noon(asked), Noon(provided)) };

        Assert.Equal(Day(due), StatutoryClock.For(facts).Due);
    }

    [Fact]
    public void For_every_day_of_a_leap_year_in_three_zones_the_answer_is_due_on_a_working_day_not_before_the_month_is_over()
    {
        foreach (var seat in new[] { London, Paris, Sofia })
        {
            var calendar = HolidayCalendar.Of(seat);
            var previous = DateOnly.MinValue;
            for (var day = Day("2028-01-01"); day < Day("2029-01-01"); day = day.AddDays(1))
                previous = AssertLawful(day, seat, calendar, previous);
            for (var day = Day("2025-01-01"); day < Day("2027-12-01"); day = day.AddDays(1))
                AssertLawful(day, seat, calendar, DateOnly.MinValue);
        }
    }

    [Fact]
    public void Pauses_add_up_however_they_fall_and_never_move_what_they_do_not_pause()
    {
        for (var received = Day("2025-01-01"); received < Day("2027-06-01"); received = received.AddDays(13))
            foreach (var (first, second) in from first in Spans from second in Spans select (first, second))
            {
                var (a, b) = (Pause(received, first), Pause(received, second));
                var none = StatutoryClock.For(Noon(received), London, Jurisdiction.UnitedKingdom);
                var both = StatutoryClock.For(Noon(received), London, Jurisdiction.UnitedKingdom, a, b);
                var days = Days(a).Union(Days(b)).Count();

                Assert.Equal((none.Raw.AddDays(days), none.ExtendedRaw.AddDays(days)), (both.Raw, both.ExtendedRaw));
                Assert.True(both.Due >= both.Raw);
                Assert.Equal(both, StatutoryClock.For(Noon(received), London, Jurisdiction.UnitedKingdom, b, a));
                Assert.Equal(none.Due, StatutoryClock.For(Noon(received), London, Jurisdiction.EuropeanUnion, a, b).Due);
            }
    }

    [Fact]
    public void We_aim_at_fourteen_days_which_pauses_move_and_no_law_sets()
    {
        for (var day = Day("2025-01-01"); day < Day("2027-01-01"); day = day.AddDays(1))
            foreach (var span in Spans)
            {
                var (none, paused) = (StatutoryClock.For(Noon(day), London, Jurisdiction.UnitedKingdom), StatutoryClock.For(Noon(day), London, Jurisdiction.UnitedKingdom, Pause(day, span)));

                Assert.Equal(none.Origin.AddDays(14), none.Target);
                Assert.Equal(paused.Raw.DayNumber - none.Raw.DayNumber, paused.Target.DayNumber - none.Target.DayNumber);
                Assert.True(paused.Target < paused.Careful && paused.Careful <= paused.Due);
            }
    }

    [Theory]
    [InlineData("2026-11-27", "2026-12-24", "2026-12-29", "a Sunday, and Monday 28 December is Boxing Day (substitute day)")]
    [InlineData("2026-11-25", "2026-12-23", "2026-12-29", "Christmas Day, and Saturday 26 December is Boxing Day, and Monday 28 December is Boxing Day (substitute day)")]
    [InlineData("2026-11-24", "2026-12-22", "2026-12-24", null)]
    public void The_careful_date_is_a_working_day_and_a_date_that_was_moved_says_why(string received, string careful, string due, string? why)
    {
        var dates = StatutoryClock.For(Noon(received), London, Jurisdiction.UnitedKingdom);

        Assert.Equal((Day(careful), Day(due), why), (dates.Careful, dates.Due, dates.Moved));
    }

    [Fact]
    public void The_careful_date_is_never_after_28_days_nor_on_a_day_without_work()
    {
        foreach (var seat in new[] { London, Paris, Sofia })
            for (var day = Day("2025-01-01"); day < Day("2027-11-01"); day = day.AddDays(1))
            {
                var dates = StatutoryClock.For(Noon(day), seat, Jurisdiction.EuropeanUnion);

                Assert.True(dates.Careful <= dates.Origin.AddDays(28) && HolidayCalendar.Of(seat).IsWorkingDay(dates.Careful));
                Assert.Equal(dates.Due == dates.Raw, dates.Moved is null);
            }
    }

    [Fact]
    public void The_wait_before_an_erasure_never_outlasts_two_weeks_or_the_week_before_the_answer_is_due()
    {
        for (var day = Day("2025-01-01"); day < Day("2027-01-01"); day = day.AddDays(1))
        {
            var received = new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59)), TimeSpan.Zero);
            var dates = StatutoryClock.For(received, London, Jurisdiction.UnitedKingdom);
            var end = StatutoryClock.GraceEnd(received, dates, London);

            Assert.True(end > received && end - received <= TimeSpan.FromDays(14));
            Assert.True(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end, London).DateTime) <= dates.Due.AddDays(-7));
        }
    }

    [Theory]
    [InlineData("2026-12-01", null)]
    [InlineData("2026-12-10", 10)]
    [InlineData("2026-12-17", 5)]
    [InlineData("2026-12-22", 2)]
    [InlineData("2026-12-24", 2)]
    [InlineData("2026-12-25", WatchRequests.Overdue)]
    public void Our_staff_are_warned_at_ten_five_and_two_working_days_and_when_the_date_has_passed(string today, int? warning) =>
        Assert.Equal(warning, WatchRequests.WarningAt(Day(today), Day("2026-12-24"), HolidayCalendar.Of(London)));

    private static DateOnly AssertLawful(DateOnly day, TimeZoneInfo seat, HolidayCalendar calendar, DateOnly previous)
    {
        var dates = StatutoryClock.For(Noon(day), seat, Jurisdiction.UnitedKingdom);

        Assert.True(dates.Due >= dates.Raw && dates.Due <= dates.Raw.AddDays(6));
        Assert.True(calendar.IsWorkingDay(dates.Due) && calendar.IsWorkingDay(dates.ExtendedDue));
        Assert.True(dates.Due >= previous, "due dates never go back");
        Assert.True(dates.Careful <= dates.Raw);
        Assert.Equal(dates.Origin.AddMonths(3), dates.ExtendedRaw);
        return dates.Due;
    }

    private static ClockPause Pause(DateOnly received, (int Asked, int Length) pause) => new(received.AddDays(pause.Asked), received.AddDays(pause.Asked + pause.Length));

    private static IEnumerable<DateOnly> Days(ClockPause pause) => Enumerable.Range(0, pause.Answered.DayNumber - pause.Asked.DayNumber + 1).Select(pause.Asked.AddDays);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Noon(string day) => Noon(Day(day));

    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
