using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Privacy;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Messaging;

namespace SmsViro.Portal.Tests.Messaging;

public class DraftsPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_drafts_it_says_what_would_stand_here_and_how_long()
    {
        await using var desk = await PageDesk.SetUpAsync();
        await desk.DraftAsync();

        var page = desk.Render<DraftsPage>();

        Assert.Equal("No drafts", page.Find(".empty h2").TextContent);
        Assert.Equal(Urls.Send, page.Find(".empty a").GetAttribute("href"));
        Assert.Contains("We keep drafts for 90 days after you last changed them.", page.Find(".page-head p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_shows_its_words_and_never_the_whole_number_and_leads_on()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("07700 900118", "Your crown is ready");

        var page = desk.Render<DraftsPage>();

        Assert.Equal("1 draft", page.Find("section h2").TextContent);
        var row = page.Find("tbody tr");
        Assert.Contains("Your crown is ready", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("118", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("900118", page.Markup.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var link = row.QuerySelector("a")!;
        Assert.Equal((Urls.Compose(draft), "Continue the draft to the number ending 118, saved 09:00"), (link.GetAttribute("href"), link.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task What_is_not_there_yet_is_said_and_what_is_no_number_is_not_shown()
    {
        await using var desk = await PageDesk.SetUpAsync();
        await desk.DraftAsync("Zoë at work", "Hello");
        Assert.Contains("Not a number yet", Rows(desk)[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Zoë", Rows(desk)[0], StringComparison.Ordinal);

        desk.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.DraftAsync("", "Hello");
        Assert.Contains("No number yet", Rows(desk)[0], StringComparison.Ordinal);

        desk.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.DraftAsync("+447700900118");
        Assert.Contains("No text yet", Rows(desk)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_one_time_codes_text_stays_sealed()
    {
        await using var desk = await PageDesk.SetUpAsync();
        await desk.DraftAsync("+447700900118", "Your code is 417533", MessageKind.OneTimeCode);

        var row = Assert.Single(Rows(desk));

        Assert.Contains("A one-time code", row, StringComparison.Ordinal);
        Assert.DoesNotContain("417533", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_says_so_and_can_be_discarded_all_the_same()
    {
        await using var desk = await PageDesk.SetUpAsync();
        await desk.DraftAsync("+447700900118", "Lost");
        await desk.Store.Vault.ShredAsync(Scope.Account(desk.Customer.Account), Guid.CreateVersion7(), Cancel);
        var page = desk.Render<DraftsPage>();
        Assert.Contains("Erased", page.Find("tbody tr").TextContent, StringComparison.Ordinal);

        await DiscardAsync(page);

        page.WaitForAssertion(() => Assert.Equal("No drafts", page.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task More_than_the_list_shows_are_counted_and_said()
    {
        await using var desk = await PageDesk.SetUpAsync();
        for (var one = 0; one < DraftList.Most + 1; one++) await desk.DraftAsync("", $"Draft {one}");

        var page = desk.Render<DraftsPage>();

        Assert.Equal(("51 drafts", 50), (page.Find("section h2").TextContent, page.FindAll("tbody tr").Count));
        Assert.Equal("The 50 you changed last. 1 older draft appears as you send or discard these", page.Find(".pager span").TextContent);
    }

    [Fact]
    public async Task Discarding_asks_first_and_keeping_changes_nothing()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("+447700900118", "Kept");
        var page = desk.Render<DraftsPage>();

        await page.Find("tbody button").ClickAsync(new());
        Assert.Equal("Discard this draft?", page.Find("dialog h2").TextContent);
        Assert.Equal("The draft to the number ending 118, saved 09:00.", page.Find("dialog p").TextContent);
        await page.FindAll("dialog footer button")[0].ClickAsync(new());

        Assert.Empty(page.FindAll("dialog h2"));
        Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Customer, draft, Cancel));
    }

    [Fact]
    public async Task A_discarded_draft_leaves_the_list_and_the_others_stay()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var stays = await desk.DraftAsync("+447700900118", "Stays");
        desk.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        var goes = await desk.DraftAsync("+447700900905", "Goes");
        var page = desk.Render<DraftsPage>();

        await DiscardAsync(page);

        page.WaitForAssertion(() => Assert.Contains("Stays", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
        Assert.Null(await desk.Store.Get<FindDraft>().RunAsync(desk.Customer, goes, Cancel));
        Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Customer, stays, Cancel));
        Assert.Equal("Draft discarded", Assert.Single(desk.Services.GetRequiredService<Toasts>().Shown).Text);
    }

    [Fact]
    public async Task A_portal_that_cannot_save_says_so_where_she_asked_and_discards_nothing()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("+447700900118", "Kept");
        var page = desk.Render<DraftsPage>();
        desk.StopSaving();

        await DiscardAsync(page);

        Assert.Contains("nothing was discarded", page.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Customer, draft, Cancel));
    }

    [Fact]
    public async Task A_draft_that_must_stay_says_why_and_asks_for_no_second_try()
    {
        await using var desk = await PageDesk.SetUpAsync();
        await desk.DraftAsync("+447700900118", "Kept");
        await desk.Store.Writes.RunAsync(
            db => db.Restrictions.Add(new Restriction { Id = Guid.CreateVersion7(), UserId = desk.Customer.User, AccountId = desk.Customer.Account, Ground = RestrictionGround.Disputed, Since = desk.Store.Clock.GetUtcNow() }),
            Cancel);
        var page = desk.Render<DraftsPage>();

        await DiscardAsync(page);

        Assert.Contains("It is kept for now because the use of your data is paused", page.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True(page.FindAll("dialog footer button")[1].HasAttribute("disabled"));
        await page.FindAll("dialog footer button")[0].ClickAsync(new());
        await page.Find("tbody button").ClickAsync(new());
        Assert.Empty(page.FindAll("dialog [role=alert]"));
    }

    [Fact]
    public async Task What_another_tab_saves_discards_or_sends_is_so_here_at_once()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var draft = await desk.DraftAsync("+447700900900", "One");
        var page = desk.Render<DraftsPage>();

        await desk.DraftAsync("", "Two");
        page.WaitForAssertion(() => Assert.Equal("2 drafts", page.Find("section h2").TextContent));
        await desk.SentAsync();
        await desk.Store.Get<DiscardDraft>().RunAsync(desk.Customer, draft, Cancel);

        page.WaitForAssertion(() => Assert.Contains("Two", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
    }

    private static List<string> Rows(PageDesk desk) => [.. desk.Render<DraftsPage>().FindAll("tbody tr").Select(row => row.TextContent)];

    private static async Task DiscardAsync(IRenderedComponent<DraftsPage> page)
    {
        await page.Find("tbody button").ClickAsync(new());
        await page.FindAll("dialog footer button")[1].ClickAsync(new());
    }
}
