using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers.Alerts;

/// <summary>What people do and what fails becomes an alert, once.</summary>
public class WatchAlertsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Who_opens_thirty_different_customers_within_an_hour_is_noticed_and_who_opens_twenty_nine_is_not(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff) = (await store.AddAdminAsync(), await store.AddStaffAsync());
        var again = await store.AddCustomerAsync();
        for (var time = 0; time < 5; time++) await store.LookAtAsync(staff, again);
        await store.LookAtAsync(staff, 28);
        await store.WatchAsync();
        Assert.Empty(await store.AlertsAsync());

        await store.LookAtAsync(staff, 1);
        await store.WatchAsync();

        var alert = Assert.Single(await store.AlertsAsync());
        Assert.Equal((AlertKind.MassLookup, staff.User, 30, store.Clock.GetUtcNow()), (alert.Kind, alert.About, alert.Count, alert.LastAt));
        var letter = Assert.Single(await store.LettersAsync());
        Assert.Equal(($"{admin.User}@example.invalid", "Alert: Many people looked up"), (letter.To.Address, letter.Subject));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task It_is_raised_once_and_grows_until_it_is_closed_and_what_comes_after_is_another(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff) = (await store.AddAdminAsync(), await store.AddStaffAsync());
        await store.LookAtAsync(staff, 30);
        await store.WatchAsync();
        await store.WatchAsync();
        await store.LookAtAsync(staff, 2);
        await store.WatchAsync();
        var alert = Assert.Single(await store.AlertsAsync());
        Assert.Equal(32, alert.Count);
        Assert.Equal(1, await store.MailsAsync());

        Assert.Null(await store.Get<CloseAlert>().RunAsync(admin.User, alert.Id, AlertFinding.Expected, "They answered the letters of that day", null, Cancel));
        await store.LookAtAsync(staff, 29);
        await store.WatchAsync();
        Assert.Single(await store.AlertsAsync());

        await store.LookAtAsync(staff, 1);
        await store.WatchAsync();
        Assert.Equal([32, 30], (await store.AlertsAsync()).Select(one => one.Count));
        Assert.Equal(2, await store.MailsAsync());
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Who_takes_five_lists_or_extracts_a_day_is_noticed_wherever_they_are_recorded(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();
        await store.RecordAsync(staff.User, default, AuditDeed.TookAffectedList, PortalRole.Support, 2);
        for (var extract = 0; extract < 2; extract++) await HandOverAsync(store, staff);
        await store.WatchAsync();
        Assert.Empty(await store.AlertsAsync());

        await HandOverAsync(store, staff);
        await store.WatchAsync();

        Assert.Equal([(AlertKind.MassExport, staff.User, 5)], Said(await store.AlertsAsync()));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Ten_copies_of_one_account_a_day_are_noticed_and_nobody_is_woken(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        await store.AddAdminAsync();
        var ada = await store.AddCustomerAsync();
        await store.RecordAsync(ada.User, ada.User, AuditDeed.DownloadedCopy, PortalRole.Customer, 9);
        await store.WatchAsync();
        Assert.Empty(await store.AlertsAsync());

        await store.RecordAsync(ada.User, ada.User, AuditDeed.AskedForArchive, PortalRole.Customer, 1);
        await store.WatchAsync();

        Assert.Equal([(AlertKind.ManyCopies, ada.User, 10)], Said(await store.AlertsAsync()));
        Assert.Equal(0, await store.MailsAsync());
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Five_wrong_passwords_inside_an_account_are_noticed_and_at_sign_in_only_those_of_staff(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        await store.FailAsync(ada, 5, ProofDoor.SignIn);
        await store.FailAsync(ada, 4, ProofDoor.StepUp);
        await store.FailAsync(staff, 4, ProofDoor.SignIn);
        await store.WatchAsync();
        Assert.Empty(await store.AlertsAsync());

        await store.FailAsync(ada, 1, ProofDoor.StepUp);
        await store.FailAsync(staff, 1, ProofDoor.StepUp);
        await store.WatchAsync();

        Assert.Equal([(AlertKind.FailedStepUp, ada.User, 5), (AlertKind.GuessedStaff, staff.User, 5)], Said(await store.AlertsAsync()));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Wrong_passwords_at_twenty_accounts_are_noticed_as_one_alert_about_nobody(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        for (var account = 0; account < 19; account++) await store.FailAsync(await store.AddCustomerAsync(), 2, ProofDoor.SignIn);
        await store.WatchAsync();
        Assert.Empty(await store.AlertsAsync());

        await store.FailAsync(await store.AddCustomerAsync(), 1, ProofDoor.SignIn);
        await store.WatchAsync();

        Assert.Equal([(AlertKind.Spraying, default, 20)], Said(await store.AlertsAsync()));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task A_backup_that_is_late_is_said_once(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        await store.AddAdminAsync();
        store.Clock.Advance(TimeSpan.FromHours(1));
        var made = store.Clock.GetUtcNow();
        await store.Get<AuditTrail>().AppendAsync(await store.Get<AuditTrail>().DraftAsync(default, default, AuditDeed.TookBackup, cancel: Cancel), PortalRole.Admin, Cancel);
        store.Clock.Advance(TimeSpan.FromHours(48));
        await store.WatchAsync();
        Assert.Empty(await store.AlertsAsync());

        for (var round = 0; round < 3; round++)
        {
            store.Clock.Advance(TimeSpan.FromMinutes(5));
            await store.WatchAsync();
        }

        var alert = Assert.Single(await store.AlertsAsync());
        Assert.Equal((AlertKind.LateBackup, default, made.AddDays(2)), (alert.Kind, alert.About, alert.FirstAt));
        Assert.Equal(1, await store.MailsAsync());
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task An_operator_without_a_link_is_said_after_a_quarter_of_an_hour_and_each_outage_once(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var since = store.Clock.GetUtcNow();
        store.Get<OperatorStatus>().Set(new OperatorState(false, since, "It does not answer", "Northern Cells"));
        store.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(10));
        await store.WatchAsync();
        Assert.Empty(await store.AlertsAsync());

        store.Clock.Advance(TimeSpan.FromTicks(10));
        await store.WatchAsync();
        store.Clock.Advance(TimeSpan.FromMinutes(5));
        await store.WatchAsync();

        var alert = Assert.Single(await store.AlertsAsync());
        Assert.Equal((AlertKind.OperatorDown, since), (alert.Kind, alert.FirstAt));
        Assert.DoesNotContain("Northern", alert.Matter, StringComparison.Ordinal);
    }

    [Fact]
    [Promise("P4.4")]
    public async Task Looking_up_recipients_counts_each_sender_and_a_search_that_finds_nobody_counts_too()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var staff = await store.AddStaffAsync();
        var (trail, recipient) = (store.Get<AuditTrail>(), UserId.New());
        for (var sender = 0; sender < 15; sender++)
            await trail.AppendAsync(await trail.DraftAsync(staff.User, recipient, AuditDeed.SawLookupDetails, concerning: Guid.CreateVersion7(), cancel: Cancel), PortalRole.Support, Cancel);
        await store.RecordAsync(staff.User, default, AuditDeed.SearchedInVain, PortalRole.Support, 14);
        await store.WatchAsync();
        Assert.Empty(await store.AlertsAsync());

        await store.RecordAsync(staff.User, default, AuditDeed.SearchedInVain, PortalRole.Support, 1);
        await store.WatchAsync();

        Assert.Equal([(AlertKind.MassLookup, staff.User, 30)], Said(await store.AlertsAsync()));
        await store.RecordAsync(staff.User, default, AuditDeed.SearchedInVain, PortalRole.Support, 1);
        await store.WatchAsync();

        // It is the same alert that grew, and a search without a result is no person.
        var grown = Assert.Single(await store.AlertsAsync());
        Assert.Equal("One of our staff found or opened 15 different accounts or requests of recipients and made 16 searches without a result.", AlertWords.What(grown));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Searching_in_vain_and_for_one_customer_again_and_again_is_said_as_one_account(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (staff, ada) = (await store.AddStaffAsync(), await store.AddCustomerAsync());
        await store.RecordAsync(staff.User, default, AuditDeed.SearchedInVain, PortalRole.Support, 30);
        await store.RecordAsync(staff.User, ada.User, AuditDeed.SearchedForCustomer, PortalRole.Support, 5);
        await store.WatchAsync();

        var alert = Assert.Single(await store.AlertsAsync());
        Assert.Equal("One of our staff found or opened 1 account or request of a recipient and made 30 searches without a result.", AlertWords.What(alert));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Work_that_failed_three_times_is_said_by_its_kind_alone(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        await AddFailingAsync(store, attempts: 2);
        await store.WatchAsync();
        Assert.Empty(await store.AlertsAsync());

        await AddFailingAsync(store, attempts: 3);
        await store.WatchAsync();

        var alert = Assert.Single(await store.AlertsAsync());
        Assert.Equal((AlertKind.FailingJob, "a-kind-of-work", 1), (alert.Kind, alert.Matter, alert.Count));
    }

    [Fact]
    public async Task The_only_administrator_is_not_told_of_what_she_did_but_our_mailbox_is()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var admin = await store.AddAdminAsync();
        await store.LookAtAsync(admin, 30);
        await store.WatchAsync();
        Assert.Equal("privacy@smsviro.example", Assert.Single(await store.LettersAsync()).To.Address);
    }

    [Fact]
    [Promise("P4.4")]
    public async Task Neither_an_alert_nor_its_letter_holds_a_personal_value()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        await store.AddAdminAsync();
        var (staff, ada) = (await store.AddStaffAsync(), await store.AddPersonAsync("Ada Lovelace"));
        await store.LookAtAsync(staff, ada);
        await store.LookAtAsync(staff, 30);
        await store.WatchAsync();

        var letter = Assert.Single(await store.LettersAsync());
        foreach (var value in new[] { "Lovelace", "@", staff.User.ToString(), ada.User.ToString(), ada.Account.ToString() })
            Assert.DoesNotContain(value, letter.Subject + letter.Body, StringComparison.OrdinalIgnoreCase);
        foreach (var kind in Enum.GetValues<AlertKind>())
            Assert.False(AlertWords.What(new Suspicion(kind, staff.User, "word", default, default, 7, 2)).Contains('@', StringComparison.Ordinal) || AlertWords.Advice(kind).Contains('@', StringComparison.Ordinal));
        await using var db = store.Open();
        Assert.All(db.Model.FindEntityType(typeof(Alert))!.GetProperties().Where(column => column.ClrType == typeof(string)), column => Assert.Equal(nameof(Alert.Matter), column.Name));
    }

    [Fact]
    public async Task Our_mailbox_is_reminded_of_an_open_alert_on_the_next_day_and_every_week_after_it()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddCustomerAsync();
        await store.FailAsync(ada, 5, ProofDoor.StepUp);
        await store.WatchAsync();
        var mails = new List<int>();
        for (var night = 0; night < 10; night++)
        {
            await store.Get<JobQueue>().AddAsync<RemindOfAlerts>(Guid.Empty, Cancel);
            await store.RunJobsAsync();
            mails.Add(await store.MailsAsync());
            store.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([0, 1, 1, 1, 1, 1, 1, 1, 2, 2], mails);
    }

    [Theory]
    [InlineData("Exports", "0")]
    [InlineData("LookupsInAnHour", "-1")]
    [InlineData("FailureWindow", "00:00:00")]
    [InlineData("SprayWindow", "8.00:00:00")]
    [InlineData("BackupEvery", "-00:00:01")]
    [InlineData("OperatorDownFor", "-00:00:01")]
    public void A_threshold_that_means_nothing_stops_the_start_and_is_named(string key, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"Alerts:{key}"] = value }).Build();

        Assert.StartsWith($"Alerts:{key} ", Assert.Throws<InvalidOperationException>(() => AlertOptions.Read(settings)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(AlertKind Kind, UserId About, int Count)> Said(IEnumerable<Alert> alerts) => alerts.OrderBy(alert => alert.Kind).Select(alert => (alert.Kind, alert.About, alert.Count));

    private static Task HandOverAsync(TestStore store, Customer staff)
    {
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var now = store.Clock.GetUtcNow();
        return store.Writes.RunAsync(db => AuthorityChain.Append(db, Guid.CreateVersion7(), staff.User, AuthorityDeed.HandedOver, now), Cancel);
    }

    private static Task AddFailingAsync(TestStore store, int attempts)
    {
        var now = store.Clock.GetUtcNow();
        return store.Writes.RunAsync(
            db => db.Jobs.Add(new Job { Id = Guid.CreateVersion7(), Kind = "a-kind-of-work", About = Guid.CreateVersion7(), State = JobState.Waiting, Attempts = attempts, AddedAt = now, DueAt = now.AddDays(1), Failure = "IOException" }),
            Cancel);
    }
}
