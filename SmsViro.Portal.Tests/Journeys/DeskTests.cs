using System.Globalization;
using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>Staff at work on what people asked, alone and in pairs.</summary>
[Collection(PortalJourneys.Name)]
public class DeskTests(PortalJourneys journeys)
{
    private static readonly string[] SomeTables = ["Message", "Profile", "PrivacyRequest", "AuditEntry", "PortalUser"];

    private const string Tomas = "tomas.lindqvist@norrland.example";

    [Fact]
    public Task An_address_that_is_not_exact_finds_nobody() => journeys.WalkAsync(
        async staff =>
        {
            await staff.FindCustomerAsync("amara.okafor@harbourdental.exampl");

            await Assertions.Expect(staff.Heading("No account has it")).ToBeVisibleAsync();
        },
        Person.Priya);

    /// <summary>Posted before the page is alive, the form would come back as a bare error and the address be lost.</summary>
    [Fact]
    public Task A_press_before_the_page_is_alive_waits_for_it() => journeys.WalkAsync(
        async staff =>
        {
            await staff.OpenAsync(Urls.StaffCustomers);
            var pressed = new TaskCompletionSource();
            await staff.Page.RouteAsync("**/_framework/blazor.web*.js", async route =>
            {
                await pressed.Task;
                await route.ContinueAsync();
            });

            var loading = staff.Page.ReloadAsync();
            await staff.Field("E-mail address or number").FillAsync("amara.okafor@harbourdental.exampl");
            await staff.Button("Find").ClickAsync();
            await Assertions.Expect(staff.Field("E-mail address or number")).ToHaveValueAsync("amara.okafor@harbourdental.exampl");
            pressed.SetResult();
            await loading;

            await Assertions.Expect(staff.Heading("No account has it")).ToBeVisibleAsync();
        },
        Person.Priya);

    [Fact]
    public Task What_is_stored_about_a_customer_is_shown_masked_table_by_table() => journeys.WalkAsync(
        async staff =>
        {
            await OpenCustomerAsync(staff);
            var card = staff.Page.Locator("section", new() { Has = staff.Heading("What is stored") });
            await Assertions.Expect(card.Locator("tbody tr").First).ToBeVisibleAsync();
            await staff.Page.Locator("#records-table").SelectOptionAsync("Profile");
            await Assertions.Expect(card.Locator("caption")).ToHaveTextAsync("Profile, newest first");
            await Assertions.Expect(card.Locator("tbody .sealed").First).ToContainTextAsync("name sealed");
            await Assertions.Expect(staff.Page.GetByText("Tomas Lindqvist")).ToHaveCountAsync(0);
            await staff.AssertFitForEveryoneAsync();

            foreach (var table in SomeTables)
            {
                if (await card.Locator($"option[value='{table}']").CountAsync() == 0) continue;

                await staff.Page.Locator("#records-table").SelectOptionAsync(table);
                await Assertions.Expect(card.Locator("tbody tr").First).ToBeVisibleAsync();
                await staff.AssertAccessibleAsync();
            }
        },
        Person.Priya);

