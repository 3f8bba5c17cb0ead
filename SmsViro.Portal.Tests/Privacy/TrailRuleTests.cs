using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Privacy;

/// <summary>The audit trail is kept three years and no longer, and what is left of it is still a chain.</summary>
public class TrailRuleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P6.1")]
    public async Task Entries_end_three_years_after_they_were_written_and_the_rest_still_follows(Database database)
    {
        await using var store = await OfFiveEntriesAsync(database);

        await RunAsync(store);

        Assert.Equal([3, 4, 5], await NumbersAsync(store));
        Assert.Equal(new ChainVerdict(2, null), await store.Get<AuditTrail>().VerifyAsync(Cancel));
        Assert.Empty(await store.Get<VerifyBackup>().RunAsync(Cancel));
        await AppendAsync(store, await store.AddCustomerAsync());
        Assert.Equal(new ChainVerdict(3, null), await store.Get<AuditTrail>().VerifyAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_beginning_that_somebody_else_cut_away_is_found(Database database)
    {
        await using var store = await OfFiveEntriesAsync(database);

        await store.Writes.RunAsync(db => db.AuditEntries.Where(entry => entry.Number < 4).ExecuteDelete(), cancel: Cancel);

        Assert.Equal(1, (await store.Get<AuditTrail>().VerifyAsync(Cancel)).BrokenAt);
        Assert.StartsWith("Entry 1 of the audit trail", Assert.Single(await store.Get<VerifyBackup>().RunAsync(Cancel)), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_hold_keeps_keeps_what_was_written_after_it(Database database)
    {
        await using var store = await OfFiveEntriesAsync(database);
        await using (var db = store.Open())
        {
            var held = await db.AuditEntries.AsNoTracking().SingleAsync(entry => entry.Number == 2, Cancel);
            await store.Writes.RunAsync(
                within => within.Holds.Add(new Hold
                {
                    Id = Guid.CreateVersion7(),
                    UserId = held.Subject,
                    AccountId = AccountId.New(),
                    Category = Category.Oversight.Id,
                    Ground = HoldGround.LegalClaim,
                    PlacedAt = store.Clock.GetUtcNow(),
                }),
                Cancel);
        }

        var count = await store.Get<RetentionSchedule>().Rules.Single(rule => rule.Name == "Who looked").CountAsync(store.Clock.GetUtcNow(), Cancel);
        await RunAsync(store);

        Assert.Equal(new RetentionCount(0, 2), count);
        Assert.Equal([1, 2, 3, 4, 5], await NumbersAsync(store));
    }

    // Three entries whose time is over, each about another person, and two that are a year younger.
    private static async Task<TestStore> OfFiveEntriesAsync(Database database)
    {
        var store = await RightsStore.CreateAsync(database);
        await store.Get<RestoreGate>().PassAsync(Cancel);
        for (var entry = 0; entry < 3; entry++) await AppendAsync(store, await store.AddCustomerAsync());
        store.Clock.Advance(TimeSpan.FromDays(366));
        for (var entry = 0; entry < 2; entry++) await AppendAsync(store, await store.AddCustomerAsync());
        store.Clock.Advance(TimeSpan.FromDays(2 * 366));
        return store;
    }

    private static async Task AppendAsync(TestStore store, Customer about)
    {
        var trail = store.Get<AuditTrail>();
        await trail.AppendAsync(await trail.DraftAsync(default, about.User, AuditDeed.OpenedCustomer, "To answer a question", cancel: Cancel), PortalRole.Support, Cancel);
    }

    private static async Task RunAsync(TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    private static async Task<List<long>> NumbersAsync(TestStore store)
    {
        await using var db = store.Open();
        return await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Number).Select(entry => entry.Number).ToListAsync(Cancel);
    }
}
