using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Auditing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Messaging;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

public class ComposePageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_what_was_written_and_what_it_costs()
    {
        await using var desk = await PageDesk.SetUpAsync();

        var page = Open(desk, await desk.DraftAsync("+447700900900", "See you at 9"));

        Assert.Equal(("+447700900900", "See you at 9"), (page.Find("#to").GetAttribute("value"), page.Find("#text").GetAttribute("value")));
        Assert.Equal("Send 1 message for £0.0380", page.Find(".quote > button").TextContent.Trim());
        Assert.Contains("+44 7700 900900, United Kingdom", page.Find("#to-help").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_the_new_price_with_the_key_that_makes_it()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var page = Open(desk, await desk.DraftAsync("+447700900900", "x"));

        page.Find("#text").Input(new string('x', 161));

        page.WaitForAssertion(() => Assert.Equal("Send 1 message for £0.0760", page.Find(".quote > button").TextContent.Trim()));
    }

    [Fact]
    public async Task Keeps_what_is_typed_sealed_in_the_draft()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync();
        var page = Open(desk, draft);

        page.Find("#to").Input("07700 900118");
        page.Find("#text").Input("Kept");

        await UntilSavedAsync(desk, draft, "07700 900118", "Kept");
    }

    [Fact]
    public async Task Sends_at_the_price_on_the_button_and_goes_to_the_message()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("+447700900900", "See you at 9");
        var page = Open(desk, draft);

        await page.Find(".quote > button").ClickAsync(new());

        Assert.EndsWith(Urls.Message(draft), Where(desk), StringComparison.Ordinal);
        Assert.NotNull(await desk.Store.Get<MessageTimeline>().RunAsync(desk.Customer, draft, Cancel));
    }

    [Fact]
    public async Task What_is_typed_while_a_refusal_is_still_on_its_way_to_the_browser_is_priced_all_the_same()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var focus = desk.JSInterop.SetupVoid("svFocus", _ => true);
        var page = Open(desk, await desk.DraftAsync("+447700900900"));
        var pressed = page.Find(".quote > button").ClickAsync(new());
        page.WaitForAssertion(() => desk.JSInterop.VerifyInvoke("svFocus"));

        page.Find("#text").Input("See you at 9");
        await Task.Delay(TimeSpan.FromMilliseconds(400), Cancel);
        focus.SetVoidResult();
        await pressed;

        page.WaitForAssertion(() => Assert.Equal("Send 1 message for £0.0380", page.Find(".quote > button").TextContent.Trim()));
    }

    [Theory]
    [InlineData("twelve", "Hello", "#to", "This is not a phone number")]
    [InlineData("+8613800138000", "Hello", "#to", "We do not send to this country yet")]
    [InlineData("+447700900900", "  ", "#text", "Write a message first")]
    public async Task Says_at_the_field_what_is_wrong_and_keeps_what_was_typed(string number, string text, string field, string words)
    {
        await using var desk = await PageDesk.SetUpAsync();
        var page = Open(desk, await desk.DraftAsync(number, text));

        await page.Find(".quote > button").ClickAsync(new());

        Assert.Contains(words, page.Find($"{field}-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find(field).GetAttribute("aria-invalid"));
        Assert.Equal((number, text), (page.Find("#to").GetAttribute("value"), page.Find("#text").GetAttribute("value")));
        Assert.Equal(field[1..], desk.JSInterop.VerifyInvoke("svFocus").Arguments[0]);
    }

    [Fact]
    public async Task Says_that_a_text_is_too_long_before_anybody_presses_Send()
    {
        await using var desk = await PageDesk.SetUpAsync();

        var page = Open(desk, await desk.DraftAsync("+447700900900", new string('x', 1_531)));

        Assert.Contains("more than 10 parts", page.Find("#text-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_the_balance_does_not_cover_is_refused_above_its_button_and_kept()
    {
        await using var desk = await PageDesk.SetUpAsync(Money.Of(0.01m, Currency.Gbp));
        var draft = await desk.DraftAsync("+447700900900", "Too dear");
        var page = Open(desk, draft);
        Assert.Contains("Your balance is too small", page.Find(".quote .banner").TextContent, StringComparison.Ordinal);

        await page.Find(".quote > button").ClickAsync(new());

        Assert.Contains("It was not sent; what you wrote is kept here", page.Find(".quote [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Too dear", page.Find("#text").GetAttribute("value"));
        Assert.Null(await desk.Store.Get<MessageTimeline>().RunAsync(desk.Customer, draft, Cancel));
    }

    [Fact]
    public async Task A_portal_that_cannot_save_says_so_and_keeps_what_was_typed()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var page = Open(desk, await desk.DraftAsync("+447700900900", "Kept in the page"));
        desk.StopSaving();

        await page.Find(".quote > button").ClickAsync(new());

        Assert.Contains("nothing was sent or charged", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Kept in the page", page.Find("#text").GetAttribute("value"));

        page.Find("#text").Input("Kept in the page too");
        page.WaitForAssertion(() => Assert.Contains("Your draft could not be saved just now", page.Find("[role=status].banner").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_sent_already_is_its_message()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var sent = await desk.SentAsync();

        Open(desk, sent);

        Assert.EndsWith(Urls.Message(sent), Where(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_pressed_after_another_tab_sent_the_message_goes_to_it()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("+447700900900", "Two tabs");
        var (here, there) = (Open(desk, draft), Open(desk, draft));
        await there.Find(".quote > button").ClickAsync(new());
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.Compose(draft));

        here.Find("#text").Input("Two tabs, typed on");

        here.WaitForAssertion(() => Assert.EndsWith(Urls.Message(draft), Where(desk), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_draft_offers_nothing_to_discard_until_something_is_typed()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var page = Open(desk, await desk.DraftAsync());
        Assert.Empty(page.FindAll("[aria-label='Discard this draft']"));
        Assert.Equal(Urls.Drafts, page.Find(".card-foot a").GetAttribute("href"));

        page.Find("#text").Input("Half a thought");

        page.WaitForElement("[aria-label='Discard this draft']");
    }

    [Fact]
    public async Task Discarding_asks_first_deletes_the_draft_and_goes_to_the_list()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("+447700900118", "Never mind");
        var page = Open(desk, draft);

        await page.Find("[aria-label='Discard this draft']").ClickAsync(new());
        Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Customer, draft, Cancel));
        await page.FindAll("dialog footer button")[1].ClickAsync(new());

        Assert.EndsWith(Urls.Drafts, Where(desk), StringComparison.Ordinal);
        Assert.Null(await desk.Store.Get<FindDraft>().RunAsync(desk.Customer, draft, Cancel));
    }

    [Fact]
    public async Task Asked_to_discard_what_another_tab_sent_it_discards_nothing_and_goes_to_the_message()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("+447700900900", "Two tabs");
        var (here, there) = (Open(desk, draft), Open(desk, draft));
        await there.Find(".quote > button").ClickAsync(new());
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.Compose(draft));

        await here.Find("[aria-label='Discard this draft']").ClickAsync(new());
        await here.FindAll("dialog footer button")[1].ClickAsync(new());

        Assert.EndsWith(Urls.Message(draft), Where(desk), StringComparison.Ordinal);
        Assert.NotNull(await desk.Store.Get<MessageTimeline>().RunAsync(desk.Customer, draft, Cancel));
    }

    [Fact]
    public async Task A_key_pressed_after_another_tab_discarded_it_is_kept_on_the_page_and_told_that_it_is_not_saved()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("+447700900118", "Two tabs");
        var page = Open(desk, draft);
        await desk.Store.Get<DiscardDraft>().RunAsync(desk.Customer, draft, Cancel);

        page.Find("#text").Input("Two tabs, typed on");

        page.WaitForAssertion(() => Assert.Contains("This draft is not there any more", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Two tabs, typed on", page.Find("#text").GetAttribute("value"));
        Assert.Empty(page.FindAll("[aria-label='Discard this draft']"));
        Assert.Empty(await desk.AuditAsync());
    }

    [Fact]
    public async Task Another_customers_draft_does_not_exist_and_asking_for_it_is_noted_once()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("+447700900118", "Between us", of: await desk.StrangerAsync());

        var page = Open(desk, draft);
        await desk.UntilNotFoundAsync(times: 1);
        Open(desk, draft);
        await desk.UntilNotFoundAsync(times: 2);

        Assert.DoesNotContain("Between us", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#text"));
        var entry = Assert.Single(await desk.AuditAsync());
        Assert.Equal((AuditDeed.TriedForeignId, desk.Customer.User, draft.Value), (entry.Deed, entry.Actor, entry.Concerning!.Value));
    }

    [Fact]
    public async Task An_address_nobody_has_is_no_entry_in_the_trail()
    {
        await using var desk = await PageDesk.SetUpAsync();

        Open(desk, new MessageId(MessageId.NewBatch()));
        await desk.UntilNotFoundAsync(times: 1);

        Assert.Empty(await desk.AuditAsync());
    }

    [Fact]
    public async Task The_simulators_numbers_are_named_while_there_is_no_operator()
    {
        await using var desk = await PageDesk.SetUpAsync();

        var page = Open(desk, await desk.DraftAsync());

        Assert.Contains("not to phones", page.Find("details > summary").TextContent, StringComparison.Ordinal);
        Assert.Contains("+44 7700 900907", page.Find("details").TextContent, StringComparison.Ordinal);
    }

    private static IRenderedComponent<ComposePage> Open(PageDesk desk, MessageId draft) => desk.Render<ComposePage>(with => with.Add(page => page.Draft, draft.Value));

    private static string Where(PageDesk desk) => desk.Services.GetRequiredService<NavigationManager>().Uri;

    private static Task UntilSavedAsync(PageDesk desk, MessageId draft, string number, string text) => Patience.UntilAsync(
        async () => await desk.Store.Get<FindDraft>().RunAsync(desk.Customer, draft, Cancel) is FoundDraft.Open { Content: var kept } && kept.Number == number && kept.Text == text,
        still: () => "What was typed never came to the draft.");
}
