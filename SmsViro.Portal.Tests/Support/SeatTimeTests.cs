using SmsViro.Core.Rights;
using SmsViro.Portal.Staff;

namespace SmsViro.Portal.Tests.Support;

public class SeatTimeTests
{
    [Fact]
    public void What_a_form_shows_is_read_back_as_the_same_minute_and_never_as_a_later_one()
    {
        var options = new RightsOptions();
        var (begin, shown) = (new DateTimeOffset(2027, 10, 30, 23, 0, 0, TimeSpan.Zero), new HashSet<string>());

        // Through the night in which the hour after one o'clock comes twice in London.
        for (var minute = 0; minute < 300; minute++)
        {
            var instant = begin.AddMinutes(minute);
            var text = SeatTime.Of(instant, options);
            var isFirst = shown.Add(text);

            Assert.True(SeatTime.TryParse(text, options, out var read));
            Assert.Equal(isFirst ? instant : instant.AddHours(-1), read);
        }

        Assert.Equal(240, shown.Count);
    }
}
