using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

[Collection(PortalJourneys.Name)]
public class DeskTests(PortalJourneys journeys)
{
    [Fact]
    public Task An_address_that_is_not_exact_finds_nobody() => journeys.WalkAsync(
        async staff =>
        {
            await staff.OpenAsync(Urls.StaffCustomers);
            await staff.Page.Locator("#who").FillAsync("amara.okafor@harbourdental.exampl");

            await staff.Button("Find").ClickAsync();

            await Assertions.Expect(staff.Page.GetByText("No account has it")).ToBeVisibleAsync();
        },
        Person.Priya);
}
