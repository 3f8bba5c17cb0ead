using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Rights;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Staff;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>A question that is open: what it does to the date, who answered it, and how it ends without an answer.</summary>
public class OpenQuestionTests
{
    private const string Question = "Which of your three messages do you mean?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_pause_is_named_with_its_days_before_the_day_it_leads_to(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var id = await AskedAsync(store, ada, priya);
        var open = (await store.Get<RequestBoard>().FindAsync(ada, id, Cancel))!;
        Assert.Equal((new DateOnly(2026, 11, 24), 0), (open.AskedOn, open.Pauses.Count));
        Assert.Contains("the days do not count", DueWords.Open(open.AskedOn!.Value, open.Request), StringComparison.Ordinal);

        store.Clock.Advance(TimeSpan.FromDays(5));
        Assert.True(await store.Get<ClarifyRequest>().AnswerAsync(ada, id, "The first", Cancel));
        Assert.Null(await store.Get<ClarifyRequest>().AskAsync(await store.GrantAsync(priya, ada, id), id, "And which of its two recipients?", Cancel));
        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await store.Get<ClarifyRequest>().AnswerAsync(ada, id, "The second", Cancel));

        // The day that both questions share stands still once.
        var view = (await store.Get<RequestBoard>().FindAsync(ada, id, Cancel))!;
        Assert.Null(view.AskedOn);
        Assert.Equal([new CountedPause(new(2026, 11, 24), new(2026, 11, 29), 6), new CountedPause(new(2026, 11, 29), new(2026, 11, 30), 1)], view.Pauses);
        Assert.Equal(view.Dates.Raw, view.Dates.Origin.AddMonths(1).AddDays(view.Pauses.Sum(pause => pause.Days)));
        Assert.Equal(("Paused from Tue 24 Nov 2026 to Sun 29 Nov 2026, for our question", "Plus a month and 7 days"), (DueWords.Paused(view.Pauses[0]), DueWords.Month(view)));
    }

    [Fact]
    public async Task Where_the_month_goes_on_no_pause_is_named_and_the_form_says_so_before_it_is_asked()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        store.Get<RightsOptions>().Jurisdiction = Jurisdiction.EuropeanUnion;
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var id = await AskedAsync(store, ada, priya);
        var due = (await store.RequestAsync(id)).DueOn;

        store.Clock.Advance(TimeSpan.FromDays(5));
        Assert.True(await store.Get<ClarifyRequest>().AnswerAsync(ada, id, "The first", Cancel));

        var view = (await store.Get<RequestBoard>().FindAsync(ada, id, Cancel))!;
        Assert.Equal((due, 0, "Plus a month"), (view.Request.DueOn, view.Pauses.Count, DueWords.Month(view)));
        Assert.Contains("The days count all the same", DeskWords.Help(DeskForm.Question, Jurisdiction.EuropeanUnion), StringComparison.Ordinal);
        Assert.Contains("the days do not count", DeskWords.Help(DeskForm.Question, Jurisdiction.UnitedKingdom), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_answer_that_staff_wrote_down_is_never_said_to_be_hers(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var id = await AskedAsync(store, ada, priya);

        Assert.Null(await store.Get<ClarifyRequest>().TakeAsync(await store.GrantAsync(priya, ada, id), id, "The first, she said", Cancel));

        var step = (await store.Get<RequestBoard>().FindAsync(ada, id, Cancel))!.Steps.Single(step => step.Step is RequestStep.ClarificationNoted);
        Assert.Equal("Our staff wrote down your answer to our question", RightsWords.Of(step.Step));
    }

    [Theory, OnBothDatabases]
    public async Task A_question_that_is_taken_back_moves_no_date_and_the_request_goes_on(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, priya) = (await store.AddPersonAsync(), await store.AddPersonAsync(), await store.AddStaffAsync());
        var (id, clarify) = (await AskedAsync(store, ada, priya), store.Get<ClarifyRequest>());
        store.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(DeskRefusal.NoSuchRequest, await clarify.TakeBackAsync(await store.GrantAsync(priya, bea, null), id, Cancel));

        Assert.Null(await clarify.TakeBackAsync(await store.GrantAsync(priya, ada, id), id, Cancel));

        var view = (await store.Get<RequestBoard>().FindAsync(ada, id, Cancel))!;
        Assert.Equal((RequestState.InProgress, new DateOnly(2026, 12, 24), 0, null), (view.Request.State, view.Request.DueOn, view.Pauses.Count, view.AskedOn));
        Assert.Equal(RequestStep.ClarificationTakenBack, view.Steps[^1].Step);
        var details = (await store.Get<ReadRequest>().RunAsync(ada, id, Cancel))!;
        Assert.Null(details.Waiting);
        Assert.True(Assert.Single(details.Questions).IsTakenBack);

        // Nobody answered it, and nothing that is told of it says so.
        var held = (await store.Get<ReadHeld>().RunAsync(await store.SignInAsync(ada), Category.Requests.Id, 1, Cancel)).Page!.Entries.Single(entry => entry.Title == "What we asked back");
        Assert.Null(held.Values.Single(value => value.Column.Label == "You answered").Value);
        Assert.Equal("We took the question back", held.Values.Single(value => value.Column.Label == "Without an answer").Text);

        // Whoever is still writing an answer is told that nobody waits for it.
        var told = (await store.Get<LetterWriter>().OfAsync(id, Cancel))[^1];
        Assert.Equal(LetterKind.QuestionTakenBack, told.Kind);
        Assert.Contains("on or before Thursday 24 December 2026", told.Body, StringComparison.Ordinal);
        Assert.False(await clarify.AnswerAsync(ada, id, "Too late", Cancel));
        Assert.Equal(DeskRefusal.NotNow, await clarify.TakeBackAsync(await store.GrantAsync(priya, ada, id), id, Cancel));

        // Another may be asked, and its days stand still.
        Assert.Null(await clarify.AskAsync(await store.GrantAsync(priya, ada, id), id, Question, Cancel));
        Assert.True(await clarify.AnswerAsync(ada, id, "The first", Cancel));
        Assert.Equal(1, Assert.Single((await store.Get<RequestBoard>().FindAsync(ada, id, Cancel))!.Pauses).Days);
    }

    [Fact]
    public async Task What_waits_for_her_is_said_above_all_else_with_the_day_until_which_we_wait()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, priya) = (await store.AddPersonAsync("Ada"), await store.AddStaffAsync());
        await using var desk = await RightsPages.OpenAsync(store, ada);
        Assert.Empty(desk.Render<WaitsForYou>().FindAll(".banner"));
        var asked = await AskedAsync(store, ada, priya);

        Assert.Contains("A question of ours has been open since Tue 24 Nov 2026", desk.Render<WaitsForYou>().Find(".banner").TextContent, StringComparison.Ordinal);
        Assert.Null(await store.Get<ClarifyRequest>().TakeBackAsync(await store.GrantAsync(priya, ada, asked), asked, Cancel));

        var doubted = (await store.Get<DisputeValue>().RunAsync(ada, Category.Traffic, "It says delivered; my patient never had it.", "Not delivered", Cancel)).Request!.Value;
        Assert.Null(await store.Get<AskIdentity>().RunAsync(await store.GrantAsync(priya, ada, doubted), doubted, "It came from another address.", Cancel));

        var said = desk.Render<WaitsForYou>().Find(".banner");
        Assert.Contains("Show until Tue 22 Dec 2026 that you asked for it", said.TextContent, StringComparison.Ordinal);
        Assert.Equal(Urls.PrivacyRequest(doubted), said.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Back_from_the_password_page_it_is_said_what_to_press_and_the_focus_is_there()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, priya) = (await store.AddPersonAsync("Ada"), await store.AddStaffAsync());
        var doubted = (await store.Get<DisputeValue>().RunAsync(ada, Category.Traffic, "It says delivered; my patient never had it.", "Not delivered", Cancel)).Request!.Value;
        Assert.Null(await store.Get<AskIdentity>().RunAsync(await store.GrantAsync(priya, ada, doubted), doubted, "It came from another address.", Cancel));
        await using var desk = await RightsPages.OpenAsync(store, ada);
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.OnceConfirmed(Urls.PrivacyRequest(doubted)));

        var page = desk.Render<RequestPage>(parameters => parameters.Add(one => one.Id, doubted));

        page.WaitForAssertion(() => Assert.Contains("Your password is confirmed. Press Yes, it is mine to go on", page.Find("[role=status] .banner").TextContent, StringComparison.Ordinal));
        Assert.Equal("Yes, it is mine", page.Find("#mine").TextContent.Trim());
        Assert.Contains(desk.JSInterop.Invocations["svFocus"], call => Equals(call.Arguments[0], "mine"));
        Assert.Equal(RequestState.IdentityPending, (await store.RequestAsync(doubted)).State);

        desk.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.PrivacyRequest(doubted));
        Assert.Empty(desk.Render<RequestPage>(parameters => parameters.Add(one => one.Id, doubted)).FindAll("[role=status] .banner"));
    }

    private static async Task<Guid> AskedAsync(TestStore store, Customer person, Customer staff)
    {
        var (id, _) = await SecondPersonTests.TakenAsync(store, person, staff);
        Assert.Null(await store.Get<ClarifyRequest>().AskAsync(await store.GrantAsync(staff, person, id), id, Question, Cancel));
        return id;
    }
}
