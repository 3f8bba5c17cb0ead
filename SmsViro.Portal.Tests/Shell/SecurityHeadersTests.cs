using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using SmsViro.Portal.Accounts;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Shell;

public sealed partial class SecurityHeadersTests
{
    private static readonly Dictionary<string, string> Promised = new()
    {
        ["X-Frame-Options"] = "DENY",
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "strict-origin-when-cross-origin",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=self, publickey-credentials-create=self",
        ["Cache-Control"] = "no-store",
    };

    [Theory]
    [InlineData("/accessibility")]
    [InlineData("/there-is-no-such-page")]
    [InlineData("/broken")]
    public async Task Every_page_carries_every_header(string path)
    {
        await using var host = await ShellHost.StartAsync();
        using var answer = await host.GetAsync(path, role: "Customer");

        Assert.All(Promised, header => Assert.Equal(header.Value, Header(answer, header.Key)));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_content_policy_is_the_strict_one()
    {
        await using var host = await ShellHost.StartAsync();
        using var answer = await host.GetAsync("/accessibility");

        var directives = Header(answer, "Content-Security-Policy").Split("; ").Select(directive => Volatile().Replace(directive, "'$1…'")).ToHashSet();
        Assert.Equal(
            [
                "base-uri 'self'", "connect-src 'self'", "default-src 'none'", "font-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
                "img-src 'self' data:", "manifest-src 'self'", "script-src 'self' 'nonce-…'", "style-src-attr 'unsafe-inline'",
            ],
            directives.Where(directive => !directive.StartsWith("style-src-elem ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Matches("^style-src-elem 'self'( 'sha256-…')+$", directives.Single(directive => directive.StartsWith("style-src-elem ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_answer_has_a_nonce_of_its_own_and_its_inline_script_carries_it()
    {
        await using var host = await ShellHost.StartAsync();
        using var first = await host.GetAsync("/accessibility");
        using var second = await host.GetAsync("/accessibility");

        Assert.NotEqual(NonceOf(first), NonceOf(second));
        var inline = Script().Matches(await Body(first)).Where(script => !script.Value.Contains(" src=", StringComparison.Ordinal)).ToList();
        Assert.All(inline, script => Assert.Contains($"nonce=\"{NonceOf(first)}\"", WebUtility.HtmlDecode(script.Value), StringComparison.Ordinal));
        Assert.NotEmpty(inline);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Every_style_element_of_a_page_is_in_the_policy(string theme)
    {
        await using var host = await ShellHost.StartAsync();
        using var answer = await host.GetAsync("/accessibility", role: "Customer", cookie: $"sv-theme={theme}");

        var body = await Body(answer);
        var styles = Style().Matches(body).Select(style => style.Groups[1].Value).ToList();
        Assert.NotEmpty(styles);
        Assert.All(styles, style => Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal));
        Assert.Contains($"data-theme=\"{theme}\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_names_another_host()
    {
        await using var host = await ShellHost.StartAsync();
        using var answer = await host.GetAsync("/accessibility", role: "Customer");

        Assert.Empty(Remote().Matches(await Body(answer)));
    }

    [Fact]
    public async Task A_theme_nobody_offers_is_ignored()
    {
        await using var host = await ShellHost.StartAsync();
        using var answer = await host.GetAsync("/accessibility", cookie: "sv-theme=%22%3E%3Cscript%3E");

        Assert.Contains("<html lang=\"en-GB\">", await Body(answer), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("P4.1")]
    public async Task Browsers_are_told_to_stay_on_https_outside_development_only()
    {
        await using var production = await ShellHost.StartAsync("Production");
        using var live = await production.GetAsync("/accessibility", scheme: "https");
        Assert.True(live.Headers.Contains("Strict-Transport-Security"));

        await using var development = await ShellHost.StartAsync();
        using var local = await development.GetAsync("/accessibility", scheme: "https");
        Assert.False(local.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("Production", null, true)]
    [InlineData("Production", "https://portal.example.com", true)]
    [InlineData("Development", null, false)]
    [Promise("P4.1")]
    public void The_cookie_of_a_session_travels_over_https_only_wherever_people_are_served(string environment, string? address, bool secure)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Portal:Address", address)]).Build();
        var cookie = new CookieAuthenticationOptions();

        SessionCookie.Configure(cookie, PortalAddress.IsSecure(configuration, new HostingEnvironment { EnvironmentName = environment }));

        Assert.Equal(secure ? ("__Host-sv-session", CookieSecurePolicy.Always) : ("sv-session", CookieSecurePolicy.SameAsRequest), (cookie.Cookie.Name, cookie.Cookie.SecurePolicy));
        Assert.True(cookie.Cookie.HttpOnly);
    }

    [Fact]
    public async Task Only_a_signed_in_person_gets_a_live_page()
    {
        await using var host = await ShellHost.StartAsync();
        using var stranger = await host.GetAsync("/accessibility");
        using var person = await host.GetAsync("/accessibility", role: "Customer");

        Assert.DoesNotContain("\"type\":\"server\"", await Body(stranger), StringComparison.Ordinal);
        Assert.Contains("\"type\":\"server\"", await Body(person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_is_404_and_a_broken_machine_500_each_with_a_page_that_says_what_to_do()
    {
        await using var host = await ShellHost.StartAsync();
        using var missing = await host.GetAsync("/there-is-no-such-page", role: "Customer");
        using var broken = await host.GetAsync("/broken", role: "Customer");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.InternalServerError), (missing.StatusCode, broken.StatusCode));
        Assert.Contains("This page does not exist", await Body(missing), StringComparison.Ordinal);
        var words = await Body(broken);
        Assert.Contains("This did not work", words, StringComparison.Ordinal);
        Assert.DoesNotContain("A machine broke", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in()
    {
        await using var host = await ShellHost.StartAsync();
        using var answer = await host.GetAsync("/broken");

        Assert.Equal((HttpStatusCode.Redirect, "/account/login?returnUrl=%2Fbroken"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "(missing)";

    private static string NonceOf(HttpResponseMessage answer) => Nonce().Match(Header(answer, "Content-Security-Policy")).Groups[1].Value;

    private static Task<string> Body(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("'(nonce-|sha256-)[^']+'")]
    private static partial Regex Volatile();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("<style[^>]*>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("(src|href|action|srcset)=\"(https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex Remote();
}
