using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>Somebody without an account, a phone in her hand.</summary>
[Collection(PortalJourneys.Name)]
public class RecipientTests(PortalJourneys journeys)
{
    private const string Number = "+44 7700 900908";

    [Fact]
    public async Task A_recipient_sees_who_texted_her_and_stops_them()
    {
        await journeys.WalkAsync(
            async visitor =>
            {
                await visitor.SendAsync(Number, "Your check-up is on Friday at nine, and this is a secret");
                await Assertions.Expect(visitor.State).ToHaveTextAsync("Delivered");
            },
            Person.Amara);

        await journeys.WalkAsync(async visitor =>
        {
            await visitor.OpenAsync(Urls.Recipient);
            await visitor.Field("Your mobile number").FillAsync(Number);
            await visitor.Button("Send me a code").ClickAsync();
            await Assertions.Expect(visitor.Heading("Type the code")).ToBeVisibleAsync();
            Assert.DoesNotContain("7700", visitor.Page.Url, StringComparison.Ordinal);
            await visitor.AssertFitForEveryoneAsync();
            await visitor.Field("The 6 digits of the text").FillAsync("000000");
            await visitor.Button("Show who texted me").ClickAsync();
            await Assertions.Expect(visitor.Page.GetByText("That is not the code")).ToBeVisibleAsync();

            await visitor.TypeCodeAsync();

            await Assertions.Expect(visitor.Page.GetByText("Harbour Dental", new() { Exact = true }).First).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("secret");
            await visitor.AssertFitForEveryoneAsync();
            await visitor.Button("Stop texts from Harbour Dental").ClickAsync();
            await Assertions.Expect(visitor.Page.GetByText("Stopped. It holds at once")).ToBeVisibleAsync();

            await visitor.Page.GetByText("Ask Harbour Dental").ClickAsync();
            await visitor.Button("Send the question").ClickAsync();
            await Assertions.Expect(visitor.Page.GetByText("A copy of what is held")).ToBeVisibleAsync();
            await visitor.Button("Finish now").ClickAsync();
            await Assertions.Expect(visitor.Heading("Prove that the number is yours")).ToBeVisibleAsync();
        });

        await journeys.WalkAsync(
            async visitor =>
            {
                await visitor.OpenAsync(Urls.OptOuts);
                await Assertions.Expect(visitor.Page.GetByText("On the recipients’ page").First).ToBeVisibleAsync();
                await visitor.AssertFitForEveryoneAsync();
                await visitor.OpenAsync(Urls.RecipientQuestions);
                await visitor.Page.GetByLabel("Your answer").First.FillAsync("We hold your name, number and appointments");
                await visitor.Button("Answer").First.ClickAsync();
                await Assertions.Expect(visitor.Page.GetByText("We hold your name, number and appointments")).ToBeVisibleAsync();
                await visitor.AssertFitForEveryoneAsync();
            },
            Person.Amara);
    }
}
