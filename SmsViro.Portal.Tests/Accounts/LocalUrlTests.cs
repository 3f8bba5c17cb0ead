using Microsoft.AspNetCore.Http;
using SmsViro.Portal.Accounts;

namespace SmsViro.Portal.Tests.Accounts;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/billing?page=2", "/billing?page=2")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("billing", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public void Leads_to_a_path_of_ours_or_home(string? asked, string expected) => Assert.Equal(expected, LocalUrl.Or(asked, "/"));

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("curl/8", "Unknown browser")]
    [InlineData("", "Unknown browser")]
    public void A_browser_is_named_by_its_kind_and_system_alone(string said, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.UserAgent = said;

        Assert.Equal(expected, BrowserName.Of(context.Request));
    }
}