    [Fact]
    public Task A_letter_on_paper_is_due_a_month_after_it_reached_us() => journeys.WalkAsync(
        async staff =>
        {
            await staff.FindCustomerAsync(Tomas);
            await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Log a request of customer" }).ClickAsync();
            await Assertions.Expect(staff.Heading("Log a request")).ToBeVisibleAsync();
            await staff.AssertFitForEveryoneAsync();
            var received = DateTime.Parse(await staff.Field("When it reached us").InputValueAsync(), CultureInfo.InvariantCulture).AddDays(-10);
            await staff.Field("How it reached us").SelectOptionAsync("Paper");
            await staff.Field("When it reached us").FillAsync(received.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
            await staff.Field("What it says").FillAsync("Send me a copy of all you hold about me. T. Lindqvist");
            await staff.Button("Log the request").ClickAsync();
            await Assertions.Expect(staff.Page.Locator("#late")).ToBeFocusedAsync();

            await staff.Page.Locator("#late").FillAsync("It lay in the post room over the holidays");
            await staff.Button("Log the request").ClickAsync();

            await Assertions.Expect(staff.Page.Locator(".clock")).ToContainTextAsync($"Plus a month{DateOnly.FromDateTime(received).AddMonths(1).ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}");
            await staff.AssertFitForEveryoneAsync();
        },
        Person.Priya);

    [Fact]
    public async Task A_refusal_needs_a_ground_and_a_second_person_and_its_letter_says_how_to_complain()
    {
        var request = await DisputeAsync("The price of my last message is wrong, it was a gift", "£0.00");
        await journeys.WalkAsync(
            async first =>
            {
                await first.OpenRequestAsync(request);
                await first.DoAtTheDeskAsync("Take it", "In progress");
                await first.Button("Save the answer").ClickAsync();
                await Assertions.Expect(first.Page.Locator("#outcome")).ToBeFocusedAsync();
                await first.Field("What we do").SelectOptionAsync("Refused");
                await first.Button("Save the answer").ClickAsync();
                await Assertions.Expect(first.Page.Locator("#ground")).ToBeFocusedAsync();
                await Assertions.Expect(first.Page.Locator("#words-error")).ToBeVisibleAsync();
                await first.AssertFitForEveryoneAsync();
                await first.Page.Locator("#words").FillAsync("The record is a payment, and it was true when it was booked.");

                await first.Button("Save the answer").ClickAsync();
                await Assertions.Expect(first.Page.Locator("#ground")).ToBeFocusedAsync();
                await Assertions.Expect(first.Page.Locator("#words")).ToHaveValueAsync("The record is a payment, and it was true when it was booked.");
                await first.Field("Legal ground").SelectOptionAsync("RecordIsRight");

                await first.DoAtTheDeskAsync("Save the answer", "Needs a second look");

                await Assertions.Expect(first.Button("Approve the answer")).ToHaveCountAsync(0);
                await Assertions.Expect(first.Page.GetByText("It cannot be you")).ToBeVisibleAsync();
            },
            Person.Priya);

        await journeys.WalkAsync(
            async second =>
            {
                await second.OpenRequestAsync(request);
                await second.AssertFitForEveryoneAsync();
                await second.DoAtTheDeskAsync("Approve the answer", "Letter to send");
                await second.DoAtTheDeskAsync("Send the letter and end the request", "Refused");
            },
            Person.Owen);

        await journeys.WalkAsync(
            async customer =>
            {
                await customer.OpenAsync(Urls.PrivacyRequest(request));
                await customer.Page.GetByText("Your request is refused").ClickAsync();

                var letter = customer.Page.Locator("details[open] .letter-text");
                await Assertions.Expect(letter).ToContainTextAsync("it was true when it was booked");
                await Assertions.Expect(letter).ToContainTextAsync("we looked into it and the record is right (UK GDPR Articles 16 and 12(4))");
                await Assertions.Expect(letter).ToContainTextAsync("You may complain");
                await customer.AssertFitForEveryoneAsync();
            },
            Person.Tomas);
    }

    [Fact]
    public async Task A_value_she_disputes_is_put_right_and_the_old_one_kept_for_her()
    {
        var request = await DisputeAsync("My number is an old one, I moved in May", "+44 7700 900317");
        await journeys.WalkAsync(
            async staff =>
            {
                await staff.OpenRequestAsync(request);
                await staff.DoAtTheDeskAsync("Take it", "In progress");
                await staff.WriteAboutAsync("A detail put right");
                await staff.Field("Which detail").SelectOptionAsync("Phone");
                await staff.Field("What is right").FillAsync("+44 7700 900317");
                await staff.Button("Put it right").ClickAsync();
                await Assertions.Expect(staff.Page.GetByText("A value was put right")).ToBeVisibleAsync();

                await staff.WriteAboutAsync("The answer");
                await staff.Field("What we do").SelectOptionAsync("Whole");
                await staff.Field("Your answer").FillAsync("Your number is the new one now.");
                await staff.DoAtTheDeskAsync("Save the answer", "Letter to send");
                await staff.DoAtTheDeskAsync("Send the letter and end the request", "Done");
            },
            Person.Owen);

        await journeys.WalkAsync(
            async customer =>
            {
                await customer.OpenAsync(Urls.Profile);
                await Assertions.Expect(customer.Page.Locator("#phone")).ToHaveValueAsync("+44 7700 900317");
                await customer.OpenAsync(Urls.PrivacyCentre);
                await Assertions.Expect(customer.Heading("Corrected by our staff")).ToBeVisibleAsync();
            },
            Person.Tomas);
    }

    [Fact]
    public async Task Her_words_are_set_beside_the_record_they_are_about_and_stand_on_its_page()
    {
        var request = await DisputeAsync("Your record says that I moved in May, and I did not", "I did not move");
        await journeys.WalkAsync(
            async staff =>
            {
                await staff.OpenRequestAsync(request);
                await staff.DoAtTheDeskAsync("Take it", "In progress");
                await staff.WriteAboutAsync("The customer\u2019s statement beside a record");
                await Assertions.Expect(staff.Field("Beside which record")).ToHaveValueAsync("traffic");
                await staff.Field("Beside which record").SelectOptionAsync("profile");
                await staff.Page.Locator("#reference").FillAsync("no such entry");
                await staff.Field("The customer\u2019s words").FillAsync("I have lived in Umea all the year");
                await staff.Button("Set it beside the record").ClickAsync();
                await Assertions.Expect(staff.Page.Locator("#reference")).ToBeFocusedAsync();
                await staff.AssertFitForEveryoneAsync();
                await staff.Page.Locator("#reference").FillAsync("");
                await staff.Button("Set it beside the record").ClickAsync();
                await Assertions.Expect(staff.Page.GetByText("Your statement was set beside the record")).ToBeVisibleAsync();
            },
            Person.Owen);

        await journeys.WalkAsync(
            async customer =>
            {
                await customer.OpenAsync(Urls.Profile);
                await Assertions.Expect(customer.Heading("Your words beside this record")).ToBeVisibleAsync();
                await Assertions.Expect(customer.Page.GetByText("I have lived in Umea all the year")).ToBeVisibleAsync();
                await customer.AssertFitForEveryoneAsync();
                await customer.OpenAsync(Urls.PrivacyCentre);
                await Assertions.Expect(customer.Page.GetByText("Your statement beside: Your profile")).ToBeVisibleAsync();
            },
            Person.Tomas);
    }

    [Fact]
    public async Task A_complaint_is_acknowledged_judged_by_two_people_and_never_called_refused()
    {
        var request = Guid.Empty;
        await journeys.WalkAsync(
            async customer =>
            {
                await customer.OpenAsync(Urls.PrivacyCentre);
                await customer.Page.GetByRole(AriaRole.Link, new() { Name = "Question a decision" }).ClickAsync();
                await Assertions.Expect(customer.Button("Ask a person to look")).ToBeVisibleAsync();
                await customer.OpenAsync(Urls.Complain);
                await customer.Page.GetByText("How we answered a request of mine").ClickAsync();
                await customer.Button("Send the complaint").ClickAsync();
                await Assertions.Expect(customer.Page.Locator("#words")).ToBeFocusedAsync();
                await customer.AssertFitForEveryoneAsync();
                await customer.Page.Locator("#words").FillAsync("Your last answer left out what support wrote about me");

                await customer.Button("Send the complaint").ClickAsync();

                await Assertions.Expect(customer.Heading("Complaint about my data")).ToBeVisibleAsync();
                await Assertions.Expect(customer.Page.GetByText("Due by our own rule")).ToBeVisibleAsync();
                await customer.AssertFitForEveryoneAsync();
                request = customer.IdInAddress;
            },
            Person.Tomas);

        await journeys.WalkAsync(
            async first =>
            {
                await first.OpenRequestAsync(request);
                await first.DoAtTheDeskAsync("Take it", "In progress");
                await first.Field("What we found").SelectOptionAsync("Refused");
                await first.Field("Your answer").FillAsync("Support wrote nothing about you. We searched every note.");
                await first.AssertFitForEveryoneAsync();
                await first.DoAtTheDeskAsync("Save the answer", "Needs a second look");
                await Assertions.Expect(first.Button("Approve the answer")).ToHaveCountAsync(0);
            },
            Person.Priya);

        await journeys.WalkAsync(
            async second =>
            {
                await second.OpenRequestAsync(request);
                await second.DoAtTheDeskAsync("Approve the answer", "Letter to send");
                await second.DoAtTheDeskAsync("Send the letter and end the request", "Not upheld");
            },
            Person.Owen);

        await journeys.WalkAsync(
            async customer =>
            {
                await customer.OpenAsync(Urls.PrivacyRequest(request));
                await customer.Page.GetByText("Your request is answered").ClickAsync();
                await Assertions.Expect(customer.Page.Locator("details[open] .letter-text")).ToContainTextAsync("We looked into your complaint and do not uphold it");
            },
            Person.Tomas);
    }

    [Fact]
    public async Task A_hold_keeps_at_once_and_a_colleague_confirms_it_and_agrees_to_its_end()
    {
        await journeys.WalkAsync(
            async first =>
            {
                await OpenCustomerAsync(first);
                await first.Page.Locator("#hold-reason").FillAsync("A claim about these texts");
                await first.Button("Place the hold").ClickAsync();
                await Assertions.Expect(first.Page.Locator("#hold-ground")).ToBeFocusedAsync();
                await first.Page.Locator("#hold-ground").SelectOptionAsync("LegalClaim");
                await first.Button("Place the hold").ClickAsync();
                await Assertions.Expect(first.Page.GetByText("Waits for confirmation by a second person")).ToBeVisibleAsync();
                await Assertions.Expect(first.Button("Confirm the hold on Message texts")).ToHaveCountAsync(0);
                await first.AssertFitForEveryoneAsync();
            },
            Person.Priya);
        await journeys.WalkAsync(
            async second =>
            {
                await OpenCustomerAsync(second, "A hold waits for you as the second person");
                await second.Button("Confirm the hold on Message texts").ClickAsync();
                await Assertions.Expect(second.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("A claim about these texts");
                await second.AssertAccessibleAsync();
                await second.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Confirm the hold" }).ClickAsync();
                await Assertions.Expect(second.Page.GetByText("Confirmed by You")).ToBeVisibleAsync();
                await Assertions.Expect(second.Page.GetByText("Waits for confirmation")).ToHaveCountAsync(0);
                await second.Button("Ask to release the hold on Message texts").ClickAsync();
                await second.Button("Ask to release").ClickAsync();
                await Assertions.Expect(second.Page.GetByText("Say why, in at least 5 letters")).ToBeVisibleAsync();
                await second.Page.Locator("#hold-why").FillAsync("The claim is settled");
                await second.AssertAccessibleAsync();
                await second.Page.Locator("#hold-why").PressAsync("Enter");
                await Assertions.Expect(second.Page.GetByText("You asked to release it")).ToBeVisibleAsync();
                await Assertions.Expect(second.Button("Release the hold on Message texts")).ToHaveCountAsync(0);
            },
            Person.Owen);
        await journeys.WalkAsync(
            async first =>
            {
                await OpenCustomerAsync(first, "The release of a hold needs you as the second person");
                await first.AssertFitForEveryoneAsync();
                await Assertions.Expect(first.Page.GetByText("A colleague wants to release it")).ToBeVisibleAsync();
                await first.Button("Release the hold on Message texts").ClickAsync();
                await Assertions.Expect(first.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("The claim is settled");
                await first.Page.Locator("#hold-why").FillAsync("The claim is settled");
                await first.Button("Release it").ClickAsync();
                await Assertions.Expect(first.Button("Release the hold on Message texts")).ToHaveCountAsync(0);
                await Assertions.Expect(first.Page.GetByText("A colleague wants to release it")).ToHaveCountAsync(0);
                await first.Page.GetByText("Released: 1").ClickAsync();
                await Assertions.Expect(first.Page.Locator("details[open]").GetByText("The claim is settled")).ToBeVisibleAsync();
            },
            Person.Priya);
    }

    private static async Task OpenCustomerAsync(Visitor staff, string? task = null)
    {
        if (task is not null)
        {
            await staff.OpenAsync(Urls.StaffCustomers);
            await staff.Page.GetByRole(AriaRole.Link, new() { Name = task }).First.ClickAsync();
        }
        else
        {
            await staff.FindCustomerAsync(Tomas);
            await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Customer C-" }).First.ClickAsync();
        }

        // Whoever is in already is not asked again.
        await staff.Heading("Holds").Or(staff.Page.Locator("#note")).First.WaitForAsync();
        if (await staff.Page.Locator("#note").IsVisibleAsync())
        {
            await staff.Page.Locator("#note").FillAsync("To look at what is held");
            await staff.Page.Locator("#kind").SelectOptionAsync("Messages fail or are late");
            await staff.Button("Record and open").ClickAsync();
        }

        await Assertions.Expect(staff.Heading("Holds")).ToBeVisibleAsync();
    }

    private async Task<Guid> DisputeAsync(string wrong, string right)
    {
        var request = Guid.Empty;
        await journeys.WalkAsync(
            async customer =>
            {
                await customer.OpenAsync(Urls.DisputeValue);
                await customer.Button("Ask for the correction").ClickAsync();
                await Assertions.Expect(customer.Page.Locator("#about")).ToBeFocusedAsync();
                await customer.Page.Locator("#about").SelectOptionAsync("Delivery records");
                await customer.Page.Locator("#wrong").FillAsync(wrong);
                await customer.Page.Locator("#right").FillAsync(right);

                await customer.Button("Ask for the correction").ClickAsync();

                await Assertions.Expect(customer.Heading("Correct my data")).ToBeVisibleAsync();
                await Assertions.Expect(customer.Page.GetByText(wrong)).ToBeVisibleAsync();
                request = customer.IdInAddress;
            },
            Person.Tomas);
        return request;
    }
}
