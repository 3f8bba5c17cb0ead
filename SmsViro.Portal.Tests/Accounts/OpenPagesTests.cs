using System.Diagnostics;
using Microsoft.Playwright;
using SmsViro.Portal.Tests.Journeys;

namespace SmsViro.Portal.Tests.Accounts;

[Collection(PortalJourneys.Name)]
public sealed class OpenPagesTests(PortalJourneys journeys)
{
    private static TimeSpan Prompt { get; } = TimeSpan.FromSeconds(2);

    [Fact]
    public Task A_changed_password_closes_her_pages_elsewhere_within_two_seconds() => journeys.WalkAsync(async here =>
    {
        var she = Person.New();
        await here.SignUpAsync(she);
        await journeys.WalkAsync(async elsewhere =>
        {
            // Tried again where it took longer: the machine has other work, and may do it just then.
            var took = Prompt;
            for (var time = 0; time < 3 && took >= Prompt; time++)
            {
                await elsewhere.OpenAsync(Urls.Profile);
                await elsewhere.SignInAsync(she);
                await here.OpenAsync(Urls.Security);
                await here.Page.Locator("#current").FillAsync(she.Password);
                she = she with { Password = $"Copper-Lantern-Meadow-{time}" };
                await here.Page.Locator("#next").FillAsync(she.Password);

                await here.Button("Change password").ClickAsync();
                await Assertions.Expect(here.Page.GetByText("Your password is changed")).ToBeVisibleAsync();

                var since = Stopwatch.GetTimestamp();
                await Assertions.Expect(elsewhere.Heading("Sign in")).ToBeVisibleAsync();
                took = Stopwatch.GetElapsedTime(since);
            }

            Assert.InRange(took, TimeSpan.Zero, Prompt);
        });

        await here.OpenAsync(Urls.Profile);
        await Assertions.Expect(here.Heading("Profile")).ToBeVisibleAsync();
    });
}
