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
}
