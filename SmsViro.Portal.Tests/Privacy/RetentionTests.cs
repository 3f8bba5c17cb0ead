using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Privacy;

/// <summary>What ends by itself: on the tick that was promised, as counted before, and in the words of the policy.</summary>
public class RetentionTests
{
    // Payment records end together, and only with an account that was erased; they have a sentence below.
    private static readonly HashSet<string> Together = new(StringComparer.Ordinal) { "LedgerTransfer", "Balance" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P6.1")]
    public async Task Every_declared_table_keeps_its_rows_to_the_tick_and_no_longer(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var seeded = store.Clock.GetUtcNow();
        var every = new EveryColumn(store, ada, "Qa") { At = seeded };
        await every.SeedAsync(Cancel);
        await every.SeedOthersAsync(Cancel);
        var tables = store.Get<DataMap>().Tables.Where(table => table.KeptFor is not null && table.Columns.Any(column => column.IsPersonal) && !Together.Contains(table.Table.Name)).ToList();

        await using var db = store.Open();
        Assert.NotEmpty(tables);
        foreach (var table in tables)
        {
            var end = EndOf(table.KeptFor!, seeded);
            Assert.True(await table.CountOverAsync(db, end, Spared.None, Cancel) == 0, table.Table.Name);
            Assert.True(await table.CountOverAsync(db, end.AddTicks(10), Spared.None, Cancel) > 0, table.Table.Name);
            if (!table.HasSubject) continue;

            // Also when the run looked before she was spared.
            var (later, spared) = (end.AddTicks(10), new Spared([], [new DataSubject(ada.User, ada.Account)]));
            Assert.Equal(0, await table.CountOverAsync(db, later, spared, Cancel));
            var looked = await table.OverAsync(db, later, Spared.None, 100, Cancel);
            Assert.True(await store.Writes.RunAsync(act => table.RemoveOver(act, looked, later, spared), cancel: Cancel) == 0, table.Table.Name);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Of_what_a_run_found_over_only_what_is_still_over_in_the_act_goes(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        Assert.True(EmailAddress.TryParse("amara@example.org", out var address));
        foreach (var person in new[] { ada, bea })
            await store.Get<Post>().SendAsync(new Letter(address, "Hello", "A letter", person.User), Cancel);
        var mail = store.Get<DataMap>().Tables.Single(table => table.Title == "Mail we sent you");
        var later = store.Clock.GetUtcNow().AddDays(31);
        await using var db = store.Open();
        var looked = await mail.OverAsync(db, later, Spared.None, 100, Cancel);

        var gone = await store.Writes.RunAsync(act => mail.RemoveOver(act, looked, later, new Spared([], [new DataSubject(ada.User, ada.Account)])), cancel: Cancel);
        Assert.Equal((2, 1), (looked.Count, gone));
        Assert.Equal(ada.User, (await db.OutgoingMail.AsNoTracking().SingleAsync(Cancel)).Owner);
    }

    [Theory, OnBothDatabases]
    [Promise("P2.4")]
    public async Task The_browser_and_the_times_of_a_sign_in_are_hers_to_see_for_thirty_days_after_it_ended_and_gone_a_tick_later(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var session = await store.SignInAsync(ada);
        await store.Get<Core.Accounts.SignOut>().RunAsync(session, Cancel);
        store.Clock.Advance(TimeSpan.FromDays(30));

        await RunAsync(store);
        Assert.Equal("a browser", Assert.Single(await SessionsAsync()));

        store.Clock.Advance(TimeSpan.FromTicks(10));
        await RunAsync(store);
        Assert.Empty(await SessionsAsync());
        await using var db = store.Open();
        Assert.False(db.Set<Core.Accounts.Credentials.Session>().Any(row => row.UserId == ada.User));

        // What her copy would say.
        async Task<List<string?>> SessionsAsync()
        {
            var browsers = new List<string?>();
            await foreach (var record in store.Get<DeclaredTables>().ExportAsync(new DataSubject(ada.User, ada.Account), Cancel))
                if (record.Table == "Session") browsers.Add(record.Values.Single(value => value.Column.Name == "Device").Text);
            return browsers;
        }
    }

    [Theory, OnBothDatabases]
    [Promise("P6.1")]
    public async Task A_run_forgets_what_the_dry_run_counted_and_writes_it_down(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        store.Clock.Advance(TimeSpan.FromDays(4 * 366));

        var counted = (await store.Get<RetentionSchedule>().TryAsync(staff.User, Cancel))!.Where(one => one.Count.Over > 0).ToDictionary(one => one.Rule.Name, one => one.Count.Over);
        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();

        var runs = await store.Get<RetentionSchedule>().HistoryAsync(100, Cancel);
        Assert.Equal(counted.OrderBy(one => one.Key), runs.ToDictionary(run => run.Rule, run => run.Over).OrderBy(one => one.Key));
        Assert.All(runs, run => Assert.Equal((run.Over, false), (run.Forgotten, run.Failed)));
        Assert.All((await store.Get<RetentionSchedule>().TryAsync(staff.User, Cancel))!, one => Assert.Equal(0, one.Count.Over));
        Assert.Null(await store.Get<RetentionSchedule>().TryAsync(ada.User, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Payment_records_of_an_erased_account_end_together_six_years_after_the_year_of_the_last(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var credit = Money.Of(5, Currency.Gbp);
        var (ada, bea, staff) = (await store.AddCustomerAsync(credit), await store.AddCustomerAsync(credit), await store.AddStaffAsync());
        await store.EraseAsync(ada, staff);

        store.Clock.SetUtcNow(new DateTimeOffset(2032, 12, 31, 23, 59, 59, TimeSpan.Zero));
        await RunAsync(store);
        Assert.Equal(2, await CountAsync(store, ada));

        store.Clock.SetUtcNow(new DateTimeOffset(2033, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await RunAsync(store);
        await RunAsync(store);
        Assert.Equal((0, 1), (await CountAsync(store, ada), await CountAsync(store, bea)));
        Assert.Equal(new Core.Billing.LedgerFinding(1, 0), await store.Get<Core.Billing.LedgerProof>().RunAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_rule_that_breaks_keeps_no_other_from_its_work_and_is_tried_again(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database, services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IRetentionRule>(services, new BrokenRule()));
        var ada = await store.AddCustomerAsync();
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        store.Clock.Advance(TimeSpan.FromDays(4 * 366));

        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();

        var runs = await store.Get<RetentionSchedule>().HistoryAsync(100, Cancel);
        Assert.True(runs.Single(run => run.Rule == "Broken").Failed);
        Assert.Contains(runs, run => run is { Rule: "Mail we sent you", Forgotten: > 0 });
        Assert.Equal(JobState.Waiting, (await store.Get<JobQueue>().FindAsync<KeepRetention>(Guid.Empty, Cancel))!.State);
    }

    [Fact]
    public void Nothing_is_kept_shorter_than_it_says_whatever_the_calendar()
    {
        for (var day = new DateOnly(2023, 12, 25); day < new DateOnly(2025, 3, 5); day = day.AddDays(1))
        {
            var since = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero);
            foreach (var (kept, end) in new[]
            {
                (KeptFor.ForDays(30, ""), since.AddDays(30)), (KeptFor.ForMonths(1, ""), since.AddMonths(1)), (KeptFor.ForMonths(12, ""), since.AddMonths(12)), (KeptFor.ForYears(3, ""), since.AddYears(3)),
                (KeptFor.ForYearsAfterItsOwn(6, ""), new DateTimeOffset(day.Year + 7, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(-1)),
            })
            {
                Assert.False(since < kept.Before(end), $"{day} ended early");
                Assert.True(since < kept.Before(end.AddDays(3).AddTicks(1)), $"{day} never ended");
                var itsDayIsOut = new DateTimeOffset(kept.EndsOn(since).AddDays(1), TimeOnly.MinValue, TimeSpan.Zero).AddTicks(-1);
                Assert.True(since < kept.Before(itsDayIsOut) && since >= kept.Before(itsDayIsOut.AddDays(-1)), $"{day} ends on another day than is said");
            }
        }
    }

    [Fact]
    public void The_policy_says_what_the_tables_do()
    {
        foreach (var table in PrivacyGate.Map.Tables.Where(table => table.KeptFor is not null && table.Columns.Any(column => column.IsPersonal)))
        {
            var category = table.Columns.First(column => column.IsPersonal).Category!;
            Assert.Contains(PrivacyGate.Map.UsesOf(category), activity => activity.Retention.Contains(table.KeptFor!.Words, StringComparison.OrdinalIgnoreCase));
        }
    }

    // The last instant at which a row of this time is not over.
    private static DateTimeOffset EndOf(KeptFor kept, DateTimeOffset since)
    {
        var (low, high) = (since, since.AddYears(10));
        while (high - low > TimeSpan.FromTicks(1))
        {
            var middle = low + ((high - low) / 2);
            if (since < kept.Before(middle)) high = middle;
            else low = middle;
        }

        return low;
    }

    private static async Task RunAsync(TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    private static async Task<int> CountAsync(TestStore store, Customer customer)
    {
        await using var db = store.Open();
        return db.Set<Core.Billing.LedgerTransfer>().Count(transfer => transfer.AccountId == customer.Account);
    }

    private sealed class BrokenRule : IRetentionRule
    {
        public string Name => "Broken";

        public string Kept => "For ever";

        public Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel) => throw new TimeoutException("no answer");

        public Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel) => throw new TimeoutException("no answer");
    }
}
