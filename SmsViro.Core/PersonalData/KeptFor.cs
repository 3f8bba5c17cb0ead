namespace SmsViro.Core.PersonalData;

/// <summary>How long rows are kept after a time that stands in them. Never shorter than it says: a month that ends early gives its days to the next.</summary>
public sealed record KeptFor
{
    private readonly int _years;
    private readonly int _months;
    private readonly int _days;
    private readonly bool _fromTheYearsEnd;

    private KeptFor(string words, int years = 0, int months = 0, int days = 0, bool fromTheYearsEnd = false) =>
        (Words, _years, _months, _days, _fromTheYearsEnd) = (words, years, months, days, fromTheYearsEnd);

    /// <summary>As a person would say it: "30 days after it was sent". The activity's own text says the same.</summary>
    public string Words { get; }

    public static KeptFor ForDays(int days, string words) => new(words, days: days);

    public static KeptFor ForMonths(int months, string words) => new(words, months: months);

    public static KeptFor ForYears(int years, string words) => new(words, years: years);

    /// <summary>Whole calendar years (UTC) after the one in which it was booked.</summary>
    public static KeptFor ForYearsAfterItsOwn(int years, string words) => new(words, years: years, fromTheYearsEnd: true);

    /// <summary>Rows whose time lies before this instant are over.</summary>
    public DateTimeOffset Before(DateTimeOffset now) =>
        _fromTheYearsEnd
            ? new DateTimeOffset(now.UtcDateTime.Year - _years, 1, 1, 0, 0, 0, TimeSpan.Zero)
            : now.ToUniversalTime().AddYears(-_years).AddMonths(-_months).AddDays(-_days);

    /// <summary>The first day (UTC) in which a row of this time comes to be over.</summary>
    public DateOnly EndsOn(DateTimeOffset since)
    {
        var end = _fromTheYearsEnd
            ? new DateTimeOffset(since.UtcDateTime.Year + _years + 1, 1, 1, 0, 0, 0, TimeSpan.Zero)
            : since.ToUniversalTime().AddYears(_years).AddMonths(_months).AddDays(_days);

        // The calendar is not symmetric: a month back from 28 February is not yet the 31st. What ends a row is Before, so it has the last word.
        while (!_fromTheYearsEnd && Before(end) < since) end = end.AddDays(1);
        return DateOnly.FromDateTime(end.UtcDateTime);
    }
}
