using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Erasing;

/// <summary>An erasure that staff take is answered like any other request, and begins by itself no more.</summary>
public class ErasureAnsweredTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task One_by_letter_is_asked_about_and_answered_in_part_by_two_people_and_the_account_stays(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, clerk, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var letter = new LoggedRequest(RequestKind.Erasure, RequestChannel.Paper, store.Clock.GetUtcNow(), "Please delete the message of Monday and keep the rest.");
        var id = (await store.Get<LogRequest>().RunAsync(await store.GrantAsync(clerk, ada, null), letter, Cancel)).Request!.Value;
        var (first, second, answers) = (await store.GrantAsync(clerk, ada, id), await store.GrantAsync(wei, ada, id), store.Get<AnswerRequest>());
        Assert.Null(await store.Get<OpenRequest>().RunAsync(first, id, Cancel));
        Assert.Equal(DeskRefusal.NotNow, await answers.ProposeAsync(first, id, RequestOutcome.Part, RefusalGround.LegalClaims, "The text goes with its days.", false, Cancel));

        Assert.Null(await store.Get<AssignRequest>().RunAsync(first, id, Cancel));
        Assert.Null(await store.Get<ClarifyRequest>().AskAsync(first, id, "Which of the messages of Monday do you mean?", Cancel));
        Assert.True(await store.Get<ClarifyRequest>().AnswerAsync(ada, id, "The first", Cancel));
        Assert.Equal(DeskRefusal.NotNow, await answers.ProposeAsync(first, id, RequestOutcome.Whole, null, "All of it is done.", false, Cancel));
        Assert.Null(await answers.ProposeAsync(first, id, RequestOutcome.Part, RefusalGround.LegalClaims, "The text goes with its days.", false, Cancel));
        Assert.Null(await answers.ApproveAsync(second, id, (await store.RequestAsync(id)).Answer, Cancel));
        Assert.Null(await answers.SendAsync(first, id, Cancel));

        Assert.Equal(RequestState.PartlyFulfilled, (await store.RequestAsync(id)).State);
        Assert.False((await store.Vault.FindAsync(Scope.User(ada.User), Cancel)).IsClosed);
        Assert.Equal(CarryOutRefusal.NotOpen, await store.CarryOutAsync(id, ada, wei));
    }

    [Theory, OnBothDatabases]
    public async Task One_that_staff_took_waits_for_them_and_is_begun_by_them(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var id = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: true, BalanceChoice.GiveUp, Cancel)).Request!.Value;
        Assert.Null(await store.Get<AssignRequest>().RunAsync(await store.GrantAsync(priya, ada, id), id, Cancel));

        await store.Get<JobQueue>().AddAsync<BeginRipeErasures>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
        Assert.Equal(RequestState.InProgress, (await store.RequestAsync(id)).State);

        Assert.Null(await store.CarryOutAsync(id, ada, priya));
        await store.RunJobsAsync();
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(id)).State);
    }

    [Theory, OnBothDatabases]
    public async Task Its_first_letter_says_until_when_it_can_be_taken_back_and_what_to_do_if_somebody_else_asked(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());

        var waits = await FirstLetterAsync(ada, waiveWait: false);
        var hurries = await FirstLetterAsync(bea, waiveWait: true);

        Assert.Contains("It does not begin before Tuesday 8 December 2026. Until it begins you can take it back", waits, StringComparison.Ordinal);
        Assert.Contains("You chose not to wait.", hurries, StringComparison.Ordinal);
        Assert.All([waits, hurries], body => Assert.Contains("If that was not you, somebody is in your account", body, StringComparison.Ordinal));

        async Task<string> FirstLetterAsync(Customer customer, bool waiveWait)
        {
            var id = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(customer), RequestErasure.Phrase, waiveWait, BalanceChoice.GiveUp, Cancel)).Request!.Value;
            return Assert.Single(await store.Get<LetterWriter>().OfAsync(id, Cancel)).Body!;
        }
    }

    [Fact]
    public async Task A_letter_that_is_written_down_after_its_month_promises_no_day_that_is_past()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, clerk) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var late = new LoggedRequest(RequestKind.Copy, RequestChannel.Paper, store.Clock.GetUtcNow().AddDays(-57), "I want to know what you hold about me.") { LateBecause = "It lay in the wrong tray" };

        var id = (await store.Get<LogRequest>().RunAsync(await store.GrantAsync(clerk, ada, null), late, Cancel)).Request!.Value;

        var body = Assert.Single(await store.Get<LetterWriter>().OfAsync(id, Cancel)).Body!;
        Assert.Contains("Our answer was due on", body, StringComparison.Ordinal);
        Assert.Contains("answer without further delay", body, StringComparison.Ordinal);
        Assert.DoesNotContain("on or before", body, StringComparison.Ordinal);
    }
}
