using System.Globalization;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>The statutory month: GDPR Article 12(3) and Regulation 1182/71 Article 3, against dates worked out by hand.</summary>
public class StatutoryClockTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

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

    [Theory, MemberData(nameof(Golden))]
    public void One_month_is_clamped_and_rolled_and_three_are_counted_from_the_origin(string received, string raw, string due, string extendedRaw, string extendedDue)
    {
        var dates = StatutoryClock.For(Noon(received), London, Jurisdiction.EuropeanUnion);

        Assert.Equal((Day(received), Day(raw), Day(due), Day(extendedRaw), Day(extendedDue)), (dates.Origin, dates.Raw, dates.Due, dates.ExtendedRaw, dates.ExtendedDue));
    }

    [Fact]
    public void The_day_of_receipt_is_the_day_at_the_seat()
    {
        var late = new DateTimeOffset(2025, 3, 31, 22, 30, 0, TimeSpan.Zero);

        Assert.Equal(Day("2025-05-01"), StatutoryClock.For(late, Paris, Jurisdiction.EuropeanUnion).Due);
        Assert.Equal(Day("2025-04-30"), StatutoryClock.For(late, TimeZoneInfo.Utc, Jurisdiction.EuropeanUnion).Due);
    }

    [Fact]
    public void Days_spent_waiting_for_a_clarification_do_not_count_in_the_United_Kingdom_alone()
    {
        var pause = new ClockPause(Day("2026-06-15"), Day("2026-06-20"));

        Assert.Equal(Day("2026-07-16"), StatutoryClock.For(Noon("2026-06-10"), London, Jurisdiction.UnitedKingdom, pause).Due);
        Assert.Equal(Day("2026-07-10"), StatutoryClock.For(Noon("2026-06-10"), London, Jurisdiction.EuropeanUnion, pause).Due);
    }

    [Fact]
    public void For_every_day_of_four_years_the_answer_is_due_on_a_working_day_not_before_the_month_is_over()
    {
        var previous = DateOnly.MinValue;
        for (var day = Day("2024-01-01"); day < Day("2028-01-01"); day = day.AddDays(1))
        {
            var dates = StatutoryClock.For(new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero), London, Jurisdiction.UnitedKingdom);

            Assert.True(dates.Due >= dates.Raw && dates.Due <= dates.Raw.AddDays(2));
            Assert.False(dates.Due.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
            Assert.True(dates.Due >= previous, "due dates never go back");
            Assert.True(dates.Careful <= dates.Raw);
            Assert.Equal(dates.Origin.AddMonths(3), dates.ExtendedRaw);
            previous = dates.Due;
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

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Noon(string day) => new(Day(day).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
