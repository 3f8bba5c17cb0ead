using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>Requests made by hand, from receipt to answer, and who may do what at the desk.</summary>
public class RequestDeskTests
{
    private const string Long = "We have to search eleven archives of three years by hand.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P8.2")]
    public async Task A_disputed_value_is_put_right_and_she_has_it_in_writing(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync("Ada Lovelace"), await store.AddStaffAsync());
        var id = await DisputeAsync(store, ada);
        var grant = await store.GrantAsync(priya, ada, id);

        Assert.Null(await store.Get<AssignRequest>().RunAsync(grant, id, Cancel));
        Assert.Null(await store.Get<CorrectDetail>().ReplaceAsync(grant, id, DetailKind.Name, "Ada King", Cancel));
        Assert.Equal(DeskRefusal.NotAValue, await store.Get<CorrectDetail>().ReplaceAsync(grant, id, DetailKind.Phone, "not a number", Cancel));
        Assert.Null(await store.Get<CorrectDetail>().AddStatementAsync(grant, id, new RecordPlace(Category.Profile.Id), "The message of 3 May never reached my patient.", Cancel));
        Assert.Null(await store.Get<AnswerRequest>().ProposeAsync(grant, id, RequestOutcome.Whole, null, "Your name is put right.", false, Cancel));
        Assert.Null(await store.Get<AnswerRequest>().SendAsync(grant, id, Cancel));

        Assert.Equal("Ada King", (await store.Get<ReadProfile>().RunAsync(ada, Cancel)).Name);
        var details = (await store.Get<ReadRequest>().RunAsync(ada, id, Cancel))!;
        Assert.Equal([LetterKind.Received, LetterKind.Answered], details.Letters.Select(letter => letter.Kind));
        Assert.Contains("Your name is put right.", details.Letters[1].Body, StringComparison.Ordinal);

        // Nobody had received it, so there is nobody to tell and not a word about it.
        Assert.Empty(details.Recipients);
        Assert.DoesNotContain("passed on", details.Letters[1].Body, StringComparison.Ordinal);
        var changed = (await store.Get<ReadCorrections>().OfAsync(ada, Cancel)).Single(correction => correction.Detail is DetailKind.Name);
        Assert.Equal(("Ada Lovelace", "Ada King"), (changed.Was, changed.Is));
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(id)).State);

        await using var db = store.Open();
        Assert.Equal(2, await db.OutgoingMail.CountAsync(mail => mail.Owner == ada.User, Cancel));
        Assert.True((await store.Get<AuditTrail>().VerifyAsync(Cancel)).IsWhole);
    }

    [Theory, OnBothDatabases]
    [Promise("P8.2")]
    public async Task A_statement_stands_beside_the_record_it_is_about_and_nowhere_else(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, priya) = (await store.AddPersonAsync("Ada Lovelace"), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var (hers, another, strange) = (await MessageAsync(store, ada), await MessageAsync(store, ada), await MessageAsync(store, bea));
        var (id, correct, read) = (await DisputeAsync(store, ada), store.Get<CorrectDetail>(), store.Get<ReadCorrections>());
        var grant = await store.GrantAsync(priya, ada, id);
        Assert.Null(await store.Get<AssignRequest>().RunAsync(grant, id, Cancel));

        const string Words = "It never reached my patient.";
        Assert.Equal(DeskRefusal.NoSuchRecord, await correct.AddStatementAsync(grant, id, new RecordPlace(""), Words, Cancel));
        Assert.Equal(DeskRefusal.NoSuchRecord, await correct.AddStatementAsync(grant, id, new RecordPlace(Category.Traffic.Id, "nothing"), Words, Cancel));
        Assert.Equal(DeskRefusal.NoSuchRecord, await correct.AddStatementAsync(grant, id, new RecordPlace(Category.Traffic.Id, strange.ToString()), Words, Cancel));
        Assert.Null(await correct.AddStatementAsync(grant, id, new RecordPlace(Category.Traffic.Id, hers.Value.ToString("D")), Words, Cancel));
        Assert.Null(await correct.AddStatementAsync(grant, id, new RecordPlace(Category.MessageContent.Id, another.ToString()), "I never wrote that.", Cancel));
        Assert.Null(await correct.AddStatementAsync(grant, id, new RecordPlace(Category.Profile.Id), "I am called Ada King.", Cancel));

        var beside = Assert.Single(await read.BesideAsync(ada, hers, Cancel));
        Assert.Equal((Words, Category.Traffic, true), (beside.Is, beside.Beside, beside.IsOfOne));
        Assert.Equal("I never wrote that.", Assert.Single(await read.BesideAsync(ada, another, Cancel)).Is);
        Assert.Empty(await read.BesideAsync(bea, hers, Cancel));
        Assert.Equal("I am called Ada King.", Assert.Single(await read.BesideAsync(ada, Category.Profile, Cancel)).Is);
        Assert.Contains(await store.Get<WhoLooked>().AtAsync(ada.User, 9, Cancel), look => look.Deed is "Set a statement beside a record");
        Assert.DoesNotContain(await store.Get<WhoLooked>().AtAsync(ada.User, 9, Cancel), look => look.Deed is "Corrected a value");
    }

    [Theory, OnBothDatabases]
    [Promise("P8.4")]
    public async Task A_refusal_needs_a_ground_of_the_law_and_a_second_person(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var id = await DisputeAsync(store, ada);
        var (first, second) = (await store.GrantAsync(priya, ada, id), await store.GrantAsync(wei, ada, id));
        var answers = store.Get<AnswerRequest>();
        Assert.Equal(DeskRefusal.NotNow, await answers.ProposeAsync(first, id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats four requests.", false, Cancel));
        Assert.Null(await store.Get<AssignRequest>().RunAsync(first, id, Cancel));

        Assert.Equal(DeskRefusal.NeedsOutcome, await answers.ProposeAsync(first, id, null, RefusalGround.Excessive, "It repeats four requests.", false, Cancel));
        Assert.Equal(DeskRefusal.NeedsGround, await answers.ProposeAsync(first, id, RequestOutcome.Refused, null, "It repeats four requests.", false, Cancel));
        Assert.Equal(DeskRefusal.NeedsGround, await answers.ProposeAsync(first, id, RequestOutcome.Part, null, "It repeats four requests.", false, Cancel));
        Assert.Equal(DeskRefusal.NoSuchGround, await answers.ProposeAsync(first, id, RequestOutcome.Refused, RefusalGround.LegalClaims, "It repeats four requests.", false, Cancel));
        Assert.Null(await answers.ProposeAsync(first, id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats four requests.", false, Cancel));
        Assert.Equal(DeskRefusal.NotNow, await answers.SendAsync(first, id, Cancel));
        Assert.Equal(DeskRefusal.NeedsSecondPerson, await answers.ApproveAsync(first, id, (await store.RequestAsync(id)).Answer, Cancel));
        Assert.Null(await answers.ApproveAsync(second, id, (await store.RequestAsync(id)).Answer, Cancel));
        Assert.Null(await answers.SendAsync(first, id, Cancel));

        Assert.Equal(RequestState.Refused, (await store.RequestAsync(id)).State);
        var letter = (await store.Get<LetterWriter>().OfAsync(id, Cancel))[^1];
        Assert.Contains("Articles 12(5) and 12(4)", letter.Body, StringComparison.Ordinal);
        Assert.Contains("Articles 77 and 79", letter.Body, StringComparison.Ordinal);
        Assert.False(await store.Get<WithdrawRequest>().RunAsync(ada, id, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task An_extension_counts_from_the_origin_once_and_only_if_its_notice_went_before_the_first_date(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var id = await DisputeAsync(store, ada);
        var (first, second) = (await store.GrantAsync(priya, ada, id), await store.GrantAsync(wei, ada, id));
        var extend = store.Get<ExtendRequest>();

        Assert.Equal(DeskRefusal.NeedsWords, await extend.ProposeAsync(first, id, ExtensionReason.Complexity, "Too hard.", Cancel));
        Assert.Equal(DeskRefusal.NeedsGround, await extend.ProposeAsync(first, id, null, Long, Cancel));
        Assert.Null(await extend.ProposeAsync(first, id, ExtensionReason.Complexity, Long, Cancel));
        var read = (await store.RequestAsync(id)).ExtensionBecause;
        Assert.Equal(DeskRefusal.NeedsSecondPerson, await extend.ApproveAsync(first, id, read, Cancel));
        Assert.Equal(new DateOnly(2026, 12, 24), (await store.RequestAsync(id)).DueOn);
        Assert.Null(await extend.ApproveAsync(second, id, read, Cancel));
        Assert.Equal(new DateOnly(2027, 2, 24), (await store.RequestAsync(id)).DueOn);
        Assert.Equal(DeskRefusal.AlreadyExtended, await extend.ProposeAsync(first, id, ExtensionReason.Complexity, Long, Cancel));

        // No mail server took the notice: when the first date has passed, it stands again.
        store.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 28, 9, 0, 0, TimeSpan.Zero));
        await WatchAsync(store);
        var request = await store.RequestAsync(id);
        Assert.Equal((new DateOnly(2026, 12, 24), false), (request.DueOn, request.IsExtended));
        Assert.Equal(WatchRequests.Overdue, request.WarnedAt);
        Assert.Equal(DeskRefusal.TooLate, await store.Get<ExtendRequest>().ProposeAsync(await store.GrantAsync(priya, ada, id), id, ExtensionReason.Complexity, Long, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task The_days_of_a_question_do_not_count_and_a_proof_of_identity_starts_the_clock(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var id = await DisputeAsync(store, ada);
        Assert.Null(await store.Get<AssignRequest>().RunAsync(await store.GrantAsync(priya, ada, id), id, Cancel));
        Assert.Null(await store.Get<ClarifyRequest>().AskAsync(await store.GrantAsync(priya, ada, id), id, "Which of your three messages do you mean?", Cancel));
        store.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal("Which of your three messages do you mean?", (await store.Get<ReadRequest>().RunAsync(ada, id, Cancel))!.Waiting!.Question);
        Assert.True(await store.Get<ClarifyRequest>().AnswerAsync(ada, id, "The first", Cancel));
        Assert.False(await store.Get<ClarifyRequest>().AnswerAsync(ada, id, "The second", Cancel));

        // Six days, both ends taken in: 24 December moves to the 30th.
        Assert.Equal((new DateOnly(2026, 12, 30), RequestState.InProgress), ((await store.RequestAsync(id)).DueOn, (await store.RequestAsync(id)).State));

        var other = await DisputeAsync(store, ada);
        Assert.Null(await store.Get<AskIdentity>().RunAsync(await store.GrantAsync(priya, ada, other), other, "It came from another address.", Cancel));
        store.Clock.Advance(TimeSpan.FromDays(10));
        Assert.False(await store.Get<AcceptIdentity>().ConfirmAsync(await store.SignInAsync(ada, confirmed: false), other, Cancel));
        Assert.True(await store.Get<AcceptIdentity>().ConfirmAsync(await store.SignInAsync(ada), other, Cancel));
        Assert.Equal((new DateOnly(2027, 1, 11), RequestState.Open), ((await store.RequestAsync(other)).DueOn, (await store.RequestAsync(other)).State));

        await using var db = store.Open();
        Assert.Equal(
            [AuditDeed.AnsweredQuestion, AuditDeed.ShowedIdentity],
            (await db.AuditEntries.Where(entry => entry.Actor == ada.User).OrderBy(entry => entry.Number).Select(entry => entry.Deed).ToListAsync(Cancel)).Where(deed => deed is not AuditDeed.DisputedValue));
    }

    [Theory, OnBothDatabases]
    public async Task What_still_runs_stands_before_what_ended_however_old_it_is(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddPersonAsync();
        var ids = new List<Guid>();
        for (var at = 0; at < 4; at++)
        {
            ids.Add(await DisputeAsync(store, ada));
            store.Clock.Advance(TimeSpan.FromHours(1));
        }

        foreach (var ended in ids[2..]) Assert.True(await store.Get<WithdrawRequest>().RunAsync(ada, ended, Cancel));

        Assert.Equal([ids[1], ids[0], ids[3], ids[2]], (await store.Get<RequestBoard>().OfAsync(ada, Cancel)).Select(view => view.Request.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Who_never_shows_that_it_is_hers_is_reminded_and_let_go_by_letter(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var id = await DisputeAsync(store, ada);
        Assert.Null(await store.Get<AskIdentity>().RunAsync(await store.GrantAsync(priya, ada, id), id, "It came from another address.", Cancel));

        foreach (var days in new[] { 7, 8, 1, 13 })
        {
            store.Clock.Advance(TimeSpan.FromDays(days));
            await WatchAsync(store);
        }

        Assert.Equal(RequestState.Lapsed, (await store.RequestAsync(id)).State);
        Assert.Equal([LetterKind.Received, LetterKind.IdentityAsked, LetterKind.IdentityReminder, LetterKind.Lapsed], (await store.Get<LetterWriter>().OfAsync(id, Cancel)).Select(letter => letter.Kind));
    }

    [Theory, OnBothDatabases]
    [Promise("P8.5")]
    public async Task A_request_on_paper_has_the_date_it_would_have_had_in_the_portal(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var grant = await store.GrantAsync(priya, ada, null);
        var received = store.Clock.GetUtcNow().AddDays(-6);
        var paper = new LoggedRequest(RequestKind.Rectification, RequestChannel.Paper, received, "Dear Sir, my name is spelt wrongly.");
        var log = store.Get<LogRequest>();

        Assert.Equal(LogRefusal.NeedsReason, (await log.RunAsync(grant, paper, Cancel)).Refusal);
        Assert.Equal(LogRefusal.InTheFuture, (await log.RunAsync(grant, paper with { ReceivedAt = store.Clock.GetUtcNow().AddMinutes(1) }, Cancel)).Refusal);
        Assert.Equal(LogRefusal.NeedsText, (await log.RunAsync(grant, paper with { Original = " ", LateBecause = "It lay at the front desk." }, Cancel)).Refusal);
        var id = (await log.RunAsync(grant, paper with { LateBecause = "It lay at the front desk." }, Cancel)).Request!.Value;

        var request = await store.RequestAsync(id);
        Assert.Equal((StatutoryClock.For(received, store.Get<RightsOptions>().SeatZone, Jurisdiction.UnitedKingdom).Due, RequestState.Received), (request.DueOn, request.State));
        Assert.Equal("Dear Sir, my name is spelt wrongly.", (await store.Get<ReadRequest>().RunAsync(grant, id, Cancel))!.Wish);
        Assert.Equal("GB-ENG 2026.1", request.Calendar);

        // A second letter that says the same joins the first, and the first date stays.
        var again = (await log.RunAsync(grant, paper with { ReceivedAt = store.Clock.GetUtcNow() }, Cancel)).Request!.Value;
        Assert.Null(await store.Get<MergeRequest>().RunAsync(grant, again, id, Cancel));
        Assert.Equal(DeskRefusal.NotTheSame, await store.Get<MergeRequest>().RunAsync(grant, id, again, Cancel));
        Assert.Equal(RequestState.Duplicate, (await store.RequestAsync(again)).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_letter_that_asks_for_the_data_elsewhere_gets_the_archive_and_not_the_paper(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var grant = await store.GrantAsync(priya, ada, null);
        var asked = new LoggedRequest(RequestKind.Portability, RequestChannel.Paper, store.Clock.GetUtcNow(), "Give me my data for my new provider.");
        var id = (await store.Get<LogRequest>().RunAsync(grant, asked, Cancel)).Request!.Value;

        Assert.Null(await store.Get<OpenRequest>().RunAsync(grant, id, Cancel));
        Assert.Null(await store.Get<StartCopy>().RunAsync(grant, id, Cancel));
        await store.RunJobsAsync();

        var made = (await store.Get<RequestBoard>().FindAsync(ada, id, Cancel))!;
        Assert.Equal((CopyContent.PortableArchive, CopyState.Ready, RequestState.Fulfilled), (made.Copy!.Content, made.Copy.State, made.Request.State));
        Assert.Contains("GDPR Article 20", Assert.Single(await store.Get<LetterWriter>().OfAsync(id, Cancel)).Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_asked_for_in_the_portal_is_acknowledged_in_the_same_act_with_its_article_and_its_date(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddPersonAsync();

        var paper = (await store.AskAsync(ada)).Request!.Value;
        var archive = (await store.AskAsync(ada, CopyContent.PortableArchive)).Request!.Value;
        var erasure = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: false, BalanceChoice.None, Cancel)).Request!.Value;

        foreach (var (id, article) in new[] { (paper, "GDPR Article 15"), (archive, "GDPR Article 20"), (erasure, "GDPR Article 17") })
        {
            var letter = Assert.Single(await store.Get<LetterWriter>().OfAsync(id, Cancel));
            Assert.Equal(LetterKind.Received, letter.Kind);
            Assert.Contains(article, letter.Body, StringComparison.Ordinal);
            Assert.Contains("on or before Thursday 24 December 2026", letter.Body, StringComparison.Ordinal);
        }

        await using var db = store.Open();
        Assert.Equal(3, await db.OutgoingMail.CountAsync(mail => mail.Owner == ada.User, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_but_staff_who_were_let_in_to_this_person_acts_on_her_request(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bob, priya) = (await store.AddPersonAsync(), await store.AddPersonAsync(), await store.AddStaffAsync());
        var admin = await store.AddStaffAsync();
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == admin.User.Value).Role = PortalRole.Admin, Cancel);
        var id = await DisputeAsync(store, ada);

        // Customer: no door. Support and administration: their own grants. A grant for another person opens nothing of hers.
        Assert.Equal(DoorRefusal.NotStaff, (await store.Get<OpenDoor>().RunAsync(bob.User, ada.User, AuditDeed.OpenedRequest, "To look at it", id, Cancel)).Refusal);
        Assert.Null(await store.Get<RequestBoard>().ForStaffAsync(bob.User, Cancel));
        Assert.Null(await store.Get<ReadRequest>().RunAsync(bob, id, Cancel));
        Assert.Null(await store.Get<ReadRequest>().RunAsync(await store.GrantAsync(priya, bob, null), id, Cancel));
        Assert.Equal(DeskRefusal.NoSuchRequest, await store.Get<AssignRequest>().RunAsync(await store.GrantAsync(priya, bob, null), id, Cancel));
        Assert.False(await store.Get<WithdrawRequest>().RunAsync(bob, id, Cancel));
        Assert.Null(await store.Get<NoteOnRequest>().RunAsync(await store.GrantAsync(admin, ada, id), id, "She telephoned.", Cancel));
        var grant = await store.GrantAsync(priya, ada, id);
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == priya.User.Value).Role = PortalRole.Customer, Cancel);
        Assert.Equal(DeskRefusal.NotStaff, await store.Get<AssignRequest>().RunAsync(grant, id, Cancel));
        store.Clock.Advance(TimeSpan.FromMinutes(16));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Get<AssignRequest>().RunAsync(grant, id, Cancel));
        Assert.True(await store.Get<WithdrawRequest>().RunAsync(ada, id, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Her_erasure_takes_the_words_of_every_request_and_leaves_that_it_was_answered(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var id = await DisputeAsync(store, ada);
        Assert.True(await store.Get<WithdrawRequest>().RunAsync(ada, id, Cancel));

        await store.EraseAsync(ada, priya);

        Assert.True((await store.Vault.FindAsync(Scope.Request(id), Cancel)).IsClosed);
        await using var db = store.Open();
        Assert.Equal(RequestState.Withdrawn, (await db.PrivacyRequests.SingleAsync(request => request.Id == id, Cancel)).State);
        Assert.All(await db.RequestLetters.Where(letter => letter.RequestId == id).ToListAsync(Cancel), letter => Assert.True(letter.Body.IsEmpty));
    }

    private static async Task<MessageId> MessageAsync(TestStore store, Customer person)
    {
        var no = await store.AddDeliveredAsync(person, 1);
        await using var db = store.Open();
        return new MessageId(await db.MessageBatches.Where(batch => batch.No == no).Select(batch => batch.Id).SingleAsync(Cancel));
    }

    private static async Task<Guid> DisputeAsync(TestStore store, Customer person) =>
        (await store.Get<DisputeValue>().RunAsync(person, Category.Traffic, "It says delivered; my patient never had it.", "Not delivered", Cancel)).Request!.Value;

    private static Task WatchAsync(TestStore store) => store.Get<WatchRequests>().RunAsync(new JobRun(default, 1, (_, _) => Task.CompletedTask), Cancel);
}
