using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Registers.Confidentiality;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Shell;

/// <summary>Who may see what, address by address and person by person, over the wire. An address that stands in no line here fails.</summary>
public sealed partial class WhoMaySeeTests
{
    private enum Door
    {
        Open,
        SignedIn,
        Staff,
        StaffEntry,
        Admin,
    }

    private enum Caller
    {
        Stranger,
        Customer,
        UnsignedStaff,
        Support,
        Admin,
    }

    private enum Answer
    {
        Passes,
        IsSentToSignIn,
        IsToldThereIsNoSuchPage,
        IsLedToTheUndertaking,
    }

    private static readonly (Door Door, string[] Addresses)[] Rules =
    [
        (Door.Open,
        [
            "/account/login", "/account/register", "/account/confirm-email", "/account/forgotten", "/account/reset", "/account/new-email", "/account/closed", "/account/logout", "/account/demo",
            "/dev/mail", "/dev/texts", "/error", "/not-found", "/accessibility", "/privacy", "/privacy/versions", "/privacy/versions/{Number:int}", "/promises", "/promises/certificate.pem",
            "/recipient", "/recipient/code", "/recipient/proof", "/recipient/leave", "/recipient/again", "/recipient/stops", "/recipient/requests", "/recipient/no-codes",
        ]),
        (Door.SignedIn,
        [
            "/", "/account/confirm", "/profile", "/security", "/billing", "/billing/prices", "/opt-outs", "/opt-outs/file",
            "/messages", "/messages/drafts", "/messages/new", "/messages/new/{Draft:guid}", "/messages/{Message:guid}",
            "/privacy-centre", "/privacy-centre/bring", "/privacy-centre/choices", "/privacy-centre/complain", "/privacy-centre/correct", "/privacy-centre/erase", "/privacy-centre/held", "/privacy-centre/questions", "/privacy-centre/restrict",
            "/privacy-centre/requests/{Id:guid}", "/privacy-centre/copies/{id:guid}",
        ]),
        (Door.Staff,
        [
            "/admin", "/admin/audit", "/admin/authorities", "/admin/authorities/new", "/admin/authorities/{Id:guid}", "/admin/authorities/{id:guid}/extract",
            "/admin/breaches", "/admin/breaches/new", "/admin/breaches/{Id:guid}", "/admin/breaches/{id:guid}/affected.csv",
            "/admin/customers", "/admin/customers/{Id:guid}", "/admin/customers/{Id:guid}/log-request", "/admin/data-map", "/admin/data-map/record.csv", "/admin/data-map/record.pdf",
            "/admin/evidence", "/admin/evidence/evidence.csv", "/admin/evidence/evidence.pdf",
            "/admin/requests", "/admin/requests/{Id:guid}", "/admin/requests/{id:guid}/certificate", "/admin/requests/recipients/{Id:guid}", "/admin/retention", "/admin/reviews",
        ]),
        (Door.StaffEntry, ["/admin/confidentiality"]),
        (Door.Admin, ["/admin/keys", "/admin/keys/inventory.csv", "/admin/security"]),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Promise("P4.3", "P5.3")]
    public async Task Every_page_and_every_file_opens_to_whom_its_rule_names_and_to_nobody_else()
    {
        await using var host = await PortalHost.StartAsync(settings: ("Accounts:FormsPerMinute", "1000"));
        var endpoints = host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(IsOurs).ToList();
        var rules = Rules.SelectMany(rule => rule.Addresses.Select(address => (address, rule.Door))).ToDictionary(rule => rule.address, rule => rule.Door, StringComparer.Ordinal);

        // Each address has a line, each line an address, and what the address declares is what the line says.
        Assert.Equal(rules.Keys.Order(StringComparer.Ordinal), endpoints.Select(AddressOf).Distinct().Order(StringComparer.Ordinal));
        Assert.All(endpoints, endpoint => Assert.Equal((AddressOf(endpoint), rules[AddressOf(endpoint)]), (AddressOf(endpoint), DoorOf(endpoint))));

        // And over the wire, with every id there is no row for.
        var addresses = endpoints.Where(IsRead).Select(AddressOf).Distinct().ToList();
        await AssertAsync(host, Caller.Stranger, null, addresses, rules);
        await AssertAsync(host, Caller.Customer, "amara.okafor@harbourdental.example", addresses, rules);
        await AssertAsync(host, Caller.UnsignedStaff, "jonas.weber@smsviro.example", addresses, rules);
        await SignUndertakingAsync(host, "jonas.weber@smsviro.example");
        await AssertAsync(host, Caller.Support, "jonas.weber@smsviro.example", addresses, rules);
        await AssertAsync(host, Caller.Admin, "priya.nair@smsviro.example", addresses, rules);
    }

