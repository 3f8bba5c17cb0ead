using System.Text.RegularExpressions;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Rights;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Recipients;

/// <summary>What the holder of a number sees and may do, and what the holder before her leaves: nothing.</summary>
public class RecipientPictureTests
{
    private const string Number = "+447700900900";
    private const string Other = "+447700900910";

    private static async Task<string> SaidAsync(Reception reception)
    {
        var proved = await reception.ProveAsync(Number);
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton(new OperatorOptions()).AddSingleton<TimeProvider>(reception.Store.Clock);
        var picture = await reception.SeeAsync(proved);
        return context.Render<SenderList>(list => list.Add(part => part.Picture, picture).Add(part => part.From, proved.From)).Find("section").TextContent.Trim();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task She_sees_who_wrote_and_when_and_nobody_elses_traffic(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var dental = await reception.AddSenderAsync("Harbour Dental");
        var parcels = await reception.AddSenderAsync("Northgate");
        var silent = await reception.AddSenderAsync("Lantern");
        await reception.WriteAsync(dental, Number);
        reception.Store.Clock.Advance(TimeSpan.FromDays(2));
        await reception.WriteAsync(dental, Number);
        await reception.WriteAsync(parcels, Number);
        await reception.WriteAsync(silent, Other);

        // What an archive brought in holds her number as well; it was not sent from here, whatever it says.
        var brought = await reception.AddSenderAsync("Meadow");
        await reception.WriteAsync(brought, Number);
        await reception.BringInAsync(brought);

        var proved = await reception.ProveAsync(Number);
        var picture = await reception.SeeAsync(proved);

        Assert.Equal(
            [("Harbour Dental", 2, 0), ("Meadow", 0, 1), ("Northgate", 1, 0)],
            picture.Senders.Select(sender => (sender.Name!, sender.Texts.Count, sender.BroughtIn.Count)).OrderBy(sender => sender.Item1));
        var said = await SaidAsync(reception);
        Assert.StartsWith("3 companies whose records still hold your number", said, StringComparison.Ordinal);
        Assert.Contains("brought in from a file, not sent from here", said, StringComparison.Ordinal);
        Assert.False(await reception.Store.Get<ChangeStops>().RunAsync(proved, StopWish.StopOne, silent.Account, Cancel));
        Assert.Equal(WishRefusal.NoSuchSender, await reception.Store.Get<AskAsRecipient>().RunAsync(proved, new RecipientWish(RecipientRequestKind.Question, silent.Account), Cancel));

        Assert.True(await reception.Store.Get<ChangeStops>().RunAsync(proved, StopWish.StopOne, dental.Account, Cancel));
        Assert.NotNull((await reception.SeeAsync(proved)).Senders.Single(sender => sender.Account == dental.Account).StoppedAt);
        Assert.Equal(OptOutHow.RecipientPage, Assert.Single((await reception.Store.Get<OptOutList>().RunAsync(dental, 0, 10, Cancel)).Lines).How);
        Assert.True(await reception.Store.Get<ChangeStops>().RunAsync(proved, StopWish.AllowOne, dental.Account, Cancel));
        Assert.True(await reception.Store.Get<ChangeStops>().RunAsync(proved, StopWish.StopAll, null, Cancel));
        Assert.NotNull((await reception.SeeAsync(proved)).Stops.All);
    }

    [Theory, OnBothDatabases]
    public async Task A_record_that_has_forgotten_the_number_is_not_found_and_the_page_claims_nothing_of_it(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var dental = await reception.AddSenderAsync("Harbour Dental");
        await reception.WriteAsync(dental, Number);
        await reception.Store.Writes.RunAsync(db => db.MessageBatches.ExecuteUpdate(set => set.SetProperty(batch => batch.State, BatchState.Drained)), Cancel);
        Assert.StartsWith("1 company whose records still hold your number", await SaidAsync(reception), StringComparison.Ordinal);

        reception.Store.Clock.Advance(TimeSpan.FromDays(31));
        var proved = await reception.ProveAsync(Number);
        Assert.Single((await reception.SeeAsync(proved)).Senders);
        Assert.Equal(1, await reception.Store.Get<ForgetContent>().ForgetAsync(reception.Store.Clock.GetUtcNow(), Cancel));

        // A page that stood open says what is so now, and what came since is found when she looks again.
        Assert.Empty((await reception.SeeAsync(proved)).Senders);
        await reception.WriteAsync(dental, Number);
        Assert.False(await reception.Store.Get<SearchAgain>().RunAsync(proved, Cancel));
        reception.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await reception.Store.Get<SearchAgain>().RunAsync(proved, Cancel));
        await reception.Store.RunJobsAsync();
        Assert.Single((await reception.SeeAsync(proved)).Senders);
        await reception.Store.Writes.RunAsync(db => db.Messages.ExecuteUpdate(set => set.SetProperty(message => message.Recipient, default(Sealed)).SetProperty(message => message.RecipientIndex, 0)), cancel: Cancel);

        var said = await SaidAsync(reception);
        Assert.StartsWith("No record of a text to your number was found since 26 September", said, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(said, "We looked through"));
        Assert.Contains("that still hold your number: each sender chooses for how long, 30 days unless they choose otherwise", said, StringComparison.Ordinal);
        Assert.Contains("Companies may have written to you whose records have forgotten the number since", said, StringComparison.Ordinal);
        Assert.Contains("nor are drafts", said, StringComparison.Ordinal);
        Assert.DoesNotContain("No company sent", said, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_number_that_changed_hands_shows_nothing_of_its_first_holder(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var dental = await reception.AddSenderAsync("Harbour Dental");
        await reception.WriteAsync(dental, Number);
        reception.Store.Clock.Advance(TimeSpan.FromDays(100));
        await reception.WriteAsync(dental, Number);
        var first = await reception.ProveAsync(Number);
        Assert.Null(await reception.Store.Get<AskAsRecipient>().RunAsync(first, new RecipientWish(RecipientRequestKind.Question, dental.Account, QuestionAbout.Copy, "About my treatment"), Cancel));

        // Ninety days are the most, whoever asks.
        Assert.Single(Assert.Single((await reception.SeeAsync(first)).Senders).Texts);

        var draft = (await reception.Store.Get<StartDraft>().RunAsync(dental, Cancel))!.Value;
        await reception.Store.Get<SaveDraft>().RunAsync(dental, draft, new DraftContent(Number, "To him", MessageKind.Conversation), Cancel);

        // The number goes to somebody else; what reached it on the very day may still have been his.
        reception.Store.Clock.Advance(TimeSpan.FromDays(20));
        await reception.WriteAsync(dental, Number);
        var today = DateOnly.FromDateTime(reception.Store.Clock.GetUtcNow().UtcDateTime);
        reception.Store.Clock.Advance(TimeSpan.FromDays(1));
        var bare = await reception.SeeAsync(await reception.ProveAsync(Number, today));
        Assert.Empty(bare.Senders);
        Assert.Empty(bare.Requests);

        var mine = await reception.WriteAsync(dental, Number);
        var second = await reception.ProveAsync(Number, today);
        Assert.Single(Assert.Single((await reception.SeeAsync(second)).Senders).Texts);

        // Nor does her erasure reach what was his.
        Assert.Null(await reception.Store.Get<AskAsRecipient>().RunAsync(second, new RecipientWish(RecipientRequestKind.Erasure), Cancel));
        await reception.Store.RunJobsAsync();
        var lines = (await reception.Store.Get<MessageHistory>().RunAsync(dental, new HistoryFilter(null, null, TimeZoneInfo.Utc), null, 10, Cancel)).Items;
        Assert.Equal(4, lines.Count);
        Assert.Equal([mine], lines.Where(line => line.To.Number is null).Select(line => line.Id));
        Assert.Equal(Number, Assert.IsType<FoundDraft.Open>(await reception.Store.Get<FindDraft>().RunAsync(dental, draft, Cancel)).Content.Number);
    }

    [Theory, OnBothDatabases]
    public async Task Who_has_to_answer_finds_her_own_messages_to_that_number_and_none_from_before_it_was_surely_theirs(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var store = reception.Store;
        var (dental, parcels) = (await reception.AddSenderAsync("Harbour Dental"), await reception.AddSenderAsync("Northgate"));
        await reception.WriteAsync(dental, Number, "To whoever had the number before");
        store.Clock.Advance(TimeSpan.FromDays(10));
        var since = DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime);
        store.Clock.Advance(TimeSpan.FromDays(1));
        var first = await reception.WriteAsync(dental, Number, "The first of two");
        store.Clock.Advance(TimeSpan.FromDays(1));
        var second = await reception.WriteAsync(dental, Number, "The second");
        await reception.WriteAsync(dental, Other, "To somebody else");
        await reception.WriteAsync(parcels, Number, "From somebody else");
        var proved = await reception.ProveAsync(Number, since);
        foreach (var sender in new[] { dental, parcels })
            Assert.Null(await store.Get<AskAsRecipient>().RunAsync(proved, new RecipientWish(RecipientRequestKind.Question, sender.Account, QuestionAbout.Words, $"For {sender.Account}"), Cancel));
        var question = Assert.Single(await store.Get<RecipientQuestions>().RunAsync(dental, Cancel));
        var texts = store.Get<TextsAskedAbout>();

        Assert.Equal([second, first], (await texts.RunAsync(dental, question.Request.Id, Cancel)).Select(text => text.Id));
        Assert.Empty(await texts.RunAsync(parcels, question.Request.Id, Cancel));
        Assert.Empty(await texts.RunAsync(dental, Guid.CreateVersion7(), Cancel));

        await using var context = await RightsPages.OpenAsync(store, dental);
        var page = context.Render<RecipientQuestionsPage>();
        var show = $"button[aria-label='Show your messages to {question.Number!.Value.International}']";
        page.WaitForElement(show);
        await page.InvokeAsync(() => page.Find(show).ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Equal([Urls.Message(second), Urls.Message(first)], page.FindAll("ul a").Select(link => link.GetAttribute("href"))));
        Assert.Contains("2 messages of yours went to this number", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("The second", page.Markup, StringComparison.Ordinal);
    }

    /// <summary>Each card holds its own words: what was typed for one person must not stand in the field for another.</summary>
    [Theory, OnBothDatabases]
    public async Task An_answer_begun_to_one_person_is_not_begun_to_another(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var dental = await reception.AddSenderAsync("Harbour Dental");
        foreach (var number in new[] { Number, Other })
        {
            await reception.WriteAsync(dental, number);
            Assert.Null(await reception.Store.Get<AskAsRecipient>().RunAsync(await reception.ProveAsync(number), new RecipientWish(RecipientRequestKind.Question, dental.Account, QuestionAbout.Source, "Where from?"), Cancel));
        }

        await using var context = await RightsPages.OpenAsync(reception.Store, dental);
        var page = context.Render<RecipientQuestionsPage>();
        page.WaitForElements("textarea", 2);
        await page.InvokeAsync(() => page.FindAll("textarea")[0].ChangeAsync(new() { Value = "You gave it to us at the desk in March" }));
        page.WaitForAssertion(() => Assert.Equal(["You gave it to us at the desk in March", null], page.FindAll("textarea").Select(field => field.GetAttribute("value"))));
        await page.InvokeAsync(() => page.FindAll("form")[0].SubmitAsync());

        page.WaitForAssertion(() => Assert.Single(page.FindAll("textarea")));
        Assert.Equal(1, (await reception.Store.Get<RecipientQuestions>().RunAsync(dental, Cancel)).Count(question => question.Answer is not null));
    }

    [Theory, OnBothDatabases]
    public async Task A_question_goes_to_its_sender_whose_clock_runs_until_he_answers(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var store = reception.Store;
        var (dental, parcels) = (await reception.AddSenderAsync("Harbour Dental"), await reception.AddSenderAsync("Northgate"));
        await reception.WriteAsync(dental, Number);
        var proved = await reception.ProveAsync(Number);
        var wish = new RecipientWish(RecipientRequestKind.Question, dental.Account, QuestionAbout.Source, "Where from?");
        Assert.Null(await store.Get<AskAsRecipient>().RunAsync(proved, wish, Cancel));
        Assert.Equal(WishRefusal.AlreadyOpen, await store.Get<AskAsRecipient>().RunAsync(proved, wish, Cancel));
        Assert.Equal(WishRefusal.TooLong, await store.Get<AskAsRecipient>().RunAsync(proved, wish with { About = QuestionAbout.Copy, Note = new string('x', 501) }, Cancel));

        var question = Assert.Single(await store.Get<RecipientQuestions>().RunAsync(dental, Cancel));
        Assert.Equal((Number, "Where from?", "N-2026-0001", new DateOnly(2026, 12, 24)), (question.Number!.Value.E164, question.Note, question.Request.Reference, question.Request.DueOn));
        Assert.Empty(await store.Get<RecipientQuestions>().RunAsync(parcels, Cancel));
        Assert.Equal(AnswerRefusal.NotOpen, await store.Get<AnswerRecipient>().RunAsync(parcels, question.Request.Id, "Not mine to answer", Cancel));
        Assert.Equal(AnswerRefusal.Length, await store.Get<AnswerRecipient>().RunAsync(dental, question.Request.Id, "no", Cancel));

        store.Clock.Advance(TimeSpan.FromDays(40));
        var staff = await store.AddStaffAsync();
        Assert.True(Assert.Single((await store.Get<RecipientRequestDesk>().ListAsync(staff.User, Cancel))!).IsOverdue);
        Assert.Null(await store.Get<RecipientRequestDesk>().ListAsync(dental.User, Cancel));

        Assert.Null(await store.Get<AnswerRecipient>().RunAsync(dental, question.Request.Id, "You gave it at the desk in March", Cancel));
        var line = Assert.Single((await reception.SeeAsync(await reception.ProveAsync(Number))).Requests);
        Assert.Equal("Harbour Dental", line.Sender);
        Assert.StartsWith("You gave it at the desk in March", line.Answer, StringComparison.Ordinal);
        Assert.Contains("You may complain to", line.Answer, StringComparison.Ordinal);
        Assert.Null((await store.Get<RecipientRequestDesk>().OpenAsync(staff.User, question.Request.Id, Cancel))!.Answer);

        // Thirty days later the number and the words are gone with their key; that it was answered stays.
        store.Clock.Advance(TimeSpan.FromDays(31));
        await store.Get<JobQueue>().AddAsync<ForgetRecipients>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
        var kept = await reception.OnlyRequestAsync();
        Assert.Equal((null, null, null, null), (kept.Number, kept.NumberIndex, kept.Note, kept.Answer));
        Assert.True((await store.Vault.FindAsync(Scope.Request(kept.Id), Cancel)).IsClosed);
        Assert.NotNull(kept.AnsweredAt);
    }

    [Theory, OnBothDatabases]
    public async Task Staff_search_across_customers_by_two_inside_an_open_request_and_every_look_is_recorded(Database database)
    {
        await using var reception = await Reception.OpenAsync(database, ("Recipients:LookupsPerPerson", "2"));
        var store = reception.Store;
        var dental = await reception.AddSenderAsync("Harbour Dental");
        await reception.WriteAsync(dental, Number);
        var brought = await reception.AddSenderAsync("Meadow");
        await reception.WriteAsync(brought, Number);
        await reception.BringInAsync(brought);
        var (one, two, three) = ((await store.AddStaffAsync()).User, (await store.AddStaffAsync()).User, (await store.AddStaffAsync()).User);
        var (ask, decide, read) = (store.Get<AskForLookup>(), store.Get<DecideLookup>(), store.Get<ReadLookup>());
        const string Why = "She says she was texted by someone she never met";

        Assert.Equal(LookupRefusal.NoOpenRequest, await ask.RunAsync(one, Guid.CreateVersion7(), Why, Cancel));
        Assert.Null(await store.Get<AskAsRecipient>().RunAsync(await reception.ProveAsync(Number), new RecipientWish(RecipientRequestKind.Objection), Cancel));
        var request = (await reception.OnlyRequestAsync()).Id;

        Assert.Equal(LookupRefusal.NotStaff, await ask.RunAsync(dental.User, request, Why, Cancel));
        Assert.Equal(LookupRefusal.NoReason, await ask.RunAsync(one, request, "why", Cancel));
        Assert.Null(await ask.RunAsync(one, request, Why, Cancel));
        Assert.Equal(LookupRefusal.AlreadyAsked, await ask.RunAsync(two, request, Why, Cancel));
        var asked = Assert.Single((await store.Get<RecipientRequestDesk>().ReadAsync(two, request, Cancel))!.Lookups);
        Assert.Equal(Why, asked.Why);
        var lookup = asked.Lookup.Id;

        Assert.Equal(LookupRefusal.NotNow, (await read.RunAsync(one, lookup, null, Cancel)).Refusal);
        Assert.Equal(LookupRefusal.SamePerson, await decide.RunAsync(one, request, lookup, true, Cancel));
        Assert.Equal(LookupRefusal.NotStaff, await decide.RunAsync(dental.User, request, lookup, true, Cancel));
        Assert.Null(await decide.RunAsync(two, request, lookup, true, Cancel));
        Assert.Equal(LookupRefusal.NotNow, await decide.RunAsync(three, request, lookup, false, Cancel));
        await store.RunJobsAsync();

        Assert.Equal(LookupRefusal.NotStaff, (await read.RunAsync(three, lookup, null, Cancel)).Refusal);
        Assert.Equal(("Harbour Dental", 1), Assert.Single((await read.RunAsync(one, lookup, null, Cancel)).Counts!) is var count ? (count.Name, count.Texts) : default);
        Assert.Single((await read.RunAsync(two, lookup, dental.Account, Cancel)).Details!);
        var trail = await store.Get<AuditTrail>().LatestAsync(50, Cancel);
        AuditDeed[] recorded = [AuditDeed.AskedForLookup, AuditDeed.ApprovedLookup, AuditDeed.SawLookupCounts, AuditDeed.SawLookupDetails];
        Assert.All(recorded, deed => Assert.Single(trail, entry => entry.Deed == deed && entry.Subject.Value == request));
        Assert.True((await store.Get<AuditTrail>().VerifyAsync(Cancel)).IsWhole);

        // The customer whose name and traffic was shown reads of each look; one of whom nothing was shown reads nothing.
        Assert.Equal(2, (await store.Get<WhoLooked>().AtAsync(dental.User, 10, Cancel)).Count(look => look.Deed == WhoLooked.Words(AuditDeed.SawTextsToRecipient)));
        Assert.Empty(await store.Get<WhoLooked>().AtAsync(brought.User, 10, Cancel));

        store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await ask.RunAsync(one, request, Why, Cancel));
        var second = (await store.Get<RecipientRequestDesk>().ReadAsync(one, request, Cancel))!.Lookups[0].Lookup.Id;
        Assert.Null(await decide.RunAsync(two, request, second, false, Cancel));
        Assert.Equal(LookupRefusal.TooMany, await ask.RunAsync(one, request, Why, Cancel));

        // Once answered, the request opens nothing any more.
        Assert.Null(await store.Get<AnswerRecipient>().RunAsync(three, request, honoured: true, "The senders are stopped; we keep times and prices", Cancel));
        Assert.Equal(LookupRefusal.NoOpenRequest, (await read.RunAsync(one, lookup, null, Cancel)).Refusal);
        Assert.Equal(LookupRefusal.NoOpenRequest, await ask.RunAsync(two, request, Why, Cancel));
    }
}
