using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Messaging;
using SmsViro.Portal.Messaging;

namespace SmsViro.Portal.Tests.Messaging;

public class HistoryPageTests
{
    [Fact]
    public async Task An_empty_history_says_what_to_do_next()
    {
        await using var desk = await PageDesk.SetUpAsync();

        var page = Open(desk);

        Assert.Equal("No messages yet", page.Find(".empty h2").TextContent);
        Assert.Equal(Urls.Send, page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Drafts_are_a_link_away_and_their_number_follows_what_another_tab_does()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var page = Open(desk);
        Assert.Equal(("Drafts", Urls.Drafts), (page.Find(".page-head .actions a").TextContent, page.Find(".page-head .actions a").GetAttribute("href")));

        var draft = await desk.DraftAsync("", "Half a thought");
        page.WaitForAssertion(() => Assert.Equal("Drafts (1)", page.Find(".page-head .actions a").TextContent));
        await desk.Store.Get<DiscardDraft>().RunAsync(desk.Customer, draft, TestContext.Current.CancellationToken);

        page.WaitForAssertion(() => Assert.Equal("Drafts", page.Find(".page-head .actions a").TextContent));
    }

    [Fact]
    public async Task A_line_shows_its_text_and_never_the_whole_number()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var sent = await desk.SentAsync("+447700900118", "Your crown is ready");

        var page = Open(desk);

        var row = page.Find("tbody tr");
        Assert.Contains("Your crown is ready", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("118", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("7700900", page.Markup, StringComparison.Ordinal);
        Assert.Equal(Urls.Message(sent), row.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_one_time_codes_text_stays_sealed()
    {
        await using var desk = await PageDesk.SetUpAsync();
        await desk.SentAsync(text: "Your code is 417533", kind: MessageKind.OneTimeCode);

        Assert.DoesNotContain("417533", Open(desk).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_text_cannot_be_read_in_its_cell_and_the_others_can()
    {
        await using var desk = await PageDesk.SetUpAsync();
        await desk.SentAsync(text: "Whole");
        var damaged = await desk.SentAsync(text: "Damaged");
        await desk.Store.Writes.RunAsync(
            db =>
            {
                var batch = db.MessageBatches.Single(found => found.Id == damaged.Value);
                byte[] bytes = [.. batch.Text.Bytes.Span];
                bytes[^1] ^= 1;
                db.Entry(batch).Property(found => found.Text).CurrentValue = SmsViro.Core.Encryption.Sealed.FromBytes(bytes);
            },
            TestContext.Current.CancellationToken);

        var rows = Open(desk).FindAll("tbody tr");

        Assert.Contains("Cannot be read", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Whole", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_is_an_address_that_keeps_the_other_one()
    {
        await using var desk = await PageDesk.SetUpAsync();

        var page = Open(desk, $"{Urls.Messages}?state=expired&day=2026-11-24");

        var pills = page.FindAll(".pill-filter");
        Assert.Equal($"{Urls.Messages}?day=2026-11-24", pills[0].GetAttribute("href"));
        Assert.Equal($"{Urls.Messages}?state=delivered&day=2026-11-24", pills[1].GetAttribute("href"));
        Assert.Equal("Timed out", Assert.Single(pills, pill => pill.HasAttribute("aria-current")).TextContent);
        Assert.Equal($"{Urls.Messages}?state=expired", page.Find("form a").GetAttribute("href"));
        Assert.Contains("Nothing sent on Tue 24 Nov 2026 is in the state “Timed out”", page.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state=delivered", 0)]
    [InlineData("state=queued", 1)]
    [InlineData("day=2026-11-24", 1)]
    [InlineData("day=2026-11-23", 0)]
    [InlineData("day=yesterday&state=nonsense&from=o", 1)]
    public async Task An_address_shows_what_it_says_and_nonsense_shows_all(string query, int rows)
    {
        await using var desk = await PageDesk.SetUpAsync();
        await desk.SentAsync();

        Assert.Equal(rows, Open(desk, $"{Urls.Messages}?{query}").FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task Older_and_newer_are_addresses_that_keep_the_filter()
    {
        await using var desk = await PageDesk.SetUpAsync(SmsViro.Core.Values.Money.Of(10m, SmsViro.Core.Values.Currency.Gbp));
        for (var sent = 0; sent < 26; sent++) await desk.SentAsync(text: $"Message {sent}");

        var first = Open(desk, $"{Urls.Messages}?state=queued");
        Assert.Equal(25, first.FindAll("tbody tr").Count);
        Assert.Empty(first.FindAll("a[rel=prev]"));
        var older = first.Find("a[rel=next]").GetAttribute("href")!;
        Assert.StartsWith($"{Urls.Messages}?state=queued&from=o", older, StringComparison.Ordinal);

        var last = Open(desk, older);
        Assert.Contains("Message 0", Assert.Single(last.FindAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"{Urls.Messages}?state=queued&from=n", last.Find("a[rel=prev]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Empty(last.FindAll("a[rel=next]"));
    }

    private static IRenderedComponent<HistoryPage> Open(PageDesk desk, string address = Urls.Messages)
    {
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return desk.Render<HistoryPage>();
    }
}
