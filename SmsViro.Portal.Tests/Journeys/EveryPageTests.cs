using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>Every page that has an address, found by reflection so that a new one is examined without anybody remembering it; in a portal of its own, beside the journeys.</summary>
public class EveryPageTests(PortalJourneys journeys) : IClassFixture<PortalJourneys>
{
    public static TheoryData<string> Public => [.. Pages.Where(page => !page.IsClosed && page.Address != Urls.NotFound && page.Address != Urls.Error).Select(page => page.Address)];

    public static TheoryData<string> Customers => [.. Pages.Where(page => page is { IsClosed: true, IsStaff: false }).Select(page => page.Address)];

    public static TheoryData<string> Staff => [.. Pages.Where(page => page.IsStaff).Select(page => page.Address)];

    private static IEnumerable<(string Address, bool IsClosed, bool IsStaff)> Pages =>
        from page in typeof(Program).Assembly.GetTypes()
        from route in page.GetCustomAttributes<RouteAttribute>(inherit: false)
        where !route.Template.Contains('{')
        orderby route.Template
        select (route.Template, page.GetCustomAttributes().Any(attribute => attribute is IAuthorizeData), route.Template.StartsWith(Urls.Staff, StringComparison.Ordinal));

    [Theory, MemberData(nameof(Public))]
    public Task A_stranger_can_use(string page) => journeys.LookAsync(visitor => ExamineAsync(visitor, page));

    [Theory, MemberData(nameof(Customers))]
    public Task A_customer_can_use(string page) => journeys.LookAsync(visitor => ExamineAsync(visitor, page), Person.Amara);

    [Theory, MemberData(nameof(Staff))]
    public Task Staff_can_use(string page) => journeys.LookAsync(visitor => ExamineAsync(visitor, page), Person.Priya);

    [Fact]
    public Task A_page_that_shuts_people_out_is_told_by_the_rule_it_breaks() => journeys.LookAsync(async visitor =>
    {
        await visitor.OpenAsync(Urls.SignIn);
        await visitor.Page.EvaluateAsync("() => { document.documentElement.lang = ''; document.querySelector('h1').style.color = '#bbb'; }");

        var failure = await Assert.ThrowsAnyAsync<Exception>(visitor.AssertFitForEveryoneAsync);
        Assert.Contains("html-has-lang", failure.Message, StringComparison.Ordinal);
        Assert.Contains("color-contrast", failure.Message, StringComparison.Ordinal);
    });

    private static async Task ExamineAsync(Visitor visitor, string page)
    {
        var response = await visitor.OpenAsync(page);
        Assert.Equal(200, response!.Status);
        Assert.Equal(1, await visitor.Page.Locator("h1").CountAsync());
        await visitor.AssertFitForEveryoneAsync();
    }
}
