using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Shell;

public sealed class DoorKeeperTests
{
    [Fact]
    public async Task Tells_a_person_without_the_right_that_the_page_does_not_exist()
    {
        var answer = await Answer(PolicyAuthorizationResult.Forbid(), "/admin/customers");

        Assert.Equal(404, answer.StatusCode);
        Assert.False(answer.Headers.ContainsKey("Location"));
    }

    [Fact]
    [Promise("P5.3")]
    public async Task Leads_staff_who_have_not_signed_to_the_undertaking_and_nobody_else()
    {
        var unsigned = PolicyAuthorizationResult.Forbid(AuthorizationFailure.Failed([new BoundByConfidentiality()]));
        var customer = PolicyAuthorizationResult.Forbid(AuthorizationFailure.Failed([new RolesAuthorizationRequirement([Policies.AdminRole]), new BoundByConfidentiality()]));

        var answer = await Answer(unsigned, "/admin/keys", "?page=2");

        Assert.Equal((302, "/admin/confidentiality?returnUrl=%2Fadmin%2Fkeys%3Fpage%3D2"), (answer.StatusCode, answer.Headers.Location.ToString()));
        Assert.Equal(404, (await Answer(unsigned, "/admin/keys", method: "POST")).StatusCode);
        Assert.Equal(404, (await Answer(customer, "/admin/keys")).StatusCode);
    }

    [Fact]
    public async Task Sends_a_stranger_to_sign_in_and_back()
    {
        var answer = await Answer(PolicyAuthorizationResult.Challenge(), "/messages", "?state=Delivered");

        Assert.Equal((302, "/account/login?returnUrl=%2Fmessages%3Fstate%3DDelivered"), (answer.StatusCode, answer.Headers.Location.ToString()));
    }

    [Fact]
    public async Task Sends_a_stranger_from_the_start_page_to_sign_in_without_a_way_back() =>
        Assert.Equal("/account/login", (await Answer(PolicyAuthorizationResult.Challenge(), "/")).Headers.Location.ToString());

    [Theory]
    [InlineData("POST", "text/html")]
    [InlineData("GET", "application/json")]
    public async Task Tells_a_program_that_it_is_not_signed_in(string method, string accept) =>
        Assert.Equal(401, (await Answer(PolicyAuthorizationResult.Challenge(), "/messages", method: method, accept: accept)).StatusCode);

    [Fact]
    public async Task Opens_the_door_to_whoever_may_pass()
    {
        var passed = false;
        RequestDelegate next = _ =>
        {
            passed = true;
            return Task.CompletedTask;
        };
        await new DoorKeeper().HandleAsync(next, new DefaultHttpContext(), SignedIn, PolicyAuthorizationResult.Success());
        Assert.True(passed);
    }

    private static AuthorizationPolicy SignedIn { get; } = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    private static async Task<HttpResponse> Answer(PolicyAuthorizationResult result, string path, string query = "", string method = "GET", string accept = "text/html,*/*")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.Accept = accept;
        await new DoorKeeper().HandleAsync(_ => throw new InvalidOperationException("The door was opened."), context, SignedIn, result);
        return context.Response;
    }
}
