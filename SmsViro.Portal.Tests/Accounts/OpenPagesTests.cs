using Microsoft.Playwright;
using SmsViro.Portal.Tests.Journeys;

namespace SmsViro.Portal.Tests.Accounts;

[Collection(PortalJourneys.Name)]
public sealed class OpenPagesTests(PortalJourneys journeys)
{
    [Fact]
    public Task A_changed_password_closes_her_pages_elsewhere_within_two_seconds() => journeys.WalkAsync(async here =>
    {
        var she = Person.New();
        await here.SignUpAsync(she);
        await journeys.WalkAsync(async elsewhere =>
        {
            await elsewhere.OpenAsync(Urls.Profile);
            await elsewhere.SignInAsync(she);
            await here.OpenAsync(Urls.Security);
            await here.Page.Locator("#current").FillAsync(she.Password);
            await here.Page.Locator("#next").FillAsync("Copper-Lantern-Meadow-41");

            await here.Button("Change password").ClickAsync();
            await Assertions.Expect(here.Page.GetByText("Your password is changed")).ToBeVisibleAsync(new() { Timeout = 15_000 });

            await Assertions.Expect(elsewhere.Heading("Sign in")).ToBeVisibleAsync(new() { Timeout = 2_000 });
        });

        await here.OpenAsync(Urls.Profile);
        await Assertions.Expect(here.Heading("Profile")).ToBeVisibleAsync();
    });
}
