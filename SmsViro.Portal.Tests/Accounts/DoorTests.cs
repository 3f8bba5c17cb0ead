using System.Net;
using System.Text.RegularExpressions;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Accounts;

public sealed partial class DoorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_and_its_mail_answer_to_this_machine_under_its_own_name_alone()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Urls.DevMail, Cancel)).StatusCode);
        Assert.Contains("Amara Okafor", await client.GetStringAsync(Urls.SignIn, Cancel), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(Urls.DevMail)).StatusCode);
        Assert.DoesNotContain("Amara Okafor", await (await AskAsync(Urls.SignIn)).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        Task<HttpResponseMessage> AskAsync(string path) =>
            client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = $"portal.example:{host.Address.Port}" } }, Cancel);
    }

    [Fact]
    public async Task Elsewhere_than_in_Development_there_is_no_demo()
    {
        await using var host = await PortalHost.StartAsync(environment: "Production");
        using var client = new HttpClient { BaseAddress = host.Address };

        Assert.DoesNotContain("Amara Okafor", await client.GetStringAsync(Urls.SignIn, Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Urls.DevMail, Cancel)).StatusCode);
        using var form = new FormUrlEncodedContent([new("who", "amara.okafor@harbourdental.example")]);
        using var answer = await client.PostAsync(Urls.DemoSignIn, form, Cancel);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(set => set.Contains("sv-session", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_cookie_is_small_closed_to_scripts_and_dead_once_she_signed_out()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = Client(host, cookies: true);

        using var signedIn = await PostAsync(client, Urls.SignIn, Urls.DemoSignIn, ("who", "amara.okafor@harbourdental.example"));
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), set => set.StartsWith("sv-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(cookie.Length, 0, 1_000);
        Assert.Equal(HttpStatusCode.OK, await ProfileAsync());

        using var signedOut = await PostAsync(client, Urls.ConfirmItIsYou, Urls.SignOut);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await ProfileAsync());

        async Task<HttpStatusCode> ProfileAsync()
        {
            using var thief = Client(host, cookies: false);
            using var request = new HttpRequestMessage(HttpMethod.Get, Urls.Profile);
            request.Headers.Add("Cookie", cookie.Split(';')[0]);
            request.Headers.Add("Accept", "text/html");
            return (await thief.SendAsync(request, Cancel)).StatusCode;
        }
    }

    [Fact]
    public async Task A_form_from_another_site_does_nothing()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = Client(host, cookies: true);
        using var form = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Form.Email", "amara.okafor@harbourdental.example"), new("Form.Password", "any")]);

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Urls.SignIn, form, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Too_many_forms_from_one_network_are_refused_and_pages_still_open()
    {
        await using var host = await PortalHost.StartAsync(settings: ("Accounts:FormsPerMinute", "3"));
        using var client = Client(host, cookies: true);

        var answers = new List<HttpStatusCode>();
        for (var forms = 0; forms < 5; forms++)
        {
            using var answer = await PostAsync(client, Urls.SignIn, Urls.SignIn, ("_handler", "sign-in"), ("Form.Email", "nobody@example.org"), ("Form.Password", "any"));
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Urls.SignIn, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_return_address_of_another_site_leads_home()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = Client(host, cookies: true);

        using var signedIn = await PostAsync(client, Urls.SignIn, Urls.DemoSignIn, ("who", "amara.okafor@harbourdental.example"), ("returnUrl", "//evil.example/"));

        Assert.Equal(Urls.Home, signedIn.Headers.Location!.ToString());
    }

    private static HttpClient Client(PortalHost host, bool cookies) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = cookies }) { BaseAddress = host.Address };

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Antiforgery().Match(await client.GetStringAsync(page, Cancel)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        return await client.PostAsync(action, form, Cancel);
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Antiforgery();
}
