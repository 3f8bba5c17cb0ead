using SmsViro.Core.Auditing;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Complaining;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>Complaints about us, and decisions of rules that a person is to look at.</summary>
public class ComplaintTests
{
    private const string Words = "Your answer of May left out what support wrote about me.";
    private const string Long = "We have to search eleven archives of three years by hand.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_complaint_is_acknowledged_at_once_looked_into_by_two_people_and_answered_in_writing(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var id = (await store.Get<Complain>().RunAsync(ada, ComplaintAbout.Answer, Words, Cancel)).Request!.Value;
        var (first, second) = (await store.GrantAsync(priya, ada, id), await store.GrantAsync(wei, ada, id));
        var answers = store.Get<AnswerRequest>();

        var details = (await store.Get<ReadRequest>().RunAsync(ada, id, Cancel))!;
        Assert.Equal(("How we answered a request of mine", Words), (details.About, details.Wish));
        Assert.Equal((RequestKind.Complaint, RequestState.Open, new DateOnly(2026, 12, 24)), ((await store.RequestAsync(id)).Kind, (await store.RequestAsync(id)).State, (await store.RequestAsync(id)).DueOn));
        Assert.StartsWith("C-2026-", (await store.RequestAsync(id)).Reference, StringComparison.Ordinal);
        Assert.Contains("acknowledges it", details.Letters[0].Body, StringComparison.Ordinal);
        Assert.Contains("section 164A", details.Letters[0].Body, StringComparison.Ordinal);
        Assert.Contains("Thursday 24 December 2026", details.Letters[0].Body, StringComparison.Ordinal);

        // Never longer than the month, never with a ground, never settled by one person, however whole the answer is.
        Assert.Null(await store.Get<AssignRequest>().RunAsync(first, id, Cancel));
        Assert.Equal(DeskRefusal.NeverExtended, await store.Get<ExtendRequest>().ProposeAsync(first, id, ExtensionReason.Complexity, Long, Cancel));
        Assert.Equal(DeskRefusal.NoSuchGround, await answers.ProposeAsync(first, id, RequestOutcome.Refused, RefusalGround.Excessive, "It was all there.", false, Cancel));
        Assert.Equal(DeskRefusal.NotNow, await store.Get<ForwardRequest>().RunAsync(first, id, "Another company has to answer.", Cancel));
        Assert.Null(await answers.ProposeAsync(first, id, RequestOutcome.Whole, null, "Two notes were left out. They are in a new copy.", false, Cancel));
        Assert.Equal(RequestState.Review, (await store.RequestAsync(id)).State);
        Assert.Equal(DeskRefusal.NeedsSecondPerson, await answers.ApproveAsync(first, id, (await store.RequestAsync(id)).Answer, Cancel));
        Assert.Null(await answers.ApproveAsync(second, id, (await store.RequestAsync(id)).Answer, Cancel));
        Assert.Null(await answers.SendAsync(first, id, Cancel));