    private static async Task AssertAsync(PortalHost host, Caller caller, string? who, List<string> addresses, Dictionary<string, Door> rules)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = host.Address, DefaultRequestHeaders = { { "Accept", "text/html" } } };
        if (who is not null) await SignInAsync(client, who);

        var wrong = new List<string>();
        foreach (var address in addresses)
        {
            using var answer = await client.GetAsync(Id().Replace(address, Guid.CreateVersion7().ToString()).Replace("{Number:int}", "1", StringComparison.Ordinal), HttpCompletionOption.ResponseHeadersRead, Cancel);
            var (expected, is404) = (Expected(caller, rules[address]), answer.StatusCode is HttpStatusCode.NotFound);
            var given = answer switch
            {
                { StatusCode: HttpStatusCode.Found, Headers.Location: { } to } when to.ToString().StartsWith(Urls.SignIn, StringComparison.Ordinal) => Answer.IsSentToSignIn,
                { StatusCode: HttpStatusCode.Found, Headers.Location: { } to } when to.ToString().StartsWith(Urls.StaffConfidentiality, StringComparison.Ordinal) => Answer.IsLedToTheUndertaking,

                // Whoever may pass is told the same of an id that is nobody's.
                _ when is404 && expected is Answer.Passes && (address.Contains('{', StringComparison.Ordinal) || address is Urls.NotFound) => Answer.Passes,
                _ when is404 => Answer.IsToldThereIsNoSuchPage,
                _ => Answer.Passes,
            };
            if (given != expected || (int)answer.StatusCode >= 500) wrong.Add($"{caller} at {address}: {given} ({(int)answer.StatusCode}) where {expected} was due");
        }

        Assert.Empty(wrong);
    }

    private static Answer Expected(Caller caller, Door door) => (caller, door) switch
    {
        (_, Door.Open) => Answer.Passes,
        (Caller.Stranger, _) => Answer.IsSentToSignIn,
        (_, Door.SignedIn) => Answer.Passes,
        (Caller.Customer, _) => Answer.IsToldThereIsNoSuchPage,
        (_, Door.StaffEntry) => Answer.Passes,
        (Caller.UnsignedStaff, Door.Staff) => Answer.IsLedToTheUndertaking,
        (Caller.UnsignedStaff or Caller.Support, Door.Admin) => Answer.IsToldThereIsNoSuchPage,
        (Caller.Support or Caller.Admin, Door.Staff) or (Caller.Admin, Door.Admin) => Answer.Passes,
        _ => throw new InvalidOperationException($"Nobody said what {caller} may see behind {door}."),
    };

    // The frame's own: styles, scripts and the circuit, which hold nothing of anybody.
    private static bool IsOurs(RouteEndpoint endpoint) =>
        !AddressOf(endpoint).StartsWith("/_", StringComparison.Ordinal) && !endpoint.Metadata.Any(fact => fact.GetType().Name.StartsWith("StaticAsset", StringComparison.Ordinal))
        && endpoint.RoutePattern.Parameters.All(parameter => !parameter.IsCatchAll);

    private static bool IsRead(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: { Count: > 0 } methods } || methods.Contains("GET");

    private static string AddressOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";

    private static Door DoorOf(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return Door.Open;

        // The narrowest of several counts, for all of them have to hold.
        return endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(rule => rule.Policy).OfType<string>().DefaultIfEmpty("").Max(policy => policy switch
        {
            Policies.StaffEntry => Door.StaffEntry,
            Policies.Admin => Door.Admin,
            Policies.Staff => Door.Staff,
            _ => Door.SignedIn,
        });
    }

    private static async Task SignUndertakingAsync(PortalHost host, string who)
    {
        Assert.True(EmailAddress.TryParse(who, out var email));
        var person = await host.Services.GetRequiredService<UserDirectory>().FindAsync(email);
        Assert.True(await host.Services.GetRequiredService<AcceptConfidentiality>().RunAsync(person!.UserId, Undertaking.Current.Number, Cancel));
    }

    private static async Task SignInAsync(HttpClient client, string who)
    {
        var token = Antiforgery().Match(await client.GetStringAsync(Urls.SignIn, Cancel)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("who", who), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync(Urls.DemoSignIn, form, Cancel);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Antiforgery();

    [GeneratedRegex(@"\{\w+:guid\}")]
    private static partial Regex Id();
}
