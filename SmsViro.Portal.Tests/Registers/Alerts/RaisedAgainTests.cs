using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers.Alerts;

/// <summary>An alert that was closed says nothing about what still is so a day later, or happens anew.</summary>
public class RaisedAgainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task A_backup_that_is_still_not_made_a_day_after_it_was_looked_into_is_said_again_and_each_time_since_when(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var admin = await store.AddAdminAsync();
        var due = store.Clock.GetUtcNow().AddDays(1);
        await NoteBackupAsync(store, due.AddDays(-2));
        store.Clock.Advance(TimeSpan.FromDays(2));
        await store.WatchAsync();

        // The second time the backup lies further back than the round of five minutes reads.
        for (var time = 1; time <= 4; time++)
        {
            var alerts = await store.AlertsAsync();
            Assert.Equal(time, alerts.Count);
            Assert.Equal((AlertKind.LateBackup, due), (alerts[^1].Kind, alerts[^1].FirstAt));
            await CloseAsync(store, admin, alerts[^1]);

            store.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(10));
            await store.WatchAsync();
            Assert.Equal(time, (await store.AlertsAsync()).Count);
            store.Clock.Advance(TimeSpan.FromTicks(10));
            await store.WatchAsync();
            await store.WatchAsync();
        }

        Assert.Equal(5, await store.MailsAsync());

        // One that is made ends it.
        await CloseAsync(store, admin, (await store.AlertsAsync())[^1]);
        await NoteBackupAsync(store, store.Clock.GetUtcNow());
        store.Clock.Advance(TimeSpan.FromDays(1.5));
        await store.WatchAsync();
        Assert.Equal(5, (await store.AlertsAsync()).Count);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task An_operator_who_is_still_away_a_day_after_it_was_looked_into_is_said_again(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, since) = (await store.AddAdminAsync(), store.Clock.GetUtcNow());
        await NoteBackupAsync(store, since);
        store.Get<OperatorStatus>().Set(new OperatorState(false, since, "It does not answer", "Northern Cells"));
        store.Clock.Advance(TimeSpan.FromMinutes(15));
        await store.WatchAsync();
        await CloseAsync(store, admin, Assert.Single(await store.AlertsAsync()));

        store.Clock.Advance(TimeSpan.FromHours(23));
        await store.WatchAsync();
        Assert.Single(await store.AlertsAsync());
        store.Clock.Advance(TimeSpan.FromHours(1));
        await store.WatchAsync();

        Assert.Equal([(AlertKind.OperatorDown, since), (AlertKind.OperatorDown, since)], (await store.AlertsAsync()).Select(alert => (alert.Kind, alert.FirstAt)));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Work_that_fails_after_its_alert_was_closed_is_another_alert_though_the_older_failure_is_kept_beside_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var admin = await store.AddAdminAsync();
        await AddFailedAsync(store, "a-kind-of-work");
        await AddFailedAsync(store, "a-kind-of-work");
        await store.WatchAsync();
        var first = Assert.Single(await store.AlertsAsync());
        await CloseAsync(store, admin, first);
        store.Clock.Advance(TimeSpan.FromHours(5));
        await store.WatchAsync();
        Assert.Single(await store.AlertsAsync());

        await AddFailedAsync(store, "a-kind-of-work");
        await store.WatchAsync();
        await store.WatchAsync();

        Assert.Equal([("a-kind-of-work", 2), ("a-kind-of-work", 1)], (await store.AlertsAsync()).Select(alert => (alert.Matter, alert.Count)));

        // The page still shows all that is broken.
        Assert.Equal(3, Assert.Single((await store.Get<ReadSecurity>().RunAsync(admin.User, Cancel))!.Failing).Many);
    }

    private static async Task CloseAsync(TestStore store, Customer admin, Alert alert) =>
        Assert.Null(await store.Get<CloseAlert>().RunAsync(admin.User, alert.Id, AlertFinding.LookedInto, "Somebody said that it would be set right", null, Cancel));

    private static async Task NoteBackupAsync(TestStore store, DateTimeOffset at)
    {
        var entry = await store.Get<AuditTrail>().DraftAsync(default, default, AuditDeed.TookBackup, cancel: Cancel);
        await store.Writes.RunAsync(db => AuditTrail.Append(db, new AuditDraft(entry.Id, at, default, default, AuditDeed.TookBackup, null, null), PortalRole.Admin), cancel: Cancel);
    }

    private static Task AddFailedAsync(TestStore store, string kind)
    {
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var now = store.Clock.GetUtcNow();
        return store.Writes.RunAsync(
            db => db.Jobs.Add(new Job { Id = Guid.CreateVersion7(now), Kind = kind, About = Guid.CreateVersion7(now), State = JobState.Failed, Attempts = 6, AddedAt = now, DueAt = now, EndedAt = now, Failure = "IOException" }),
            Cancel);
    }
}
