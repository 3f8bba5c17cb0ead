using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Registers;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers.Alerts;

/// <summary>An alert is closed by an administrator whom it is not about, who says what came of it.</summary>
public class CloseAlertTests
{
    private const string Words = "They answered the letters of that day";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Nobody_closes_an_alert_about_herself_and_a_second_person_does(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (one, two) = (await store.AddAdminAsync(), await store.AddAdminAsync());
        var alert = await RaiseAsync(store, one);
        var close = store.Get<CloseAlert>();

        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(one.User, Cancel));
        Assert.Equal([new StaffTask.OpenAlerts(AlertKind.GuessedStaff, 1, IsHigh: true)], await store.Get<TasksForStaff>().RunAsync(two.User, Cancel));
        Assert.Equal(AlertRefusal.AboutHerself, await close.RunAsync(one.User, alert, AlertFinding.Expected, Words, null, Cancel));
        Assert.Equal(AlertRefusal.NoReason, await close.RunAsync(two.User, alert, AlertFinding.Expected, "Done", null, Cancel));
        Assert.Null(await close.RunAsync(two.User, alert, AlertFinding.LookedInto, Words, null, Cancel));
        Assert.Equal(AlertRefusal.NotOpen, await close.RunAsync(two.User, alert, AlertFinding.Expected, Words, null, Cancel));

