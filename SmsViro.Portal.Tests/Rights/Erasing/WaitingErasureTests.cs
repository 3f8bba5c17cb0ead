using Bunit;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Rights;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Erasing;

/// <summary>An erasure that was asked for and has not begun is in sight wherever she would look for it, with the way to take it back.</summary>
public class WaitingErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_stands_on_her_home_page_and_where_she_would_ask_again_until_she_takes_it_back()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddPersonAsync("Ada");
        await using var desk = await RightsPages.OpenAsync(store, ada);
        Assert.Empty(desk.Render<ErasePage>().FindAll($"a[href^='{Urls.PrivacyCentre}/requests/']"));

        var asked = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: false, BalanceChoice.None, Cancel)).Request!.Value;

        var home = desk.Render<WaitsForYou>().Find(".banner");
        Assert.Contains("Your account is to be erased. It waits until ", home.TextContent, StringComparison.Ordinal);
        Assert.Equal(Urls.PrivacyRequest(asked), home.QuerySelector("a")!.GetAttribute("href"));
        var page = desk.Render<ErasePage>();
        page.WaitForAssertion(() => Assert.Contains("You have asked for this already.", page.Find($".banner:has(a[href='{Urls.PrivacyRequest(asked)}'])").TextContent, StringComparison.Ordinal));

        Assert.True(await store.Get<WithdrawRequest>().RunAsync(ada, asked, Cancel));

        Assert.Empty(desk.Render<WaitsForYou>().FindAll(".banner"));
        Assert.DoesNotContain("You have asked for this already.", desk.Render<ErasePage>().Markup, StringComparison.Ordinal);
        var hers = await store.Get<RequestBoard>().OfAsync(ada, Cancel);
        var list = desk.Render<RequestsCard>(parameters => parameters.Add(card => card.Requests, hers));
        Assert.Contains(", ended 09:00", list.Find("small").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("answered", list.Markup, StringComparison.Ordinal);
    }
}
