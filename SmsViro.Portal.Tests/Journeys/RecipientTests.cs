using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>Somebody without an account, a phone in her hand.</summary>
[Collection(PortalJourneys.Name)]
public class RecipientTests(PortalJourneys journeys)
{
    private const string Number = "+44 7700 900908";
    private const string OtherNumber = "+44 7700 900918";
    private const string ErasedNumber = "+44 7700 900928";

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
            Assert.DoesNotContain("7700", new Uri(visitor.Page.Url).PathAndQuery, StringComparison.Ordinal);
            await visitor.AssertFitForEveryoneAsync();
            await Assertions.Expect(visitor.Field("The 6 digits of the text")).ToBeFocusedAsync();
            await visitor.Field("The 6 digits of the text").FillAsync("000000");
            await visitor.Button("Show who texted me").ClickAsync();
            await Assertions.Expect(visitor.Page.GetByText("That is not the code")).ToBeVisibleAsync();

            await visitor.TypeCodeAsync(Number);

            await Assertions.Expect(visitor.Page.GetByText("Harbour Dental", new() { Exact = true }).First).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("secret");
            await Assertions.Expect(visitor.Heading("1 company and SMSViro, whose records still hold your number")).ToBeFocusedAsync();
            await visitor.AssertFitForEveryoneAsync();
            await visitor.Button("Stop texts from Harbour Dental").ClickAsync();
            await Assertions.Expect(visitor.Page.GetByText("Stopped. It holds at once")).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.Locator("main [tabindex]:focus")).ToContainTextAsync("Stopped");

            await visitor.Page.GetByText("Ask Harbour Dental").ClickAsync();
            await visitor.Field("What do you ask?").SelectOptionAsync("What the text said");
            await visitor.Button("Send the question").ClickAsync();
            await Assertions.Expect(visitor.Page.GetByText("Your question is with the sender")).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.GetByText("What the text said · Harbour Dental", new() { Exact = true })).ToBeVisibleAsync();

            // A press asks; only the second acts, and what it would cost stands before it.
            await visitor.Page.GetByText("Never send codes to this number again").ClickAsync();
            await Assertions.Expect(visitor.Page.GetByText("1 answer is still open and could not be read here")).ToBeVisibleAsync();
            await visitor.AssertFitForEveryoneAsync();
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Keep getting codes" }).ClickAsync();
            await Assertions.Expect(visitor.Button("Send no more codes")).ToBeHiddenAsync();
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
                await Assertions.Expect(visitor.Heading("What the text said").First).ToBeVisibleAsync();
                await visitor.Page.GetByText("Show your messages to them").First.ClickAsync();
                await Assertions.Expect(visitor.Page.GetByText("went to this number").First).ToBeVisibleAsync();
                await visitor.AssertFitForEveryoneAsync();
                await visitor.Page.GetByLabel("Your answer").First.FillAsync("We hold your name, number and appointments");
                await visitor.Button("Answer").First.ClickAsync();
                await Assertions.Expect(visitor.Page.GetByText("We hold your name, number and appointments")).ToBeVisibleAsync();
                await visitor.AssertFitForEveryoneAsync();
            },
            Person.Amara);
    }

    [Fact]
    public async Task A_recipient_has_her_number_erased_sees_that_it_is_done_and_stops_our_codes_knowingly()
    {
        await journeys.WalkAsync(
            async sender =>
            {
                await sender.SendAsync(ErasedNumber, "Your check-up is on Tuesday at ten");
                await Assertions.Expect(sender.State).ToHaveTextAsync("Delivered");
            },
            Person.Amara);
        await journeys.WalkAsync(async recipient =>
        {
            await recipient.OpenAsync(Urls.Recipient);
            await recipient.Field("Your mobile number").FillAsync(ErasedNumber);
            await recipient.Button("Send me a code").ClickAsync();
            await recipient.TypeCodeAsync(ErasedNumber);
            await recipient.Page.GetByText("Erasure", new() { Exact = true }).ClickAsync();
            await recipient.AssertFitForEveryoneAsync();
            await recipient.Field("Erase my number for good").CheckAsync();
            await recipient.Button("Erase my number").ClickAsync();

            await Assertions.Expect(recipient.Page.GetByText("The erasure is done. Your number was taken out of")).ToBeVisibleAsync();
            await Assertions.Expect(recipient.Page.Locator("#senders")).ToContainTextAsync("No record of a text to your number was found since");
            await Assertions.Expect(recipient.Page.Locator("li.sender")).ToHaveCountAsync(0);
            await recipient.AssertFitForEveryoneAsync();

            await recipient.Page.GetByText("Never send codes to this number again").ClickAsync();
            await recipient.Button("Send no more codes").ClickAsync();
            await Assertions.Expect(recipient.Page.GetByText("This number gets no more codes from us")).ToBeVisibleAsync();
            await recipient.Button("Allow codes again").ClickAsync();
            await Assertions.Expect(recipient.Page.GetByText("Allowed again")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task A_search_across_all_customers_takes_two_people_and_so_does_an_answer_that_does_not_honour_an_objection()
    {
        await journeys.WalkAsync(
            async sender =>
            {
                await sender.SendAsync(OtherNumber, "Your check-up is on Monday at ten");
                await Assertions.Expect(sender.State).ToHaveTextAsync("Delivered");
            },
            Person.Amara);
        await journeys.WalkAsync(async recipient =>
        {
            await recipient.OpenAsync(Urls.Recipient);
            await recipient.Field("Your mobile number").FillAsync(OtherNumber);
            await recipient.Button("Send me a code").ClickAsync();
            await recipient.TypeCodeAsync(OtherNumber);
            await recipient.Page.GetByText("An objection").ClickAsync();
            await recipient.Button("Object").ClickAsync();
            await Assertions.Expect(recipient.Heading("What you asked")).ToBeVisibleAsync();
        });

        var request = "";
        await journeys.WalkAsync(
            async first =>
            {
                await first.OpenAsync(Urls.StaffRequests);
                await first.Page.GetByRole(AriaRole.Table, new() { Name = "Requests of people without an account" }).GetByRole(AriaRole.Link, new() { Name = "Objection" }).Last.ClickAsync();
                await first.Button("Ask for a look-up").ClickAsync();
                await Assertions.Expect(first.Page.Locator("#reason")).ToBeFocusedAsync();
                await first.Page.Locator("#reason").FillAsync("They ask who gave us their number");
                await first.Button("Ask for a look-up").ClickAsync();
                await Assertions.Expect(first.Page.GetByText("Waits for a second person")).ToBeVisibleAsync();
                await Assertions.Expect(first.Button("Agree")).ToHaveCountAsync(0);
                await first.AssertFitForEveryoneAsync();
                request = first.Page.Url;
            },
            Person.Priya);
        await journeys.WalkAsync(
            async second =>
            {
                await second.OpenAsync(new Uri(request).AbsolutePath);
                await second.Button("Agree").ClickAsync();

                await second.Button("Record and show the counts").ClickAsync();
                await second.Button("Record and show the times of Harbour Dental").ClickAsync();

                await Assertions.Expect(second.Page.GetByText("· delivered")).ToBeVisibleAsync();
                await Assertions.Expect(second.Page.Locator("main")).Not.ToContainTextAsync("check-up");
                await second.AssertFitForEveryoneAsync();

                await second.Field("What we do").SelectOptionAsync("NotHonoured");
                await second.Field("Your answer").FillAsync("We keep times and prices until May, for a bill is disputed.");
                await second.Button("Save the answer").ClickAsync();
                await Assertions.Expect(second.Page.GetByText("You wrote this answer")).ToBeVisibleAsync();
                await Assertions.Expect(second.Button("Approve the answer")).ToHaveCountAsync(0);
                await second.AssertFitForEveryoneAsync();

                await second.Button("Take it back to correct it").PressAsync("Enter");
                await Assertions.Expect(second.Field("Your answer")).ToHaveValueAsync("We keep times and prices until May, for a bill is disputed.");
                await Assertions.Expect(second.Field("What we do")).ToHaveValueAsync("NotHonoured");
                await second.Field("Your answer").FillAsync("We keep times and prices until June, for a bill is disputed.");
                await second.Button("Save the answer").ClickAsync();
                await Assertions.Expect(second.Page.GetByText("You wrote this answer")).ToBeVisibleAsync();
            },
            Person.Owen);
        await journeys.WalkAsync(
            async first =>
            {
                await first.OpenAsync(new Uri(request).AbsolutePath);
                await Assertions.Expect(first.Page.GetByText("You may complain to")).ToBeVisibleAsync();
                await first.AssertFitForEveryoneAsync();
                await first.Button("Approve the answer").ClickAsync();
                await Assertions.Expect(first.Page.Locator(".page-head .tag")).ToHaveTextAsync("Answered");
            },
            Person.Priya);
    }
}
