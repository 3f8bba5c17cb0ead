using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Staff;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>What the pages of the desk say before anything is done, drawn without a browser.</summary>
public class DeskPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_erasure_says_what_is_to_be_paid_back_and_what_a_hold_keeps_before_anybody_begins_it()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, staff) = (await store.AddCustomerAsync(Money.Of(3, Currency.Gbp)), await store.AddStaffAsync());
        await store.Get<GrantCredit>().WelcomeAsync(ada.Account, Cancel);
        var id = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: false, BalanceChoice.PayBack, Cancel)).Request!.Value;
        await store.Get<PlaceHold>().RunAsync(await store.GrantAsync(staff, ada, null), new HoldTarget(Category.Notices.Id), HoldGround.LegalClaim, "An order asks for it", new DateOnly(2027, 1, 31), Cancel);
        await using var desk = await RightsPages.OpenAsync(store, staff);

        var page = desk.Render<RequestDeskPage>(with => with.Add(page => page.Id, id));

        page.WaitForAssertion(() => Assert.Contains("Before you carry it out", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("£3.00 that the customer paid is left, and is to be paid back", page.Markup, StringComparison.Ordinal));
        Assert.Contains("£2.00 is credit that we gave", page.Markup, StringComparison.Ordinal);
        Assert.Contains($"A hold keeps <b>{Category.Notices.AtDesk}</b>", page.Markup, StringComparison.Ordinal);
        Assert.Contains("GMT: until then its sender may think again", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("UTC", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_sent_back_is_there_again_for_whoever_corrects_it_and_for_nothing_else()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (id, _) = await SecondPersonTests.TakenAsync(store, ada, priya);
        await store.Get<AnswerRequest>().ProposeAsync(await store.GrantAsync(priya, ada, id), id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats four requests.", false, Cancel);
        await using (var second = await RightsPages.OpenAsync(store, wei))
        {
            var look = second.Render<RequestDeskPage>(with => with.Add(page => page.Id, id));
            look.WaitForElement("#words").Change("Two of the four were about something else.");
            look.Find("form").Submit();
            look.WaitForAssertion(() => Assert.Contains("In progress", look.Markup, StringComparison.Ordinal));
        }

        await using var first = await RightsPages.OpenAsync(store, priya);
        var page = first.Render<RequestDeskPage>(with => with.Add(page => page.Id, id));

        page.WaitForAssertion(() => Assert.Equal("It repeats four requests.", page.Find("#words").GetAttribute("value")));
        Assert.Contains("A second person sent the answer back: <span dir=\"auto\">“Two of the four were about something else.”", page.Markup, StringComparison.Ordinal);
        Assert.Equal(("Refused", "Excessive"), (Chosen("#outcome"), Chosen("#ground")));
        Assert.Contains("Two of the four were about something else.", page.Markup, StringComparison.Ordinal);
        page.Find("#form").Change(nameof(DeskForm.Question));
        page.WaitForAssertion(() => Assert.True(string.IsNullOrEmpty(page.Find("#words").GetAttribute("value"))));
        Assert.Contains("From today until the answer the days do not count", page.Markup, StringComparison.Ordinal);
        page.Find("#form").Change(nameof(DeskForm.Answer));
        page.WaitForAssertion(() => Assert.Equal("It repeats four requests.", page.Find("#words").GetAttribute("value")));

        string? Chosen(string select) => page.Find($"{select} option[selected]").GetAttribute("value");
    }

    [Fact]
    public async Task Whoever_wrote_an_answer_takes_it_back_to_correct_it_and_a_colleague_is_not_offered_to()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (id, _) = await SecondPersonTests.TakenAsync(store, ada, priya);
        await store.Get<AnswerRequest>().ProposeAsync(await store.GrantAsync(priya, ada, id), id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats fuor requests.", false, Cancel);
        await using (var second = await RightsPages.OpenAsync(store, wei))
        {
            var look = second.Render<RequestDeskPage>(with => with.Add(page => page.Id, id));
            look.WaitForAssertion(() => Assert.Contains("Approve the answer", look.Markup, StringComparison.Ordinal));
            Assert.DoesNotContain("Take the answer back", look.Markup, StringComparison.Ordinal);
        }

        await using var first = await RightsPages.OpenAsync(store, priya);
        var page = first.Render<RequestDeskPage>(with => with.Add(page => page.Id, id));
        page.WaitForAssertion(() => Assert.Contains("The answer waits for a second person", page.Markup, StringComparison.Ordinal));
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Take the answer back to correct it").ClickAsync(new()));

        page.WaitForAssertion(() => Assert.Equal("It repeats fuor requests.", page.Find("#words").GetAttribute("value")));
        Assert.Contains("The answer came back. It is below as it was written", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("A second person sent the answer back", page.Markup, StringComparison.Ordinal);
        Assert.Contains("The answer is written again", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_question_says_what_silence_leads_to_and_can_be_taken_back()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var (id, _) = await SecondPersonTests.TakenAsync(store, ada, priya);
        await store.Get<ClarifyRequest>().AskAsync(await store.GrantAsync(priya, ada, id), id, "Which of your three messages do you mean?", Cancel);
        await using var desk = await RightsPages.OpenAsync(store, priya);
        var page = desk.Render<RequestDeskPage>(with => with.Add(page => page.Id, id));
        page.WaitForAssertion(() => Assert.Contains("If the customer stays silent, nothing happens by itself", page.Markup, StringComparison.Ordinal));
        Assert.Contains("A question of ours has been open since Tue 24 Nov 2026", page.Markup, StringComparison.Ordinal);

        page.FindAll("button").Single(button => button.TextContent.Trim() == "Take the question back").Click();

        page.WaitForAssertion(() => Assert.Contains("No answer. We took the question back", page.Markup, StringComparison.Ordinal));
        Assert.Equal(RequestState.InProgress, (await store.RequestAsync(id)).State);
    }

    [Fact]
    public async Task Nothing_is_chosen_for_whoever_answers_and_all_that_is_missing_is_said_at_once()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var (id, _) = await SecondPersonTests.TakenAsync(store, ada, priya);
        await using var desk = await RightsPages.OpenAsync(store, priya);
        var page = desk.Render<RequestDeskPage>(with => with.Add(page => page.Id, id));

        page.WaitForElement("#outcome");
        page.Find("form").Submit();
        Assert.Equal(["outcome", "words"], Wrong());
        page.Find("#outcome").Change(nameof(RequestOutcome.Refused));
        page.Find("form").Submit();
        Assert.Equal(["ground", "words"], Wrong());
        page.Find("#form").Change(nameof(DeskForm.Extension));
        page.Find("form").Submit();
        Assert.Equal(["reason", "words"], Wrong());

        page.Find("#reason").Change(nameof(ExtensionReason.Complexity));
        page.Find("#words").Change("We have to search eleven archives of three years by hand.");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(("More time is proposed", "The request now says: More time: second look"), desk.Services.GetRequiredService<Toasts>().Shown is [var toast] ? (toast.Text, toast.Detail) : default));
        Assert.Equal(RequestState.InProgress, (await store.RequestAsync(id)).State);

        IEnumerable<string?> Wrong() => page.FindAll("[aria-invalid=true]").Select(field => field.Id);
    }

    [Fact]
    public async Task A_hold_that_lacks_something_says_all_of_it_at_its_fields()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        await using var desk = await RightsPages.OpenAsync(store, staff);
        var grant = await store.GrantAsync(staff, ada, null);
        var card = desk.Render<HoldsCard>(with => with.Add(card => card.Grant, grant));

        card.Find("#hold-review").Change("");
        card.Find("form").Submit();

        card.WaitForAssertion(() => Assert.Equal(["hold-ground", "hold-review", "hold-reason"], card.FindAll("[aria-invalid=true]").Select(field => field.Id)));
    }

    [Fact]
    public async Task What_nobody_of_ours_did_is_put_down_to_the_portal_and_a_page_of_the_trail_says_which_entries_it_has()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, staff, trail) = (await store.AddPersonAsync(), await store.AddStaffAsync(), store.Get<AuditTrail>());
        for (var entry = 0; entry < 54; entry++) await trail.AppendAsync(await trail.DraftAsync(default, ada.User, AuditDeed.BeganErasure, cancel: Cancel), PortalRole.Support, Cancel);
        await using var desk = await RightsPages.OpenAsync(store, staff);

        var page = desk.Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Equal("Entries 55 to 6", page.Find(".pager .num").TextContent));
        var oldest = page.FindAll("tbody tr")[^1].QuerySelectorAll("td");
        Assert.Equal(("The portal itself", "", "About", AccountNumber.Of(ada.Account)), (oldest[2].TextContent, oldest[3].TextContent, oldest[5].GetAttribute("data-l"), oldest[5].TextContent));
    }

    [Fact]
    public async Task A_search_says_what_it_found_to_whoever_does_not_see_it()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        await using var desk = await RightsPages.OpenAsync(store, await store.AddStaffAsync());
        var page = desk.Render<FindCustomerPage>();
        Assert.Equal("", page.Find("[role=status]").TextContent);

        page.Find("#who").Change("nobody@harbour.example");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal("No account has it", page.Find("[role=status]").TextContent));
        Assert.Empty(page.FindAll(".empty"));
    }

    [Fact]
    public async Task Whose_account_it_is_stands_on_the_page_before_a_reason_is_given_or_a_request_is_logged_and_names_nobody()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, staff) = (await store.AddPersonAsync("Ada Lovelace"), await store.AddStaffAsync());
        await using var desk = await RightsPages.OpenAsync(store, staff);
        var number = AccountNumber.Of(ada.Account);

        var asked = desk.Render<CustomerPage>(with => with.Add(page => page.Id, ada.User.Value));
        asked.WaitForAssertion(() => Assert.Contains($"Why do you look at {number}?", asked.Markup, StringComparison.Ordinal));
        var log = desk.Render<LogRequestPage>(with => with.Add(page => page.Id, ada.User.Value));
        log.WaitForAssertion(() => Assert.Contains($"The request of customer {number}", log.Markup, StringComparison.Ordinal));

        Assert.DoesNotContain("Lovelace", asked.Markup + log.Markup, StringComparison.Ordinal);
        Assert.Null(await store.Get<OpenDoor>().AtAsync(ada.User, ada.User, Cancel));
    }

    [Theory]
    [InlineData("2026-11-27T12:00Z", "Europe/London", "02:00 GMT")]
    [InlineData("2026-07-01T01:00Z", "Europe/London", "03:00 BST")]
    [InlineData("2026-07-01T01:00Z", "Europe/Paris", "04:00 UTC+2")]
    public void The_hour_of_the_nightly_work_is_said_on_the_clock_of_whoever_reads(string now, string zone, string said) =>
        Assert.Equal(said, StaffWords.Nightly(ReaderZone.Of(zone), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
}
