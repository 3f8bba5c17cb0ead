using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Tests.Shell;

/// <summary>How the day an answer is due is said before anybody asked.</summary>
public class DueWordsTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData(24, "Thu 24 Dec 2026")]
    [InlineData(27, "Tue 29 Dec 2026, the next working day: the month is over on Sun 27 Dec 2026, a Sunday, and Monday 28 December is Boxing Day (substitute day)")]
    [InlineData(25, "Tue 29 Dec 2026, the next working day: the month is over on Fri 25 Dec 2026, Christmas Day, and Saturday 26 December is Boxing Day, and Monday 28 December is Boxing Day (substitute day)")]
    public void It_is_the_day_of_the_clock_with_the_reason_where_it_was_moved(int november, string said) =>
        Assert.Equal(said, DueWords.By(StatutoryClock.For(new DateTimeOffset(2026, 11, november, 9, 0, 0, TimeSpan.Zero), London, Jurisdiction.UnitedKingdom)));
}
