using SmsViro.Core.PersonalData;
using SmsViro.Core.Registers;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>What waits for a second person at the desk: who is told of it, and what a no leaves behind.</summary>
public class SecondPersonTests
{
    private const string Long = "We have to search eleven archives of three years by hand.";
    private const string Why = "Two archives are enough, and they are searched in a day.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task More_time_waits_for_a_second_person_in_the_list_and_among_the_tasks_until_somebody_decides(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (id, reference) = await TakenAsync(store, ada, priya);
        var grant = await store.GrantAsync(priya, ada, id);

        Assert.Null(await store.Get<ExtendRequest>().ProposeAsync(grant, id, ExtensionReason.Complexity, Long, Cancel));

        Assert.True(Assert.Single((await store.Get<RequestBoard>().ForStaffAsync(wei.User, Cancel))!) is { NeedsSecondLook: true, IsMoreTimeProposed: true, State: RequestState.InProgress });
        Assert.Equal([new StaffTask.SecondLook(id, reference, IsMoreTime: true, new DateOnly(2026, 12, 24), IsLate: false)], await store.Get<TasksForStaff>().RunAsync(wei.User, Cancel));
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(priya.User, Cancel));

        // The reason changed under her page: she reads it first.
        var (extend, second, read) = (store.Get<ExtendRequest>(), await store.GrantAsync(wei, ada, id), (await store.RequestAsync(id)).ExtensionBecause);
        Assert.Null(await extend.ProposeAsync(grant, id, ExtensionReason.NumberOfRequests, Long, Cancel));
        Assert.Equal(DeskRefusal.WrittenAnew, await extend.ApproveAsync(second, id, read, Cancel));
        Assert.False((await store.RequestAsync(id)).IsExtended);
        Assert.Null(await extend.ApproveAsync(second, id, (await store.RequestAsync(id)).ExtensionBecause, Cancel));
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(wei.User, Cancel));
        Assert.False(Assert.Single((await store.Get<RequestBoard>().ForStaffAsync(wei.User, Cancel))!).NeedsSecondLook);
    }

    [Theory, OnBothDatabases]
    public async Task More_time_waits_for_nobody_once_its_notice_would_come_too_late(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (id, _) = await TakenAsync(store, ada, priya);
        Assert.Null(await store.Get<ExtendRequest>().ProposeAsync(await store.GrantAsync(priya, ada, id), id, ExtensionReason.Complexity, Long, Cancel));

        store.Clock.Advance(TimeSpan.FromDays(30));

        Assert.DoesNotContain(await store.Get<TasksForStaff>().RunAsync(wei.User, Cancel), task => task is StaffTask.SecondLook);
        Assert.Equal(DeskRefusal.TooLate, await store.Get<ExtendRequest>().ApproveAsync(await store.GrantAsync(wei, ada, id), id, (await store.RequestAsync(id)).ExtensionBecause, Cancel));
        Assert.Equal(DeskRefusal.NotNow, await store.Get<ExtendRequest>().RefuseAsync(await store.GrantAsync(wei, ada, id), id, Why, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_no_to_more_time_leaves_the_first_date_and_why_for_the_colleague_and_sends_nothing(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (id, _) = await TakenAsync(store, ada, priya);
        var (first, second, extend) = (await store.GrantAsync(priya, ada, id), await store.GrantAsync(wei, ada, id), store.Get<ExtendRequest>());
        Assert.Equal(DeskRefusal.NotNow, await extend.RefuseAsync(second, id, Why, Cancel));
        Assert.Null(await extend.ProposeAsync(first, id, ExtensionReason.Complexity, Long, Cancel));

        Assert.Equal(DeskRefusal.NeedsSecondPerson, await extend.RefuseAsync(first, id, Why, Cancel));
        Assert.Equal(DeskRefusal.NeedsWords, await extend.RefuseAsync(second, id, "No.", Cancel));
        Assert.Null(await extend.RefuseAsync(second, id, Why, Cancel));

        var request = await store.RequestAsync(id);
        Assert.Equal((new DateOnly(2026, 12, 24), null, null), (request.DueOn, request.ExtensionReason, request.ProposedBy));
        var note = Assert.Single((await store.Get<ReadRequest>().RunAsync(first, id, Cancel))!.Notes);
        Assert.Equal((Why, wei.User), (note.Text, note.Author));
        Assert.True((await store.Get<ReadRequest>().RunAsync(ada, id, Cancel))! is { Notes: [], Noes: [] });
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await store.Get<NoteOnRequest>().RunAsync(first, id, "Nothing to do with it.", Cancel));
        Assert.Equal([new SecondNo(IsToMoreTime: true, Why)], (await store.Get<ReadRequest>().RunAsync(first, id, Cancel))!.Noes);
        Assert.DoesNotContain(await store.Get<LetterWriter>().OfAsync(id, Cancel), letter => letter.Kind is LetterKind.Extended);
        Assert.Equal(RequestStep.ExtensionRefused, (await store.Get<RequestBoard>().FindAsync(ada, id, Cancel))!.Steps[^1].Step);

        // It may be proposed again, with better words.
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await extend.ProposeAsync(first, id, ExtensionReason.Complexity, Long, Cancel));
        Assert.Empty((await store.Get<ReadRequest>().RunAsync(first, id, Cancel))!.Noes);
        Assert.Null(await extend.ApproveAsync(second, id, (await store.RequestAsync(id)).ExtensionBecause, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Who_proposed_more_time_never_sends_its_notice_whatever_is_written_in_between(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei, owen) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (id, _) = await TakenAsync(store, ada, priya);
        var (first, second, third) = (await store.GrantAsync(priya, ada, id), await store.GrantAsync(wei, ada, id), await store.GrantAsync(owen, ada, id));
        var (extend, answers) = (store.Get<ExtendRequest>(), store.Get<AnswerRequest>());
        Assert.Null(await extend.ProposeAsync(second, id, ExtensionReason.Complexity, Long, Cancel));

        // An answer needs no more time: it takes the proposal's place, and beside it none can be made.
        Assert.Null(await answers.ProposeAsync(first, id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats four requests.", false, Cancel));
        Assert.Equal(DeskRefusal.NotNow, await extend.ApproveAsync(second, id, null, Cancel));
        Assert.Equal(DeskRefusal.NotNow, await extend.ProposeAsync(second, id, ExtensionReason.Complexity, Long, Cancel));
        Assert.Null(await answers.SendBackAsync(third, id, Why, Cancel));
        Assert.Equal(DeskRefusal.NotNow, await extend.ApproveAsync(second, id, null, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_is_taken_back_by_those_who_wrote_it_until_its_letter_goes_and_then_needs_a_second_person_again(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (id, _) = await TakenAsync(store, ada, priya);
        var (first, second, answers) = (await store.GrantAsync(priya, ada, id), await store.GrantAsync(wei, ada, id), store.Get<AnswerRequest>());
        Assert.Equal(DeskRefusal.NotNow, await answers.TakeBackAsync(first, id, Cancel));
        Assert.Null(await answers.ProposeAsync(first, id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats fuor requests.", false, Cancel));

        Assert.Equal(DeskRefusal.NotAuthor, await answers.TakeBackAsync(second, id, Cancel));
        Assert.Null(await answers.TakeBackAsync(first, id, Cancel));
        var request = await store.RequestAsync(id);
        Assert.Equal((RequestState.InProgress, RequestOutcome.Refused, RefusalGround.Excessive, null), (request.State, request.Outcome, request.Ground, request.ProposedBy));
        Assert.Equal("It repeats fuor requests.", (await store.Get<ReadRequest>().RunAsync(first, id, Cancel))!.Answer);

        // Approved already: what was approved is not what will go. Nor does a page that was not read again approve what it never showed.
        Assert.Null(await answers.ProposeAsync(first, id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats four requests.", false, Cancel));
        Assert.Equal(DeskRefusal.WrittenAnew, await answers.ApproveAsync(second, id, request.Answer, Cancel));
        Assert.Null(await answers.ApproveAsync(second, id, (await store.RequestAsync(id)).Answer, Cancel));
        Assert.Equal(DeskRefusal.NotAuthor, await answers.TakeBackAsync(second, id, Cancel));
        Assert.Null(await answers.TakeBackAsync(first, id, Cancel));
        Assert.Null((await store.RequestAsync(id)).ReviewedBy);
        Assert.Equal(DeskRefusal.NotNow, await answers.SendAsync(first, id, Cancel));
        Assert.Null(await answers.ProposeAsync(first, id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats four requests of May.", false, Cancel));
        Assert.Equal(DeskRefusal.NotNow, await answers.SendAsync(first, id, Cancel));
        Assert.Null(await answers.ApproveAsync(second, id, (await store.RequestAsync(id)).Answer, Cancel));
        Assert.Null(await answers.SendAsync(first, id, Cancel));
        Assert.Equal(DeskRefusal.NotNow, await answers.TakeBackAsync(first, id, Cancel));
        Assert.Contains("It repeats four requests of May.", (await store.Get<ReadRequest>().RunAsync(first, id, Cancel))!.Letters[^1].Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_that_is_sent_back_says_why_to_the_colleague_and_stays_as_it_was_written(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (id, reference) = await TakenAsync(store, ada, priya);
        var (first, second, answers) = (await store.GrantAsync(priya, ada, id), await store.GrantAsync(wei, ada, id), store.Get<AnswerRequest>());
        Assert.Null(await answers.ProposeAsync(first, id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats four requests.", false, Cancel));
        Assert.Equal([new StaffTask.SecondLook(id, reference, IsMoreTime: false, new DateOnly(2026, 12, 24), IsLate: false)], await store.Get<TasksForStaff>().RunAsync(wei.User, Cancel));

        Assert.Equal(DeskRefusal.NeedsWords, await answers.SendBackAsync(second, id, " ", Cancel));
        Assert.Equal(DeskRefusal.NeedsSecondPerson, await answers.SendBackAsync(first, id, Why, Cancel));
        Assert.Null(await answers.SendBackAsync(second, id, Why, Cancel));

        var request = await store.RequestAsync(id);
        Assert.Equal((RequestState.InProgress, RequestOutcome.Refused, RefusalGround.Excessive, null), (request.State, request.Outcome, request.Ground, request.ProposedBy));
        var details = (await store.Get<ReadRequest>().RunAsync(first, id, Cancel))!;
        Assert.Equal(("It repeats four requests.", Why), (details.Answer, Assert.Single(details.Notes).Text));
        Assert.Equal([new SecondNo(IsToMoreTime: false, Why)], details.Noes);
        Assert.Equal(DeskRefusal.NotNow, await answers.SendAsync(first, id, Cancel));
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(wei.User, Cancel));
    }

    internal static async Task<(Guid Id, string Reference)> TakenAsync(TestStore store, Customer person, Customer staff)
    {
        var id = (await store.Get<DisputeValue>().RunAsync(person, Category.Traffic, "It says delivered; my patient never had it.", "Not delivered", Cancel)).Request!.Value;
        Assert.Null(await store.Get<AssignRequest>().RunAsync(await store.GrantAsync(staff, person, id), id, Cancel));
        return (id, (await store.RequestAsync(id)).Reference);
    }
}
