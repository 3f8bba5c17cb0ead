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

    [Fact]
    public async Task One_by_letter_is_not_called_the_end_of_her_account_before_somebody_read_it_and_then_says_that_an_answer_comes()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, clerk) = (await store.AddPersonAsync("Ada"), await store.AddStaffAsync());
        await using var desk = await RightsPages.OpenAsync(store, ada);
        var letter = new LoggedRequest(RequestKind.Erasure, RequestChannel.Paper, store.Clock.GetUtcNow(), "Please delete the message of Monday and keep the rest.");
        var id = (await store.Get<LogRequest>().RunAsync(await store.GrantAsync(clerk, ada, null), letter, Cancel)).Request!.Value;

        var home = desk.Render<WaitsForYou>().Find(".banner").TextContent;
        Assert.Contains("You wrote to us to have data erased. Our staff read what you wrote, and answer it or begin the erasure.", home, StringComparison.Ordinal);

        var grant = await store.GrantAsync(clerk, ada, id);
        Assert.Null(await store.Get<OpenRequest>().RunAsync(grant, id, Cancel));
        Assert.Null(await store.Get<AssignRequest>().RunAsync(grant, id, Cancel));
        Assert.Null(await store.Get<AnswerRequest>().ProposeAsync(grant, id, RequestOutcome.Refused, RefusalGround.LegalClaims, "The text is part of a claim.", false, Cancel));
        Assert.Contains("Our staff are writing you their answer.", desk.Render<WaitsForYou>().Find(".banner").TextContent, StringComparison.Ordinal);
    }
}
