using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Storage;

public sealed class WriteQueueTests
{
    [Theory, OnBothDatabases]
    public async Task What_a_caller_was_told_is_in_the_database(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);

        await store.Writes.RunAsync(db => db.Balances.Add(Purse(7)));

        await using var read = store.Open();
        Assert.Equal(7, (await read.Balances.SingleAsync(TestContext.Current.CancellationToken)).Available);
    }

    [Theory, OnBothDatabases]
    public async Task An_act_that_fails_leaves_nothing_and_hurts_no_neighbour(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);

        var good = store.Writes.RunAsync(db => db.Balances.Add(Purse(1)));
        var bad = store.Writes.RunAsync(db =>
        {
            db.Balances.Add(Purse(2));
            db.SaveChanges();
            throw new FormatException("the act's own words");
        });
        var alsoGood = store.Writes.RunAsync(db => db.Balances.Add(Purse(3)));

        Assert.Equal("the act's own words", (await Assert.ThrowsAsync<FormatException>(() => bad)).Message);
        await Task.WhenAll(good, alsoGood);
        await using var read = store.Open();
        Assert.Equal([1, 3], await read.Balances.Select(balance => balance.Available).OrderBy(micros => micros).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory, OnBothDatabases]
    public async Task An_outcome_that_is_not_kept_rolls_back_what_it_changed(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);

        var outcome = await store.Writes.RunAsync(
            db =>
            {
                db.Balances.Add(Purse(5));
                db.SaveChanges();
                return "refused";
            },
            keep: said => said != "refused",
            TestContext.Current.CancellationToken);

        Assert.Equal("refused", outcome);
        await using var read = store.Open();
        Assert.Empty(await read.Balances.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory, OnBothDatabases]
    public async Task A_broken_constraint_is_the_acts_failure_and_the_queue_goes_on(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);

        await Assert.ThrowsAnyAsync<Exception>(() => store.Writes.RunAsync(db => db.Balances.Add(Purse(-1))));
        await store.Writes.RunAsync(db => db.Balances.Add(Purse(9)));

        await using var read = store.Open();
        Assert.Equal(9, (await read.Balances.SingleAsync(TestContext.Current.CancellationToken)).Available);
    }

    [Theory, OnBothDatabases]
    public async Task Two_hundred_acts_that_read_and_add_to_one_row_lose_no_addition(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var purse = Purse(0);
        await store.Writes.RunAsync(db => db.Balances.Add(purse));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => store.Writes.RunAsync(db => { db.Balances.Single(balance => balance.AccountId == purse.AccountId).Available += 1; })));

        await using var read = store.Open();
        Assert.Equal(200, (await read.Balances.SingleAsync(TestContext.Current.CancellationToken)).Available);
    }

    [Fact]
    public async Task Saves_wait_while_another_process_holds_the_lock_and_none_is_lost()
    {
        await using var store = await TestStore.CreateAsync(Database.Sqlite);
        await using var other = new SqliteConnection($"Data Source={store.Get<StorageOptions>().SqliteFile};Pooling=False");
        other.Open();
        using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        hold.ExecuteNonQuery();

        var saves = Enumerable.Range(1, 30).Select(micros => store.Writes.RunAsync(db => db.Balances.Add(Purse(micros)))).ToList();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(saves, save => save.IsCompleted);
        await using (var read = store.Open()) Assert.Equal(0, await read.Balances.CountAsync(TestContext.Current.CancellationToken));
        hold.CommandText = "ROLLBACK";
        hold.ExecuteNonQuery();

        await Task.WhenAll(saves);
        await using var after = store.Open();
        Assert.Equal(30, await after.Balances.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_full_disk_refuses_what_it_cannot_keep_and_loses_nothing_it_acknowledged()
    {
        await using var store = await TestStore.CreateAsync(Database.Sqlite);
        for (var micros = 1; micros <= 20; micros++) await store.Writes.RunAsync(db => db.Balances.Add(Purse(micros)));

        // SQLite says "full" when it may not take another page, exactly as it does when the disk has none.
        await store.Writes.RunRawAsync(connection =>
        {
            using var limit = connection.CreateCommand();
            limit.CommandText = "PRAGMA max_page_count = 1";
            return limit.ExecuteScalar();
        });
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Writes.RunAsync(db => db.Balances.AddRange(Enumerable.Range(1, 5_000).Select(micros => Purse(micros)))));
        await using (var read = store.Open()) Assert.Equal(20, await read.Balances.CountAsync(TestContext.Current.CancellationToken));

        await store.Writes.RunRawAsync(connection =>
        {
            using var limit = connection.CreateCommand();
            limit.CommandText = "PRAGMA max_page_count = 1000000";
            return limit.ExecuteScalar();
        });
        await store.Writes.RunAsync(db => db.Balances.Add(Purse(21)));

        Assert.Contains("nothing of this change was kept", refused.Message, StringComparison.Ordinal);
        await using var after = store.Open();
        Assert.Equal(21, await after.Balances.CountAsync(TestContext.Current.CancellationToken));
    }

    private static Balance Purse(long micros) => new() { AccountId = AccountId.New(), Currency = Currency.Gbp, Available = micros };
}