        var answered = await store.RequestAsync(id);
        Assert.Equal("Upheld", RightsWords.Of(answered.Kind, answered.State));
        var letter = (await store.Get<LetterWriter>().OfAsync(id, Cancel))[^1];
        Assert.Contains("you were right", letter.Body, StringComparison.Ordinal);
        Assert.Contains("They are in a new copy.", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("comes late", letter.Body, StringComparison.Ordinal);
        Assert.True((await store.Get<AuditTrail>().VerifyAsync(Cancel)).IsWhole);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_rule_refused_her_is_looked_at_by_people_and_may_stand_without_a_ground_but_not_without_words(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var id = (await store.Get<Complain>().RunAsync(ada, ComplaintAbout.Decision, "My number was called impossible, and it rings.", Cancel)).Request!.Value;
        var (first, second) = (await store.GrantAsync(priya, ada, id), await store.GrantAsync(wei, ada, id));
        var answers = store.Get<AnswerRequest>();
        Assert.Null(await store.Get<AssignRequest>().RunAsync(first, id, Cancel));

        Assert.Equal(DeskRefusal.NeedsWords, await answers.ProposeAsync(first, id, RequestOutcome.Refused, null, "No.", false, Cancel));
        Assert.Null(await answers.ProposeAsync(first, id, RequestOutcome.Refused, null, "Its country has no numbers of eleven digits.", false, Cancel));
        Assert.Null(await answers.ApproveAsync(second, id, (await store.RequestAsync(id)).Answer, Cancel));
        Assert.Null(await answers.SendAsync(first, id, Cancel));

        var answered = await store.RequestAsync(id);
        Assert.Equal(("It stands", RequestKind.DecisionReview), (RightsWords.Of(answered.Kind, answered.State), answered.Kind));
        Assert.StartsWith("D-2026-", answered.Reference, StringComparison.Ordinal);
        var letters = await store.Get<LetterWriter>().OfAsync(id, Cancel);
        Assert.Equal([LetterKind.Received, LetterKind.Answered], letters.Select(letter => letter.Kind));
        Assert.Contains("UK GDPR Article 22C", letters[0].Body, StringComparison.Ordinal);
        Assert.Contains("and it stands", letters[1].Body, StringComparison.Ordinal);
        Assert.Contains("no numbers of eleven digits", letters[1].Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task It_needs_ten_letters_and_an_account_that_is_there(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddPersonAsync();

        Assert.Equal(ComplaintRefusal.NeedsWords, (await store.Get<Complain>().RunAsync(ada, ComplaintAbout.Handling, "  Too bad  ", Cancel)).Refusal);
        Assert.Equal(ComplaintRefusal.NeedsWords, (await store.Get<Complain>().RunAsync(ada, ComplaintAbout.Handling, new string('a', 2_001), Cancel)).Refusal);
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == ada.User.Value).State = AccountState.Erasing, Cancel);
        Assert.Equal(ComplaintRefusal.AccountClosed, (await store.Get<Complain>().RunAsync(ada, ComplaintAbout.Handling, Words, Cancel)).Refusal);

        await using var db = store.Open();
        Assert.Empty(db.PrivacyRequests);
        Assert.Empty(db.RequestLetters);
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_that_comes_late_says_so_and_one_that_was_extended_says_that(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var late = (await store.Get<Complain>().RunAsync(ada, ComplaintAbout.Handling, Words, Cancel)).Request!.Value;
        var longer = (await store.Get<Core.Rights.Rectifying.DisputeValue>().RunAsync(ada, Core.PersonalData.Category.Traffic, Words, "Not delivered", Cancel)).Request!.Value;
        await store.Writes.RunAsync(
            db =>
            {
                var row = db.PrivacyRequests.Single(request => request.Id == longer);
                (row.ExtendedAt, row.DueOn) = (store.Clock.GetUtcNow(), new DateOnly(2027, 2, 24));
            },
            Cancel);
        store.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 28, 9, 0, 0, TimeSpan.Zero));

        Assert.Contains("due on Thursday 24 December 2026 and comes late. We are sorry.", await RefusalAsync(late), StringComparison.Ordinal);
        var extended = await RefusalAsync(longer);
        Assert.Contains("within the longer time we had written to you about", extended, StringComparison.Ordinal);
        Assert.DoesNotContain("comes late", extended, StringComparison.Ordinal);

        async Task<string> RefusalAsync(Guid id)
        {
            var wei = await store.AddStaffAsync();
            var (first, second) = (await store.GrantAsync(priya, ada, id), await store.GrantAsync(wei, ada, id));
            RefusalGround? ground = id == longer ? RefusalGround.Excessive : null;
            Assert.Null(await store.Get<AssignRequest>().RunAsync(first, id, Cancel));
            Assert.Null(await store.Get<AnswerRequest>().ProposeAsync(first, id, RequestOutcome.Refused, ground, "It repeats four requests.", false, Cancel));
            Assert.Null(await store.Get<AnswerRequest>().ApproveAsync(second, id, (await store.RequestAsync(id)).Answer, Cancel));
            Assert.Null(await store.Get<AnswerRequest>().SendAsync(first, id, Cancel));
            return (await store.Get<LetterWriter>().OfAsync(id, Cancel))[^1].Body!;
        }
    }
}
