using Bunit;
using SmsViro.Core.Billing;
using SmsViro.Core.Values;
using SmsViro.Portal.Billing;
using SmsViro.Portal.Tests.Messaging;

namespace SmsViro.Portal.Tests.Billing;

public class BillingPageTests
{
    [Fact]
    public async Task Shows_what_is_there_and_that_nothing_is_held()
    {
        await using var desk = await PageDesk.SetUpAsync();

        var page = desk.Render<BillingPage>();

        Assert.Equal("£1.00", page.Find(".hero-n").TextContent);
        Assert.Contains("Nothing is held", page.Markup, StringComparison.Ordinal);
        Assert.Contains("About 26 parts to the UK", string.Join(' ', page.Find(".card").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_held_stands_beside_what_is_left_and_both_together()
    {
        await using var desk = await PageDesk.SetUpAsync();
        await desk.SentAsync();

        var page = desk.Render<BillingPage>();

        Assert.Equal("£0.9620", page.Find(".hero-n").TextContent);
        Assert.Equal("£0.9620 available, £0.0380 held", page.Find(".meter").GetAttribute("aria-label"));
        Assert.Equal("width:96.2%", page.Find(".meter > i").GetAttribute("style"));
        Assert.Contains("£1.00", page.Find(".legend-row").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_follows_the_ledger_by_itself()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var page = desk.Render<BillingPage>();

        await desk.SentAsync();

        page.WaitForAssertion(() => Assert.Equal("£0.9620", page.Find(".hero-n").TextContent));
    }

    [Fact]
    public void Every_kind_of_line_has_words_of_its_own()
    {
        var words = Enum.GetValues<TransferKind>().Select(LedgerWords.Of).ToList();

        Assert.Equal(words.Distinct(), words);
    }

    [Fact]
    public async Task The_purse_in_the_bar_names_itself_for_those_who_do_not_see_it()
    {
        await using var desk = await PageDesk.SetUpAsync(Money.Of(0.5m, Currency.Gbp));

        Assert.Equal("Balance £0.50, open billing", desk.Render<PurseLink>().Find("a").GetAttribute("aria-label"));
    }
}
