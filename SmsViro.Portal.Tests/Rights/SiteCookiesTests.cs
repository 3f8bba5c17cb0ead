using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Rights.Register;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>The cookies the policy lists are the cookies the portal sets; and whoever opens an account is led to the policy first.</summary>
public sealed partial class SiteCookiesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Promise("P1.1")]
    public async Task The_policy_lists_every_cookie_the_portal_sets_and_no_other()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        var set = new HashSet<string>(StringComparer.Ordinal);

        foreach (var page in (string[])[Urls.Register, Urls.ForgottenPassword, Urls.PrivacyPolicy, Urls.Promises, Urls.Accessibility]) await HearAsync(await client.GetAsync(page, Cancel));
        await PostAsync(Urls.Recipient, Urls.RecipientCode, ("number", "07700 900900"), ("held", "always"));
        await PostAsync(Urls.SignIn, Urls.DemoSignIn, ("who", "amara.okafor@harbourdental.example"));
        foreach (var page in (string[])[Urls.Home, Urls.Profile, Urls.PrivacyCentre]) await HearAsync(await client.GetAsync(page, Cancel));

        // What browsers were told of how long is what the list says.
        var kept = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionClaims.Scheme).ExpireTimeSpan;
        Assert.Contains($"{kept.Days} days if you asked to stay signed in", SiteCookies.Session.Lasts, StringComparison.Ordinal);
        Assert.Contains("max-age=31536000", await File.ReadAllTextAsync(Path.Combine(Tree.Portal, "wwwroot", "js", "shell.js"), Cancel), StringComparison.Ordinal);

        // The look is the one that a script sets.
        set.UnionWith(Cookie().Matches(await File.ReadAllTextAsync(Path.Combine(Tree.Portal, "wwwroot", "js", "shell.js"), Cancel)).Select(match => match.Groups[1].Value));
        var listed = PrivacyPolicy.Written[^1].Tables.Single(table => table.Id == PolicyTables.Cookies).Rows.Select(row => row[0]);
        Assert.Equal(listed.Order(StringComparer.Ordinal), set.Order(StringComparer.Ordinal));
        Assert.Equal(SiteCookies.All.Select(cookie => cookie.Name), listed);
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Tree.Portal, "wwwroot", "js"), "*.js").Where(script => Path.GetFileName(script) != "shell.js"),
            script => Assert.DoesNotContain("document.cookie", File.ReadAllText(script), StringComparison.Ordinal));

        async Task<string> HearAsync(HttpResponseMessage answer)
        {
            using (answer)
            {
                if (answer.Headers.TryGetValues("Set-Cookie", out var cookies)) set.UnionWith(cookies.Select(cookie => cookie[..cookie.IndexOf('=', StringComparison.Ordinal)]));
                return await answer.Content.ReadAsStringAsync(Cancel);
            }
        }

        async Task PostAsync(string page, string action, params (string Name, string Value)[] fields)
        {
            var token = Antiforgery().Match(await HearAsync(await client.GetAsync(page, Cancel))).Groups[1].Value;
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
            await HearAsync(await client.PostAsync(action, form, Cancel));
        }
    }

    [Fact]
    [Promise("P9.1")]
    public async Task Whoever_opens_an_account_is_led_to_the_policy_in_force_and_asked_for_no_consent()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        var current = PrivacyPolicy.Written[^1];

        var form = await client.GetStringAsync(Urls.Register, Cancel);

        Assert.Contains($"How we use your data is in our <a href=\"{Urls.PolicyVersion(current.Number)}\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("agree", form, StringComparison.OrdinalIgnoreCase);
        var version = await client.GetStringAsync(Urls.PolicyVersion(current.Number), Cancel);
        Assert.Contains(current.Digest, version, StringComparison.Ordinal);
        Assert.All(current.Statements, statement => Assert.Contains(statement.Title, System.Net.WebUtility.HtmlDecode(version), StringComparison.Ordinal));
        Assert.Contains(current.Digest, await client.GetStringAsync(Urls.PolicyVersions, Cancel), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(Urls.PolicyVersion(current.Number + 1), Cancel)).StatusCode);
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Antiforgery();

    [GeneratedRegex("document\\.cookie = `([a-z-]+)=")]
    private static partial Regex Cookie();
}
