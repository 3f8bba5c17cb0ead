using System.Net;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Shell;

/// <summary>Outside Development nothing of the site is said or taken over plain HTTP, whatever stands in front of it.</summary>
public sealed class HttpsOnlyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Promise("P4.1")]
    public async Task A_page_asked_for_in_clear_is_redirected_and_a_form_is_refused_unless_a_known_proxy_took_it_over_TLS()
    {
        await using var host = await PortalHost.StartAsync(environment: "Production");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };

        // From another machine, by the name a browser typed.
        using var page = await AskAsync(HttpMethod.Get, "/account/login?returnUrl=%2Fprofile", "portal.example");
        Assert.Equal(HttpStatusCode.PermanentRedirect, page.StatusCode);
        Assert.Equal("https://portal.example/account/login?returnUrl=%2Fprofile", page.Headers.Location!.OriginalString);

        using var form = await AskAsync(HttpMethod.Post, Urls.SignIn, "portal.example");
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        Assert.Equal("This site answers over HTTPS only. Nothing was done.", await form.Content.ReadAsStringAsync(Cancel));

        // The proxy on this machine says how the browser came.
        using var proxied = await AskAsync(HttpMethod.Get, Urls.SignIn, "portal.example", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"));
        Assert.Equal(HttpStatusCode.OK, proxied.StatusCode);
        Assert.True(proxied.Headers.Contains("Strict-Transport-Security"));
        using var inClear = await AskAsync(HttpMethod.Get, Urls.SignIn, "localhost", ("X-Forwarded-Proto", "http"), ("X-Forwarded-For", "203.0.113.9"));
        Assert.Equal(HttpStatusCode.PermanentRedirect, inClear.StatusCode);

        // What never leaves this machine needs no TLS.
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Urls.SignIn, Cancel)).StatusCode);

        Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string name, params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(method, path) { Headers = { Host = name } };
            foreach (var (header, value) in headers) request.Headers.Add(header, value);
            return client.SendAsync(request, Cancel);
        }
    }

    [Theory]
    [InlineData("--Portal:Address=http://portal.example", "Portal:Address begins with https outside Development")]
    [InlineData("--Portal:Proxies=nginx", "Portal:Proxies names the proxies in front of the portal")]
    public async Task A_setting_that_would_have_people_come_in_clear_or_names_no_proxy_is_one_sentence(string setting, string sentence)
    {
        await using var portal = PortalProcess.Start(null, "--environment", "Production", setting);

        Assert.Equal(1, await portal.EndAsync());
        Assert.Contains(sentence, portal.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", portal.Said, StringComparison.Ordinal);
    }
}
