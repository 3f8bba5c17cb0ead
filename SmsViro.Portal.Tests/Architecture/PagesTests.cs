using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Architecture;

/// <summary>A page that says nothing about who may see it does not exist.</summary>
public class PagesTests
{
    private static readonly string[] OpenToStrangers = ["/not-found", "/error", "/accessibility", "/privacy", "/privacy/versions", "/privacy/versions/{Number:int}", "/promises", "/recipient"];

    private static readonly string[] OpenFolders = ["/account/", "/dev/"];

    private static readonly Type[] Pages = [.. typeof(Program).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>(inherit: false).Any())];

    [Fact]
    [Promise("P4.3")]
    public void Every_routable_page_says_who_may_see_it() =>
        Assert.Empty(Pages
            .Where(page => !page.GetCustomAttributes().Any(attribute => attribute is IAuthorizeData or IAllowAnonymous))
            .Select(page => page.FullName));

    [Fact]
    public void Every_page_of_the_staff_asks_for_a_role_or_a_policy() =>
        Assert.Empty(Pages
            .Where(page => page.GetCustomAttributes<RouteAttribute>(inherit: false).Any(route => route.Template.StartsWith("/admin", StringComparison.Ordinal)))
            .Where(page => !page.GetCustomAttributes().OfType<IAuthorizeData>().Any(rule => rule.Policy is not null || rule.Roles is not null))
            .Select(page => page.FullName));

    /// <summary>Everything else is closed; whoever opens a page to strangers says so here.</summary>
    [Fact]
    public void Only_named_addresses_are_open_to_strangers() =>
        Assert.Empty(
            from page in Pages
            where page.GetCustomAttributes().Any(rule => rule is IAllowAnonymous)
            from route in page.GetCustomAttributes<RouteAttribute>(inherit: false)
            where !OpenToStrangers.Contains(route.Template) && !OpenFolders.Any(folder => route.Template.StartsWith(folder, StringComparison.Ordinal))
            select $"{page.FullName} at {route.Template}");

    [Fact]
    public void Every_routable_page_is_named_page() =>
        Assert.Empty(Pages.Where(page => !page.Name.EndsWith("Page", StringComparison.Ordinal)).Select(page => page.FullName));

    [Fact]
    public void No_two_pages_answer_one_address()
    {
        var addresses = Pages.SelectMany(page => page.GetCustomAttributes<RouteAttribute>(inherit: false)).Select(route => route.Template.ToUpperInvariant()).ToList();

        Assert.Equal(addresses.Distinct(), addresses);
    }

    [Fact]
    public void Every_place_of_the_navigation_is_a_page()
    {
        var addresses = Pages.SelectMany(page => page.GetCustomAttributes<RouteAttribute>(inherit: false)).Select(route => route.Template).ToHashSet();
        var places = ShellNavigation.Customer.Concat(ShellNavigation.Staff).SelectMany(group => group.Places).Concat(ShellNavigation.CustomerTabs).Concat(ShellNavigation.StaffTabs);

        Assert.All(places, place => Assert.Contains(place.Href, addresses));
    }

    [Fact]
    public void No_heading_and_no_place_stands_in_a_menu_twice() => Assert.All(
        new[] { ShellNavigation.Customer, ShellNavigation.Staff },
        menu =>
        {
            Assert.Equal(menu.Count, menu.DistinctBy(group => group.Heading).Count());
            Assert.Equal(menu.Sum(group => group.Places.Count), menu.SelectMany(group => group.Places).DistinctBy(place => place.Href).Count());
        });
}
