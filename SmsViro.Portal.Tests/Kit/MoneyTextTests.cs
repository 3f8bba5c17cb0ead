using SmsViro.Core.Values;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Tests.Kit;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData(418_205_000, "£418.20", "50")]
    [InlineData(250_000_000, "£250.00", "")]
    [InlineData(38_000, "£0.0380", "")]
    [InlineData(1_000, "£0.0010", "")]
    [InlineData(1, "£0.000001", "")]
    [InlineData(1_000_001, "£1.00", "0001")]
    [InlineData(0, "£0.00", "")]
    [InlineData(10_000, "£0.01", "")]
    [InlineData(-90_288_000, "\u2212£90.28", "80")]
    [InlineData(-38_000, "\u2212£0.0380", "")]
    [InlineData(1_234_567_890_000, "£1,234,567.89", "")]
    [InlineData(long.MaxValue, "£9,223,372,036,854.77", "5807")]
    [InlineData(long.MinValue, "\u2212£9,223,372,036,854.77", "5808")]
    public void Never_rounds_and_sets_the_small_digits_apart(long micros, string main, string fine) =>
        Assert.Equal(new MoneyText(main, fine), MoneyText.Of(new Money(micros, Currency.Gbp)));

    [Theory]
    [InlineData(250_000_000, "+£250.00")]
    [InlineData(-250_000_000, "\u2212£250.00")]
    [InlineData(0, "£0.00")]
    public void Says_plus_only_where_something_came_in(long micros, string text) =>
        Assert.Equal(text, MoneyText.Of(new Money(micros, Currency.Gbp), withPlus: true).Plain);

    [Fact]
    public void Names_a_currency_without_a_sign_by_its_code() =>
        Assert.Equal("USD\u00a012.50", MoneyText.Of(Money.Of(12.5m, Currency.Parse("USD"))).Plain);
}
