using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Objecting;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>Data that is only kept, uses objected to, consents taken back: each in force with the commit that records it.</summary>
public class RestrictionTests
{
    private const string Because = "The number of my company is wrong in it.";

    private static readonly DraftContent Hello = new("+44 7700 900118", "Hello", MessageKind.Conversation);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Restricted_nothing_is_sent_what_waits_is_held_and_staff_see_nothing(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddCustomerAsync(Money.Of(10m, Currency.Gbp)), await store.AddStaffAsync());
        var waiting = await SendAsync(store, ada);
        var draft = (await store.Get<StartDraft>().RunAsync(ada, Cancel))!.Value;
        Assert.True(await HasWorkAsync(store));

        Assert.Equal(RestrictionRefusal.NeedsCase, (await store.Get<AskForRestriction>().RunAsync(ada, null, Because, Cancel)).Refusal);
        var request = (await store.Get<AskForRestriction>().RunAsync(ada, RestrictionGround.Disputed, Because, Cancel)).Request!.Value;

        Assert.False(await HasWorkAsync(store));
        Assert.Equal(SendRefusal.Restricted, (await store.Get<QuoteMessage>().RunAsync(ada, Hello, Cancel)).Refusal);
        var price = (await store.Get<QuoteMessage>().RunAsync(ada, Hello, Cancel)).Price!.Total;
        Assert.Equal(SendRefusal.Restricted, Assert.IsType<SendOutcome.Refused>(await store.Get<SendMessage>().RunAsync(ada, draft, Hello, price, Cancel)).Why);
        Assert.Equal(CampaignRefusal.Restricted, Assert.IsType<CampaignOutcome.Refused>(await store.Get<SendCampaign>().RunAsync(ada, new MessageId(MessageId.NewBatch()), "Hello", ["+447700900118"], Cancel)).Why);
        Assert.Equal(RestrictionRefusal.Already, (await store.Get<AskForRestriction>().RunAsync(ada, RestrictionGround.Disputed, Because, Cancel)).Refusal);
        var facts = await store.Get<CustomerOverview>().RunAsync(await store.GrantAsync(priya, ada, request), Cancel);
        Assert.Equal((RestrictionGround.Disputed, 0), (facts.Restricted!.Ground, facts.Accepted));

        Assert.True(await store.Get<EndRestriction>().RunAsync(ada, Cancel));
        Assert.True(await HasWorkAsync(store));

        // Told by letter, for whoever got into her account could end it unseen.
        var told = (await store.Get<Core.Rights.Letters.LetterWriter>().OfAsync(request, Cancel))[^1];
        Assert.Equal(Core.Rights.Letters.LetterKind.PauseEnded, told.Kind);
        Assert.Contains("If that was not you", told.Body, StringComparison.Ordinal);

