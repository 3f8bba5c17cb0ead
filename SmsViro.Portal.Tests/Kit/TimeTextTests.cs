using System.Globalization;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Tests.Kit;

public sealed class TimeTextTests
{
    private static readonly DateTimeOffset Now = At("2026-11-23T14:45:00Z");

    [Theory]
    [InlineData("2026-11-23T14:42:11Z", TimeStyle.Brief, "14:42")]
    [InlineData("2026-11-23T14:42:11Z", TimeStyle.Seconds, "14:42:11")]
    [InlineData("2026-11-20T09:14:02Z", TimeStyle.Brief, "Fri 20 Nov, 09:14")]
    [InlineData("2026-11-20T09:14:02Z", TimeStyle.Seconds, "Fri 20 Nov, 09:14:02")]
    [InlineData("2026-11-20T09:14:02Z", TimeStyle.Full, "Fri 20 Nov 2026, 09:14 GMT")]
    [InlineData("2025-11-20T09:14:02Z", TimeStyle.Brief, "Thu 20 Nov 2025, 09:14")]
    [InlineData("2026-09-04T09:14:02Z", TimeStyle.Brief, "Fri 4 Sep, 10:14")]
    [InlineData("2026-07-04T09:14:02Z", TimeStyle.Full, "Sat 4 Jul 2026, 10:14 BST")]
    [InlineData("2026-11-20T09:14:02Z", TimeStyle.Day, "Fri 20 Nov")]
    [InlineData("2026-11-20T09:14:02Z", TimeStyle.Date, "20 Nov 2026")]
    public void Writes_as_much_of_a_time_as_is_needed(string instant, TimeStyle style, string text) =>
        Assert.Equal(text, TimeText.Of(At(instant), ReaderZone.London, Now, style));

    [Fact]
    public void Decides_today_by_the_readers_midnight_not_by_ours()
    {
        var auckland = ReaderZone.Of("Pacific/Auckland");

        Assert.Equal("Mon 23 Nov, 23:30", TimeText.Of(At("2026-11-23T10:30:00Z"), auckland, Now));
        Assert.Equal("00:30", TimeText.Of(At("2026-11-23T11:30:00Z"), auckland, Now));
    }

    [Theory]
    [InlineData("Europe/London", "London time (GMT)")]
    [InlineData("Asia/Kolkata", "Kolkata time (UTC+5:30)")]
    [InlineData("America/New_York", "New York time (UTC\u22125)")]
    [InlineData("Nowhere/Land", "London time (GMT)")]
    [InlineData(null, "London time (GMT)")]
    public void Names_the_zone_in_words(string? id, string name) => Assert.Equal(name, ReaderZone.Of(id).Named(Now));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