        var view = Assert.Single((await store.Get<AlertBoard>().ListAsync(two.User, Cancel))!);
        Assert.Equal((AlertFinding.LookedInto, two.User, Words), (view.Alert.Finding, view.Alert.ClosedBy, view.Reason));
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(two.User, Cancel));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Whom_it_is_about_writes_what_she_knows_and_it_stays_open_until_another_has_read_that(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var one = await store.AddAdminAsync();
        var alert = await RaiseAsync(store, one);
        var note = store.Get<NoteOnAlert>();

        Assert.Equal(AlertRefusal.NoReason, await note.RunAsync(one.User, alert, "It was me", Cancel));
        Assert.Null(await note.RunAsync(one.User, alert, "It was me: a new keyboard", Cancel));
        Assert.Equal(AlertRefusal.AboutHerself, await store.Get<CloseAlert>().RunAsync(one.User, alert, AlertFinding.Expected, Words, null, Cancel));
        var two = await store.AddAdminAsync();
        Assert.Equal(AlertRefusal.NotHers, await note.RunAsync(two.User, alert, "It was her: a new keyboard", Cancel));
        var view = Assert.Single((await store.Get<AlertBoard>().ListAsync(two.User, Cancel))!);
        Assert.Equal((null, "It was me: a new keyboard", store.Clock.GetUtcNow()), (view.Alert.ClosedAt, view.Note, view.Alert.NotedAt));
        Assert.Equal(AuditDeed.NotedOnAlert, (await store.Get<AuditTrail>().LatestAsync(1, Cancel))[0].Deed);

        Assert.Null(await store.Get<CloseAlert>().RunAsync(two.User, alert, AlertFinding.Expected, Words, null, Cancel));
        Assert.Equal(AlertRefusal.NotOpen, await note.RunAsync(one.User, alert, "It was me: a new keyboard", Cancel));
    }

    [Theory, OnBothDatabases]
    [Promise("P5.1")]
    public async Task Who_a_colleague_is_is_told_to_an_administrator_after_it_was_recorded_where_the_colleague_reads_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, priya, ada) = (await store.AddAdminAsync(), await store.AddPersonAsync("Priya Nair"), await store.AddPersonAsync("Ada Lovelace"));
        await store.MakeAsync(priya, PortalRole.Support);
        var (of, notOf, names) = (await RaiseAsync(store, priya), await RaiseAsync(store, ada), store.Get<NameColleague>());

        Assert.Equal("Priya Nair", (await names.RunAsync(admin.User, of, Cancel))!.Name);
        Assert.Equal(AuditDeed.NamedColleague, Assert.Single(await store.Get<AuditTrail>().LatestAsync(9, Cancel, by: admin.User)).Deed);
        Assert.Equal("Read name and address of a member of staff, to ask about an alert", Assert.Single(await store.Get<WhoLooked>().AtAsync(priya.User, 9, Cancel)).Deed);
        Assert.Null(await names.RunAsync(admin.User, notOf, Cancel));
        Assert.Null(await names.RunAsync(priya.User, of, Cancel));
        Assert.Single(await store.Get<AuditTrail>().LatestAsync(9, Cancel, by: admin.User));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task That_it_was_closed_is_an_entry_of_the_trail_in_the_same_act(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff) = (await store.AddAdminAsync(), await store.AddStaffAsync());
        var alert = await RaiseAsync(store, staff);
        Assert.Empty(await store.Get<AuditTrail>().LatestAsync(1, Cancel));

        await store.Get<CloseAlert>().RunAsync(admin.User, alert, AlertFinding.Expected, Words, null, Cancel);

        var entry = Assert.Single(await store.Get<AuditTrail>().LatestAsync(9, Cancel));
        Assert.Equal((AuditDeed.ClosedAlert, admin.User, staff.User, alert, PortalRole.Admin), (entry.Deed, entry.Actor, entry.Subject, entry.Concerning, entry.Role));
        Assert.True((await store.Get<AuditTrail>().VerifyAsync(Cancel)).IsWhole);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task What_became_a_breach_names_one_of_the_register_and_nothing_else_does(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff) = (await store.AddAdminAsync(), await store.AddStaffAsync());
        var (alert, close) = (await RaiseAsync(store, staff), store.Get<CloseAlert>());
        var breach = (await store.Get<LogBreach>().RunAsync(admin.User, "A guessed password", "Somebody was in and looked around", store.Clock.GetUtcNow(), [Category.Profile.Id], Cancel)).Breach!.Value;

        Assert.Equal(AlertRefusal.NoBreach, await close.RunAsync(admin.User, alert, AlertFinding.Breach, Words, null, Cancel));
        Assert.Equal(AlertRefusal.NoBreach, await close.RunAsync(admin.User, alert, AlertFinding.Breach, Words, Guid.CreateVersion7(), Cancel));
        Assert.Equal(AlertRefusal.NoBreach, await close.RunAsync(admin.User, alert, AlertFinding.Expected, Words, breach, Cancel));
        Assert.Null(await close.RunAsync(admin.User, alert, AlertFinding.Breach, Words, breach, Cancel));
        Assert.Equal(breach, Assert.Single(await store.AlertsAsync()).BreachId);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.3", "P4.4")]
    public async Task Nobody_but_an_administrator_reads_or_closes(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff, ada) = (await store.AddAdminAsync(), await store.AddStaffAsync(), await store.AddCustomerAsync());
        var (alert, close) = (await RaiseAsync(store, ada), store.Get<CloseAlert>());

        foreach (var person in new[] { staff, ada })
        {
            Assert.Null(await store.Get<AlertBoard>().ListAsync(person.User, Cancel));
            Assert.Null(await store.Get<ReadSecurity>().RunAsync(person.User, Cancel));
            Assert.Equal(AlertRefusal.NotAdmin, await close.RunAsync(person.User, alert, AlertFinding.Expected, Words, null, Cancel));
            Assert.DoesNotContain(await store.Get<TasksForStaff>().RunAsync(person.User, Cancel), task => task is StaffTask.OpenAlerts);
        }
    }

    // On SQLite acts stand in a queue, so that one can be put before hers while she waits.
    [Fact]
    [Promise("P4.3", "P4.4")]
    public async Task A_role_that_is_lost_while_the_act_waits_is_refused_in_the_act()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (admin, ada) = (await store.AddAdminAsync(), await store.AddCustomerAsync());
        var alert = await RaiseAsync(store, ada);
        using var begun = new ManualResetEventSlim();
        using var asked = new ManualResetEventSlim();
        var demoting = store.Writes.RunAsync(
            db =>
            {
                db.Users.Single(user => user.Id == admin.User.Value).Role = PortalRole.Support;
                begun.Set();
                asked.Wait(Cancel);
            },
            Cancel);
        begun.Wait(Cancel);

        var closing = store.Get<CloseAlert>().RunAsync(admin.User, alert, AlertFinding.Expected, Words, null, Cancel);
        await Task.Delay(300, Cancel);
        Assert.False(closing.IsCompleted);
        asked.Set();
        await demoting;

        Assert.Equal(AlertRefusal.NotAdmin, await closing);
        Assert.Null(Assert.Single(await store.AlertsAsync()).ClosedAt);
        Assert.DoesNotContain(await store.Get<AuditTrail>().LatestAsync(9, Cancel), entry => entry.Deed is AuditDeed.ClosedAlert);
    }

    [Theory, OnBothDatabases]
    [Promise("P6.1")]
    public async Task A_closed_alert_and_a_wrong_password_are_kept_for_twelve_months_and_an_open_alert_stays(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, ada, grace) = (await store.AddAdminAsync(), await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var (closed, open) = (await RaiseAsync(store, ada), await RaiseAsync(store, grace));
        await store.Get<CloseAlert>().RunAsync(admin.User, closed, AlertFinding.Expected, Words, null, Cancel);

        store.Clock.Advance(store.Clock.GetUtcNow().AddMonths(12) - store.Clock.GetUtcNow());
        Assert.Equal((0, 9), await OverAsync(store));
        store.Clock.Advance(TimeSpan.FromTicks(10));
        Assert.Equal((1, 10), await OverAsync(store));
        foreach (var rule in store.Get<RetentionSchedule>().Rules.Where(rule => rule.Name is "Alerts" or "Wrong passwords")) await rule.ForgetAsync(store.Clock.GetUtcNow(), Cancel);

        Assert.Equal(open, Assert.Single(await store.AlertsAsync()).Id);
        await using var db = store.Open();
        Assert.Equal(0, await db.Set<FailedProof>().CountAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    [Promise("P8.3")]
    public async Task An_erasure_takes_wrong_passwords_and_the_words_and_leaves_that_it_was_noticed(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff, ada) = (await store.AddAdminAsync(), await store.AddStaffAsync(), await store.AddPersonAsync());
        await store.Get<CloseAlert>().RunAsync(admin.User, await RaiseAsync(store, ada), AlertFinding.Expected, Words, null, Cancel);

        await store.EraseAsync(ada, staff);

        var left = Assert.Single(await store.AlertsAsync());
        Assert.Equal((ada.User, AlertFinding.Expected), (left.About, left.Finding));
        Assert.True(left.Reason is null or { IsEmpty: true });
        await using var db = store.Open();
        Assert.Equal(0, await db.Set<FailedProof>().CountAsync(proof => proof.UserId == ada.User, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task The_state_of_monitoring_counts_who_has_staff_access_and_a_second_factor(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff) = (await store.AddAdminAsync(), await store.AddStaffAsync());
        await store.AddCustomerAsync();
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).TwoFactorEnabled = true, Cancel);

        var state = (await store.Get<ReadSecurity>().RunAsync(admin.User, Cancel))!;

        Assert.Equal((2, 1, 1), (state.Staff, state.Admins, state.SecondFactor));
        Assert.Equal((null, null, 4), (state.Check, state.BackupAt, state.Reviews.Count));
        Assert.Empty(state.Failing);
        Assert.Null(state.OperatorTls);
    }

    private static async Task<Guid> RaiseAsync(TestStore store, Customer about)
    {
        await store.FailAsync(about, 5, ProofDoor.StepUp);
        await store.WatchAsync();
        return (await store.AlertsAsync())[^1].Id;
    }

    private static async Task<(long Alerts, long Wrong)> OverAsync(TestStore store)
    {
        var rules = store.Get<RetentionSchedule>().Rules;
        async Task<long> Of(string name) => (await rules.Single(rule => rule.Name == name).CountAsync(store.Clock.GetUtcNow(), Cancel)).Over;
        return (await Of("Alerts"), await Of("Wrong passwords"));
    }
}
