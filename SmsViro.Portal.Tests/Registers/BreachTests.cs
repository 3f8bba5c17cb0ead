using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>Breaches: clocks in hours, whom they affect from the register of columns, and a close that lacks nothing.</summary>
public class BreachTests
{
    private static readonly DateTimeOffset Found = new(2026, 11, 20, 17, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Clocks_run_through_the_weekend_and_the_rest_follows_the_first_notice()
    {
        var breach = new Breach { FoundAt = Found };
        var profile = BreachProfile.Of(Jurisdiction.EuropeanUnion);

        Assert.Equal(
            [(BreachNotice.First, Found.AddHours(24)), (BreachNotice.Authority, Found.AddHours(72)), (BreachNotice.Rest, Found.AddHours(24).AddDays(3))],
            BreachClocks.Of(breach, profile).Select(clock => (clock.Notice, clock.DueAt)));

        breach.FirstNoticeAt = Found.AddHours(5);
        var clocks = BreachClocks.Of(breach, profile);
        Assert.Equal(Found.AddHours(5).AddDays(3), clocks[^1].DueAt);
        Assert.False(clocks[0].IsOverdue(Found.AddYears(1)));
        Assert.False(clocks[1].IsOverdue(Found.AddHours(72)));
        Assert.True(clocks[1].IsOverdue(Found.AddHours(72).AddTicks(1)));
    }

    [Theory, OnBothDatabases]
    public async Task Whom_it_affects_is_counted_from_the_register_and_taking_the_list_is_recorded(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, staff) = (await store.AddPersonAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        await new EveryColumn(store, bea, "Zb").SeedAsync(Cancel);
        var (profiles, texts) = (await LogAsync(store, staff, Category.Profile), await LogAsync(store, staff, Category.MessageContent));
        var affected = store.Get<AffectedAccounts>();

        Assert.Equal(3, await affected.CountAsync(staff.User, profiles, Cancel));
        Assert.Equal(1, await affected.CountAsync(staff.User, texts, Cancel));
        var only = Assert.Single((await affected.TakeAsync(staff.User, texts, Cancel))!);
        Assert.Equal((bea.User, bea.Account, Category.MessageContent.Name), (only.User, only.Account, Assert.Single(only.Categories)));
        Assert.Null(await affected.TakeAsync(ada.User, texts, Cancel));
        Assert.Null(await store.Get<BreachBoard>().ListAsync(ada.User, Cancel));
        var trail = await store.Get<AuditTrail>().LatestAsync(1, Cancel);
        Assert.Equal((AuditDeed.TookAffectedList, staff.User, (Guid?)texts), (trail[0].Deed, trail[0].Actor, trail[0].Concerning));

        Assert.Empty(await store.UpdateBreachAsync(staff.User, profiles, Known() with { Categories = [Category.Profile.Id], Accounts = [ada.Account.ToString()] }, Cancel));
        Assert.Equal(1, await affected.CountAsync(staff.User, profiles, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task The_accounts_it_touched_are_named_as_pages_show_them_and_what_names_none_or_several_is_named_back(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, cy, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var id = await LogAsync(store, staff, Category.SignIn);

        // As her page calls her, as its address does, as a list does, and one of them twice.
        Assert.Empty(await NameAsync(AccountNumber.Of(ada.Account), $" {bea.User.Value} ".Trim(), cy.Account.Value.ToString("N"), ada.User.Value.ToString()));
        Assert.Equal([ada.Account, bea.Account, cy.Account], await KeptAsync());
        Assert.Empty(await NameAsync(AccountNumber.Of(bea.Account).ToUpperInvariant(), ada.Account.Value.ToString("N")[^12..]));
        Assert.Equal([bea.Account, ada.Account], await KeptAsync());

        // Ids begin with a time, so that two of these three at least share their beginning.
        var beginning = new[] { ada, bea, cy }.GroupBy(one => one.User.Value.ToString("N")[..8]).First(alike => alike.Count() > 1).Key;
        var faults = await NameAsync("C-00000000", AccountNumber.Of(ada.Account), "nobody", beginning);
        Assert.Equal(["C-00000000 is not there", "nobody is not there"], faults.Where(fault => fault.Refusal is BreachRefusal.NoSuchAccount).Select(BreachWords.For));
        Assert.Equal((BreachPart.Accounts, beginning), faults.Where(fault => fault.Refusal is BreachRefusal.SeveralAccounts).Select(fault => (fault.Part, fault.Which)).Single());
        Assert.Equal([bea.Account, ada.Account], await KeptAsync());

        Task<IReadOnlyList<BreachFault>> NameAsync(params string[] names) => store.UpdateBreachAsync(staff.User, id, Known() with { Accounts = names }, Cancel);

        async Task<IEnumerable<AccountId>> KeptAsync() => (await store.Get<BreachBoard>().ReadAsync(staff.User, id, Cancel))!.Breach.AccountIds;
    }

    [Theory, OnBothDatabases]
    public async Task Everything_that_is_wrong_is_said_at_once_and_where(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (staff, ada, now) = (await store.AddStaffAsync(), await store.AddCustomerAsync(), store.Clock.GetUtcNow());
        var log = store.Get<LogBreach>();

        var empty = await log.RunAsync(staff.User, " ", "", null, [], Cancel);
        Assert.Null(empty.Breach);
        Assert.Equal([BreachPart.Title, BreachPart.Found, BreachPart.Facts, BreachPart.Kinds], empty.Faults.Select(fault => fault.Part));
        Assert.Equal([new(BreachPart.Found, BreachRefusal.NoFinding)], (await log.RunAsync(staff.User, "A lost disk", "A disk was lost on its way", now.AddMinutes(1), [Category.SignIn.Id], Cancel)).Faults);
        Assert.Equal([new(BreachPart.Whole, BreachRefusal.NotStaff)], (await log.RunAsync(ada.User, "A lost disk", "A disk was lost on its way", now, [Category.SignIn.Id], Cancel)).Faults);

        var id = await LogAsync(store, staff, Category.SignIn);
        var wrong = new BreachChange
        {
            Facts = "Lost",
            Categories = [],
            Accounts = ["C-00000000"],
            FullNoticeAt = now.AddDays(-9),
            Subjects = SubjectsDecision.Told,
        };
        Assert.Equal(
            [
                new(BreachPart.Facts, BreachRefusal.NoFacts), new(BreachPart.Kinds, BreachRefusal.NoCategory), new(BreachPart.FullNotice, BreachRefusal.WrongTime), new(BreachPart.PeopleTold, BreachRefusal.Needed),
                new(BreachPart.Reason, BreachRefusal.NoReason), new(BreachPart.Accounts, BreachRefusal.NoSuchAccount, "C-00000000"),
            ],
            await store.UpdateBreachAsync(staff.User, id, wrong, Cancel));
        Assert.Equal([new(BreachPart.Whole, BreachRefusal.NotStaff)], await store.UpdateBreachAsync(ada.User, id, wrong, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task It_closes_only_when_every_notice_went_people_were_decided_on_and_effects_and_measures_stand(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();
        var id = await LogAsync(store, staff, Category.SignIn);
        var now = store.Clock.GetUtcNow();

        Assert.Equal(
            [
                new(BreachPart.Form, BreachRefusal.Needed), new(BreachPart.Effects, BreachRefusal.Needed), new(BreachPart.Measures, BreachRefusal.Needed), new(BreachPart.FirstNotice, BreachRefusal.Needed),
                new(BreachPart.FullNotice, BreachRefusal.Needed), new(BreachPart.Authority, BreachRefusal.Needed), new(BreachPart.People, BreachRefusal.Needed), new(BreachPart.Conclusion, BreachRefusal.NoConclusion),
            ],
            await store.UpdateBreachAsync(staff.User, id, Known() with { Close = BreachClose.Done }, Cancel));
        Assert.Equal([new(BreachPart.Reason, BreachRefusal.NoReason)], await store.UpdateBreachAsync(staff.User, id, Known() with { Form = BreachForm.AsStored, Subjects = SubjectsDecision.Unintelligible }, Cancel));
        Assert.Equal([new(BreachPart.Authority, BreachRefusal.WrongTime)], await store.UpdateBreachAsync(staff.User, id, Known() with { AuthorityToldAt = now.AddDays(1) }, Cancel));
        var whole = Whole(now);
        Assert.Equal([new(BreachPart.Form, BreachRefusal.Needed)], await store.UpdateBreachAsync(staff.User, id, whole with { Form = BreachForm.Unknown, Subjects = SubjectsDecision.NoHighRisk }, Cancel));
        Assert.Equal([new(BreachPart.Conclusion, BreachRefusal.NoConclusion)], await store.UpdateBreachAsync(staff.User, id, whole with { Conclusion = "Done" }, Cancel));
        Assert.Empty(await store.UpdateBreachAsync(staff.User, id, whole, Cancel));
        Assert.Equal([new(BreachPart.Whole, BreachRefusal.NotOpen)], await store.UpdateBreachAsync(staff.User, id, whole, Cancel));
        var view = (await store.Get<BreachBoard>().ReadAsync(staff.User, id, Cancel))!;
        Assert.Equal(("A lost disk", whole.Measures, whole.SubjectsReason, whole.Conclusion), (view.Title, view.Measures, view.SubjectsReason, view.Conclusion));
    }

    [Theory, OnBothDatabases]
    public async Task It_is_counted_anew_with_other_accounts_and_when_it_closes_so_that_a_closed_one_always_says_its_count(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var (id, uncounted) = (await LogAsync(store, staff, Category.Profile), await LogAsync(store, staff, Category.Profile));
        var counted = store.Clock.GetUtcNow();
        var known = Known() with { Categories = [Category.Profile.Id] };
        Assert.Equal(2, await store.Get<AffectedAccounts>().CountAsync(staff.User, id, Cancel));

        store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await store.UpdateBreachAsync(staff.User, id, known, Cancel));
        Assert.Equal((2, counted), await CountAsync(id));
        Assert.Empty(await store.UpdateBreachAsync(staff.User, id, known with { Accounts = [AccountNumber.Of(ada.Account)] }, Cancel));
        Assert.Equal((1, store.Clock.GetUtcNow()), await CountAsync(id));

        Assert.Empty(await store.UpdateBreachAsync(staff.User, uncounted, Whole(store.Clock.GetUtcNow()) with { Categories = [Category.Profile.Id] }, Cancel));
        Assert.Equal((2, store.Clock.GetUtcNow()), await CountAsync(uncounted));

        async Task<(int?, DateTimeOffset?)> CountAsync(Guid breach) => (await store.Get<BreachBoard>().ReadAsync(staff.User, breach, Cancel))!.Breach is var one ? (one.Affected, one.CountedAt) : default;
    }

    [Theory, OnBothDatabases]
    public async Task The_full_notice_never_goes_before_the_first_and_may_go_with_it_or_stand_alone(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();
        var (id, found) = (await LogAsync(store, staff, Category.SignIn), store.Clock.GetUtcNow());
        store.Clock.Advance(TimeSpan.FromHours(2));
        var first = Known() with { FirstNoticeAt = found.AddHours(1) };

        Assert.Equal([new(BreachPart.FullNotice, BreachRefusal.WrongOrder)], await store.UpdateBreachAsync(staff.User, id, first with { FullNoticeAt = found.AddMinutes(59) }, Cancel));
        Assert.Empty(await store.UpdateBreachAsync(staff.User, id, first with { FullNoticeAt = found.AddHours(1) }, Cancel));
        Assert.Empty(await store.UpdateBreachAsync(staff.User, id, Known() with { FullNoticeAt = found.AddMinutes(1) }, Cancel));
    }

    [Theory]
    [InlineData("00:00:59", "0 minutes left")]
    [InlineData("00:01:30", "1 minute left")]
    [InlineData("00:59:59", "59 minutes left")]
    [InlineData("01:00:00", "1 hour left")]
    [InlineData("1.23:59:59", "47 hours left")]
    [InlineData("2.23:00:00", "2 days left")]
    public void A_running_clock_says_what_is_left_of_it_and_never_too_much(string left, string said) =>
        Assert.Equal(said, BreachWords.Left(TimeSpan.Parse(left, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory, OnBothDatabases]
    public async Task What_got_out_in_the_clear_is_never_called_unreadable_and_the_count_tells_customers_from_staff(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (_, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var id = await LogAsync(store, staff, Category.Profile);
        var export = Known() with { Categories = [Category.Profile.Id], Form = BreachForm.Readable, Subjects = SubjectsDecision.Unintelligible, SubjectsReason = "Every column of it is sealed" };

        Assert.Equal([new(BreachPart.People, BreachRefusal.NotSealed)], await store.UpdateBreachAsync(staff.User, id, export, Cancel));
        Assert.Equal([new(BreachPart.People, BreachRefusal.NotSealed)], await store.UpdateBreachAsync(staff.User, id, export with { Form = BreachForm.Unknown }, Cancel));
        Assert.Empty(await store.UpdateBreachAsync(staff.User, id, export with { Subjects = SubjectsDecision.NoHighRisk }, Cancel));
        await store.Get<AffectedAccounts>().CountAsync(staff.User, id, Cancel);

        var breach = (await store.Get<BreachBoard>().ReadAsync(staff.User, id, Cancel))!.Breach;
        Assert.Equal((BreachForm.Readable, 2, 1), (breach.Form, breach.Affected, breach.AffectedStaff));
        Assert.Equal([staff.User], from one in (await store.Get<AffectedAccounts>().TakeAsync(staff.User, id, Cancel))! where one.IsStaff select one.User);
    }

    [Theory, OnBothDatabases]
    public async Task Where_recipients_are_touched_they_are_counted_and_the_customers_who_decide_about_them_are_told(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        await store.AddDeliveredAsync(ada, 3);
        var id = await LogAsync(store, staff, Category.Recipients);

        await store.Get<AffectedAccounts>().CountAsync(staff.User, id, Cancel);

        // Three texts to one number.
        var view = (await store.Get<BreachBoard>().ReadAsync(staff.User, id, Cancel))!;
        Assert.Equal((1, 3), (view.Breach.RecipientsLeast, view.Breach.RecipientsMost));
        Assert.Equal(view.Breach.FoundAt.AddHours(48), view.Clocks.Single(running => running.Notice is BreachNotice.Customers).DueAt);
        var now = store.Clock.GetUtcNow();
        var whole = new BreachChange
        {
            Facts = "A disk was lost on its way to the other site",
            Categories = [Category.Recipients.Id],
            FirstNoticeAt = now,
            FullNoticeAt = now,
            AuthorityToldAt = now,
            Effects = "None known",
            Measures = "It was found",
            Form = BreachForm.AsStored,
            Subjects = SubjectsDecision.Unintelligible,
            SubjectsReason = "Every column of it is sealed",
            Close = BreachClose.Done,
            Conclusion = "Nobody could read it, and it was found",
        };
        Assert.Equal([new(BreachPart.Customers, BreachRefusal.Needed)], await store.UpdateBreachAsync(staff.User, id, whole, Cancel));
        Assert.Empty(await store.UpdateBreachAsync(staff.User, id, whole with { CustomersToldAt = now }, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task The_desk_is_warned_once_before_a_notice_is_due_and_once_after(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();
        await LogAsync(store, staff, Category.SignIn);

        Assert.Equal(0, await WarnedAsync(store));
        store.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(1, await WarnedAsync(store));
        Assert.Equal(1, await WarnedAsync(store));
        store.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(2, await WarnedAsync(store));
        store.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(3, await WarnedAsync(store));
        Assert.Equal(3, await WarnedAsync(store));
    }

    private static BreachChange Known() => new() { Facts = "A disk was lost on its way to the other site", Categories = [Category.SignIn.Id] };

    private static BreachChange Whole(DateTimeOffset now) => Known() with
    {
        FirstNoticeAt = now,
        FullNoticeAt = now,
        AuthorityToldAt = now,
        Effects = "None that anybody could notice",
        Measures = "The disk was found again and destroyed",
        Form = BreachForm.AsStored,
        Subjects = SubjectsDecision.Unintelligible,
        SubjectsReason = "Every column of it is sealed, and the keys were elsewhere",
        Close = BreachClose.Done,
        Conclusion = "Nobody could read it, and the disk is destroyed",
    };

    private static async Task<Guid> LogAsync(TestStore store, Customer staff, Category category) =>
        (await store.Get<LogBreach>().RunAsync(staff.User, "A lost disk", "A disk was lost on its way to the other site", store.Clock.GetUtcNow(), [category.Id], Cancel)).Breach!.Value;

    private static async Task<int> WarnedAsync(TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<WatchBreaches>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
        await using var db = store.Open();
        return await db.Set<OutgoingMail>().CountAsync(Cancel);
    }
}
