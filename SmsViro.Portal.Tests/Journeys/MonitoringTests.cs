using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What an administrator sees of the monitoring, and how she closes an alert.</summary>
[Collection(PortalJourneys.Name)]
public class MonitoringTests(PortalJourneys journeys)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Promise("P4.4")]
    public async Task Wrong_passwords_become_an_alert_that_an_administrator_closes_with_a_finding_but_not_one_about_herself()
    {
        var host = await journeys.HostAsync();
        await FailAsync(host, "tomas.lindqvist@norrland.example", ProofDoor.StepUp);
        await FailAsync(host, "priya.nair@smsviro.example", ProofDoor.SignIn);
        await host.Services.GetRequiredService<WatchAlerts>().RunAsync(null!, Cancel);

        await journeys.WalkAsync(
            async admin =>
            {
                await admin.OpenAsync(Urls.StaffCustomers);
                await admin.Page.GetByText("An alert is open: wrong passwords inside an account").ClickAsync();
                await Assertions.Expect(admin.Heading("Security")).ToBeVisibleAsync();
                await Assertions.Expect(admin.Page.GetByText("It is about you, so another administrator closes it")).ToBeVisibleAsync();
                await Assertions.Expect(admin.Button("Close it: Wrong passwords of one of our staff")).Not.ToBeVisibleAsync();
                await admin.Button("Write what you know: Wrong passwords of one of our staff").ClickAsync();
                await admin.Field("In your words").FillAsync("It was me, with a new keyboard");
                await admin.AssertFitForEveryoneAsync();
                await admin.Button("Keep the note").ClickAsync();
                await Assertions.Expect(admin.Page.GetByText("It was me, with a new keyboard")).ToBeVisibleAsync();
                await Assertions.Expect(admin.Page.GetByText("It stays open until it was looked at")).ToBeVisibleAsync();
                await admin.AssertFitForEveryoneAsync();

                await admin.Button("Close it: Wrong passwords inside an account").ClickAsync();
                await Assertions.Expect(admin.Field("What came of it")).ToBeFocusedAsync();
                await admin.Field("What came of it").SelectOptionAsync("Expected");
                await admin.Button("Close the alert").ClickAsync();
                await Assertions.Expect(admin.Page.GetByText("a tick proves nothing")).ToBeVisibleAsync();
                await admin.AssertFitForEveryoneAsync();

                // The refusal takes the focus to its field, and the field stays where Tab finds it.
                await Assertions.Expect(admin.Page.Locator("#reason")).ToBeFocusedAsync();
                await admin.Page.Keyboard.PressAsync("Shift+Tab");
                await admin.Page.Keyboard.PressAsync("Tab");
                await Assertions.Expect(admin.Page.Locator("#reason")).ToBeFocusedAsync();
                await admin.Page.Locator("#reason").FillAsync("The customer telephoned: the new password had been forgotten");
                await admin.Button("Close the alert").ClickAsync();

                await Assertions.Expect(admin.Page.GetByText("The customer telephoned")).ToBeVisibleAsync();
                await Assertions.Expect(admin.Button("Close it: Wrong passwords inside an account")).Not.ToBeVisibleAsync();
                await admin.AssertFitForEveryoneAsync();
            },
            Person.Priya);
    }

    private static async Task FailAsync(PortalHost host, string who, ProofDoor door)
    {
        Assert.True(EmailAddress.TryParse(who, out var email));
        var user = (await host.Services.GetRequiredService<UserDirectory>().FindAsync(email))!.UserId;
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await host.Services.GetRequiredService<WriteQueue>().RunAsync(
            db =>
            {
                for (var wrong = 0; wrong < 5; wrong++)
                    db.FailedProofs.Add(new FailedProof { Id = Guid.CreateVersion7(), UserId = user, At = now.AddSeconds(wrong - 10), Door = door });
            },
            Cancel);
    }
}