        // What she asked was done for as long as she wanted it: nobody owes her an answer in a month.
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
        Assert.False(await store.Get<WithdrawRequest>().RunAsync(ada, request, Cancel));
        Assert.IsType<SendOutcome.Accepted>(await store.Get<SendMessage>().RunAsync(ada, draft, Hello, price, Cancel));
        await using var db = store.Open();
        Assert.All(await db.MessageBatches.Where(batch => batch.Id == waiting.Value).ToListAsync(Cancel), batch => Assert.Equal(batch.AcceptedAt.UtcTicks, batch.Due));
    }

    [Theory, OnBothDatabases]
    public async Task Restricted_nothing_of_hers_is_forgotten_by_rule_and_what_waited_goes_when_it_ends(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(Money.Of(10m, Currency.Gbp)), await store.AddCustomerAsync(Money.Of(10m, Currency.Gbp)));
        var (kept, gone) = (await store.AddDeliveredAsync(ada, 2), await store.AddDeliveredAsync(bea, 2));
        Assert.True(EmailAddress.TryParse("amara@example.org", out var address));
        await store.Get<Post>().SendAsync(new Letter(address, "Hello", "A letter", ada.User), Cancel);
        await store.Get<AskForRestriction>().RunAsync(ada, RestrictionGround.NeededForClaims, Because, Cancel);

        store.Clock.Advance(TimeSpan.FromDays(31));
        await ForgetAsync(store);
        await using var db = store.Open();
        Assert.Equal([kept], await db.MessageBatches.Where(batch => batch.ContentErasedAt == null).Select(batch => batch.No).ToListAsync(Cancel));
        Assert.True(await db.OutgoingMail.AnyAsync(mail => mail.Owner == ada.User, Cancel));
        Assert.Equal(2, await db.RetentionRuns.Where(run => run.Rule == "Texts and numbers of messages").Select(run => run.Held).SingleAsync(Cancel));

        Assert.True(await store.Get<EndRestriction>().RunAsync(ada, Cancel));
        await ForgetAsync(store);
        Assert.Equal([kept, gone], await db.MessageBatches.Where(batch => batch.ContentErasedAt != null).OrderBy(batch => batch.No).Select(batch => batch.No).ToListAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_restriction_is_never_lifted_before_the_letter_that_says_so_has_gone(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var id = (await store.Get<AskForRestriction>().RunAsync(ada, RestrictionGround.Disputed, Because, Cancel)).Request!.Value;
        Assert.Null(await store.Get<AnnounceEnd>().RunAsync(await store.GrantAsync(priya, ada, id), id, "We checked it: the number is right.", Cancel));

        store.Clock.Advance(TimeSpan.FromDays(8));
        await LiftAsync(store);
        Assert.NotNull(await store.Get<EndRestriction>().FindAsync(ada, Cancel));

        await store.Writes.RunAsync(
            db =>
            {
                foreach (var mail in db.OutgoingMail) mail.State = MailState.Sent;
            },
            Cancel);
        await LiftAsync(store);
        Assert.Null(await store.Get<EndRestriction>().FindAsync(ada, Cancel));
    }

    [Theory, OnBothDatabases]
    [Promise("P9.1")]
    public async Task An_objection_and_a_consent_taken_back_count_in_the_transaction_that_records_them(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddPersonAsync("Ada Lovelace");
        await RenameAsync(store, ada, "Ada King");
        Assert.Single(await store.Get<ReadFormerDetails>().RunAsync(ada, Cancel));
        var text = ConsentText.Of(ConsentKind.ProductNews);
        Assert.Equal(ConsentAnswer.Saved, await store.Get<ChangeConsent>().RunAsync(ada, text, true, Cancel));
        Assert.True((await store.Get<ChangeConsent>().ReadAsync(ada, Cancel)).Single().Stands);

        var objection = (await store.Get<ObjectToUse>().RunAsync(ada, LegitimateUse.FormerDetails, Cancel)).Request!.Value;
        await store.Get<ObjectToUse>().RunAsync(ada, LegitimateUse.DirectMarketing, Cancel);

        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(objection)).State);
        await RenameAsync(store, ada, "Ada Byron");
        Assert.Empty(await store.Get<ReadFormerDetails>().RunAsync(ada, Cancel));
        var consent = (await store.Get<ChangeConsent>().ReadAsync(ada, Cancel)).Single();
        Assert.False(consent.Stands);
        Assert.NotNull(consent.WithdrawnAt);
        Assert.Equal(ConsentAnswer.Objected, await store.Get<ChangeConsent>().RunAsync(ada, text, true, Cancel));
        Assert.Equal(ConsentAnswer.OtherWords, await store.Get<ChangeConsent>().RunAsync(ada, text with { Words = "Yes to everything" }, true, Cancel));
        Assert.Equal(ObjectionRefusal.Already, (await store.Get<ObjectToUse>().RunAsync(ada, LegitimateUse.FormerDetails, Cancel)).Refusal);
        Assert.True(await store.Get<ObjectToUse>().TakeBackAsync(ada, LegitimateUse.FormerDetails, Cancel));
        await RenameAsync(store, ada, "Ada King");
        Assert.Single(await store.Get<ReadFormerDetails>().RunAsync(ada, Cancel));
        await using var db = store.Open();
        Assert.All(await db.Consents.ToListAsync(Cancel), row => Assert.Equal(text.Hash, row.TextHash));
    }

    [Theory, OnBothDatabases]
    public async Task Who_may_object_reads_what_that_would_delete_and_is_told_what_it_deleted(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddPersonAsync("Ada Lovelace");
        await RenameAsync(store, ada, "Ada King");
        await RenameAsync(store, ada, "Ada Byron");
        var objections = store.Get<ObjectToUse>();

        Assert.Equal([(LegitimateUse.FormerDetails, 2), (LegitimateUse.DirectMarketing, 0)], (await objections.ReadAsync(ada, Cancel)).Select(view => (view.Use, view.Deletes)));
        Assert.Equal(2, (await objections.RunAsync(ada, LegitimateUse.FormerDetails, Cancel)).Deleted);

        Assert.All(await objections.ReadAsync(ada, Cancel), view => Assert.Equal(0, view.Deletes));
        Assert.Equal(0, (await objections.RunAsync(ada, LegitimateUse.FormerDetails, Cancel)).Deleted);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_logged_for_her_is_put_in_force_by_one_act(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var grant = await store.GrantAsync(priya, ada, null);
        var letter = new LoggedRequest(RequestKind.Objection, RequestChannel.Mail, store.Clock.GetUtcNow(), "Stop keeping my old names.");
        Assert.Equal(LogRefusal.NeedsCase, (await store.Get<LogRequest>().RunAsync(grant, letter, Cancel)).Refusal);
        var objection = (await store.Get<LogRequest>().RunAsync(grant, letter with { Use = LegitimateUse.FormerDetails }, Cancel)).Request!.Value;
        var restriction = (await store.Get<LogRequest>().RunAsync(grant, letter with { Kind = RequestKind.Restriction, Ground = RestrictionGround.NeededForClaims }, Cancel)).Request!.Value;

        Assert.Equal(DeskRefusal.NotNow, await store.Get<PutInForce>().RunAsync(grant, objection, Cancel));
        Assert.Null(await store.Get<OpenRequest>().RunAsync(grant, objection, Cancel));
        Assert.Null(await store.Get<PutInForce>().RunAsync(grant, objection, Cancel));
        Assert.Null(await store.Get<OpenRequest>().RunAsync(grant, restriction, Cancel));
        Assert.Null(await store.Get<PutInForce>().RunAsync(grant, restriction, Cancel));

        await using var db = store.Open();
        Assert.True(Objection.Stands(db, ada.User, LegitimateUse.FormerDetails));
        Assert.True(Restriction.IsRestricted(db, ada.Account));
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(objection)).State);
    }

    [Theory, OnBothDatabases]
    public async Task An_objection_that_is_weighed_ends_the_use_when_it_is_honoured_and_is_refused_by_two_people_alone(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, wei) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (first, second) = (await store.GrantAsync(priya, ada, null), await store.GrantAsync(wei, ada, null));
        var letter = new LoggedRequest(RequestKind.Objection, RequestChannel.Mail, store.Clock.GetUtcNow(), "Stop counting my wrong passwords.") { Use = LegitimateUse.SignInSecurity };
        var answers = store.Get<AnswerRequest>();
        Assert.Equal(ObjectionRefusal.Weighed, (await store.Get<ObjectToUse>().RunAsync(ada, LegitimateUse.SignInSecurity, Cancel)).Refusal);

        var refused = await TakenAsync();
        Assert.Equal(DeskRefusal.NoSuchGround, await answers.ProposeAsync(first, refused, RequestOutcome.Refused, RefusalGround.LegalClaims, "It protects whom she writes to.", false, Cancel));
        Assert.Null(await answers.ProposeAsync(first, refused, RequestOutcome.Refused, RefusalGround.CompellingGrounds, "It protects whom she writes to.", false, Cancel));
        Assert.Equal(DeskRefusal.NeedsSecondPerson, await answers.ApproveAsync(first, refused, (await store.RequestAsync(refused)).Answer, Cancel));
        Assert.Null(await answers.ApproveAsync(second, refused, (await store.RequestAsync(refused)).Answer, Cancel));
        Assert.Null(await answers.SendAsync(first, refused, Cancel));
        await using (var db = store.Open()) Assert.False(Objection.Stands(db, ada.User, LegitimateUse.SignInSecurity));
        Assert.DoesNotContain(await store.Get<ObjectToUse>().ReadAsync(ada, Cancel), view => view.Use is LegitimateUse.SignInSecurity);

        var honoured = await TakenAsync();
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == ada.User.Value).AccessFailedCount = 3, Cancel);
        Assert.Null(await answers.ProposeAsync(first, honoured, RequestOutcome.Whole, null, "We stop counting from today on.", false, Cancel));
        Assert.Null(await answers.SendAsync(first, honoured, Cancel));
        await using var after = store.Open();
        Assert.True(Objection.Stands(after, ada.User, LegitimateUse.SignInSecurity));
        var user = await after.Users.SingleAsync(row => row.Id == ada.User.Value, Cancel);
        Assert.Equal((0, RequestState.Fulfilled), (user.AccessFailedCount, (await store.RequestAsync(honoured)).State));
        for (var wrong = 0; wrong < PasswordProof.MostTries; wrong++) Assert.Equal(Proof.Wrong, await TryAsync());
        Assert.Equal(Proof.Locked, await TryAsync()); // guessing still ends, in memory alone
        store.Clock.Advance(PasswordProof.LockedFor);
        Assert.Equal(Proof.Wrong, await TryAsync());
        Assert.False(await after.FailedProofs.AnyAsync(proof => proof.UserId == ada.User, Cancel));
        await after.Entry(user).ReloadAsync(Cancel);
        Assert.Equal(0, user.AccessFailedCount);
        Assert.Contains(await store.Get<ObjectToUse>().ReadAsync(ada, Cancel), view => view is { Use: LegitimateUse.SignInSecurity, Since: not null });
        Assert.True(await store.Get<ObjectToUse>().TakeBackAsync(ada, LegitimateUse.SignInSecurity, Cancel));

        Task<Proof> TryAsync() => store.Get<PasswordProof>().RunAsync(user, "not her password", Core.Accounts.Credentials.ProofDoor.SignIn, Cancel);

        async Task<Guid> TakenAsync()
        {
            var id = (await store.Get<LogRequest>().RunAsync(first, letter, Cancel)).Request!.Value;
            Assert.Null(await store.Get<OpenRequest>().RunAsync(first, id, Cancel));
            Assert.Equal(DeskRefusal.NotNow, await store.Get<PutInForce>().RunAsync(first, id, Cancel));
            Assert.Null(await store.Get<AssignRequest>().RunAsync(first, id, Cancel));
            return id;
        }
    }

    [Fact]
    public void Every_activity_on_our_own_interest_can_be_objected_to()
    {
        // Her switch, the recipient's stop, and the one that a person weighs: its counting protects others too (Article 21(1)).
        var ways = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["former-details"] = "in the privacy centre, and the former values are deleted at once",
            ["messaging-recipients"] = "answering STOP or on the page for recipients: from then on nothing of that sender is sent",
            ["sign-in-security"] = "by writing to us: a person weighs your reasons and answers",
        };
        var ours = DataMap.Of(typeof(PortalDbContext).Assembly).Activities.Where(activity => activity.Basis is LawfulBasis.LegitimateInterests).ToList();

        Assert.Equal(["former-details", "sign-in-security"], Enum.GetValues<LegitimateUse>().Select(PrivacyWords.ActivityOf).OfType<string>());
        Assert.Equal(ways.Keys.Order(StringComparer.Ordinal), ours.Select(activity => activity.Id).Order(StringComparer.Ordinal));
        Assert.All(ours, activity => Assert.Contains(ways[activity.Id], activity.Objection, StringComparison.Ordinal));
        Assert.All(ours, activity => Assert.Contains(activity.Interest!, RightsWords.Ground(activity), StringComparison.Ordinal));
    }

    private static async Task<MessageId> SendAsync(TestStore store, Customer person)
    {
        var draft = (await store.Get<StartDraft>().RunAsync(person, Cancel))!.Value;
        var price = (await store.Get<QuoteMessage>().RunAsync(person, Hello, Cancel)).Price!.Total;
        return Assert.IsType<SendOutcome.Accepted>(await store.Get<SendMessage>().RunAsync(person, draft, Hello, price, Cancel)).Message;
    }

    // What a link would be given now.
    private static async Task ForgetAsync(TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    private static Task<bool> HasWorkAsync(TestStore store)
    {
        var now = store.Clock.GetUtcNow().UtcTicks;
        return store.Writes.RunRawAsync(connection => store.Get<ISendingStore>().TryTakeHead(connection, now, out _), cancel: Cancel);
    }

    internal static async Task RenameAsync(TestStore store, Customer person, string name)
    {
        Assert.True(PersonalDetails.TryParse(name, null, null, null, out var details, out _));
        Assert.Equal(UpdateProfileAnswer.Saved, await store.Get<UpdateProfile>().RunAsync(person, details, Cancel));
    }

    private static Task LiftAsync(TestStore store) => store.Get<LiftRestrictions>().RunAsync(new JobRun(default, 1, (_, _) => Task.CompletedTask), Cancel);
}
