using SmsViro.Core.Accounts.Credentials;

namespace SmsViro.Portal.Tests.Accounts;

public sealed class NewPasswordTests
{
    [Theory]
    [InlineData("seven77", PasswordFlaw.TooShort)]
    [InlineData("password", PasswordFlaw.Common)]
    [InlineData("Password1!", PasswordFlaw.Common)]
    [InlineData("QWERTYUIOP", PasswordFlaw.Common)]
    [InlineData("sunshine2026", PasswordFlaw.Common)]
    [InlineData("ababababab", PasswordFlaw.Common)]
    [InlineData("amara.okafor1", PasswordFlaw.AboutYou)]
    [InlineData("ilikesmsviro", PasswordFlaw.AboutYou)]
    [InlineData("copper kettle pond", null)]
    [InlineData("        x y z", null)]
    [InlineData("пароль-из-слов", null)]
    public void Judges(string text, PasswordFlaw? expected)
    {
        Assert.Equal(expected is null, NewPassword.TryParse(text, Desk.Email("amara.okafor@example.org"), out _, out var flaw));
        Assert.Equal(expected, flaw);
    }

    [Theory]
    [InlineData(128, null)]
    [InlineData(129, PasswordFlaw.TooLong)]
    public void Takes_up_to_128_characters(int length, PasswordFlaw? expected)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(index => (char)('a' + index % 26)));

        NewPassword.TryParse(text, Desk.Email("x@example.org"), out _, out var flaw);

        Assert.Equal(expected, flaw);
    }

    [Fact]
    public void Never_shows_itself() => Assert.DoesNotContain("kettle", Desk.Fit("copper kettle pond").ToString(), StringComparison.Ordinal);
}
