using System.Globalization;

namespace SmsViro.Portal.Kit;

/// <summary>How much of a time is written.</summary>
public enum TimeStyle
{
    /// <summary>As little as is clear: today the hour, this year the day, else the year too.</summary>
    Brief,

    /// <summary>Like <see cref="Brief"/>, with seconds: where order matters.</summary>
    Seconds,

    /// <summary>"Fri 20 Nov 2026, 09:14 GMT": what a person sets or is bound by.</summary>
    Full,

    /// <summary>"Fri 20 Nov", with the year when it is not this one: a day, without an hour.</summary>
    Day,

    /// <summary>"20 Nov 2026".</summary>
    Date,
}

/// <summary>Times in words of the design, in the reader's zone.</summary>
public static class TimeText
{
    public static string Of(DateTimeOffset instant, ReaderZone zone, DateTimeOffset now, TimeStyle style = TimeStyle.Brief)
    {
        var local = zone.Local(instant);
        var today = zone.Local(now);
        var sameDay = local.Date == today.Date;
        var sameYear = local.Year == today.Year;
        return style switch
        {
            TimeStyle.Brief => Write(local, sameDay ? "HH:mm" : sameYear ? "ddd d MMM, HH:mm" : "ddd d MMM yyyy, HH:mm"),
            TimeStyle.Seconds => Write(local, sameDay ? "HH:mm:ss" : sameYear ? "ddd d MMM, HH:mm:ss" : "ddd d MMM yyyy, HH:mm:ss"),
            TimeStyle.Full => Write(local, "ddd d MMM yyyy, HH:mm ") + zone.Abbreviation(instant),
            TimeStyle.Day => Write(local, sameYear ? "ddd d MMM" : "ddd d MMM yyyy"),
            TimeStyle.Date => Write(local, "d MMM yyyy"),
        };
    }

    /// <summary>"Fri 20 Nov 2026": a calendar day, which no zone moves.</summary>
    public static string Of(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    // The invariant culture, because newer data for en-GB shortens September to four letters.
    private static string Write(DateTimeOffset local, string format) => local.ToString(format, CultureInfo.InvariantCulture);
}
