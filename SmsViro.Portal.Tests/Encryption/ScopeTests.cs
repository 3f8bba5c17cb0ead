using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Tests.Encryption;

public class ScopeTests
{
    private static readonly Guid Id = Guid.Parse("0199d3a0-0000-7000-8000-00000000000a");
    private static readonly AccountId Account = new(Id);

    public static TheoryData<Scope, string> Factories => new()
    {
        { Scope.User(new UserId(Id)), $"user/{Id}" },
        { Scope.Account(Account), $"account/{Id}" },
        { Scope.Messages(Account, "2026-11"), $"account/{Id}/msg/2026-11" },
        { Scope.Messages(Account, "2026-02-28"), $"account/{Id}/msg/2026-02-28" },
        { Scope.Ledger(Account), $"account/{Id}/ledger" },
        { Scope.Support(Account), $"account/{Id}/support" },
        { Scope.Request(Id), $"request/{Id}" },
        { Scope.Export(Id), $"export/{Id}" },
        { Scope.Audit(Id), $"audit/{Id}" },
        { Scope.SystemOperators, "system/operators" },
        { Scope.SystemMail, "system/mail" },
        { Scope.SystemRing, "system/ring" },
        { Scope.IndexLogin, "index/login" },
        { Scope.IndexPhone, "index/phone" },
        { Scope.IndexSearch(Account), $"index/account/{Id}/search" },
        { Scope.IndexOptOut(Account), $"index/account/{Id}/opt-out" },
    };

    [Theory]
    [MemberData(nameof(Factories))]
    public void Every_scope_parses_back_to_itself(Scope scope, string text)
    {
        Assert.Equal(text, scope.Text);
        Assert.Equal(scope, Scope.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("user/")]
    [InlineData("/user")]
    [InlineData("user//a")]
    [InlineData("User/a")]
    [InlineData("user/a b")]
    [InlineData("user/ä")]
    [InlineData("user/a\n")]
    [InlineData("user/../keys")]
    [InlineData("a/b/c/d/e/f/g")]
    public void Refuses_what_is_not_a_scope(string? text)
    {
        Assert.False(Scope.TryParse(text, out var scope));
        Assert.Equal(default, scope);
    }

    [Fact]
    public void Refuses_a_scope_longer_than_120_characters()
    {
        Assert.True(Scope.TryParse(new string('a', 120), out _));
        Assert.False(Scope.TryParse(new string('a', 121), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-13")]
    [InlineData("2026-02-30")]
    [InlineData("2026-1")]
    [InlineData("2026-11/x")]
    public void Refuses_a_bucket_that_is_neither_month_nor_day(string bucket) =>
        Assert.Throws<ArgumentException>(() => Scope.Messages(Account, bucket));

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("message.")]
    [InlineData(".text")]
    [InlineData("message..text")]
    [InlineData("Message.text")]
    [InlineData("message.te xt")]
    [InlineData("message/text")]
    public void Refuses_a_field_not_named_like_message_dot_text(string name) => Assert.Throws<ArgumentException>(() => new Field(name));
}
