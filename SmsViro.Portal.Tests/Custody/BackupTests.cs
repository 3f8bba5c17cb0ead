using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;
using SmsViro.Core.Support;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Custody;

/// <summary>A backup is one instant, comes back whole, and brings nothing back that was erased.</summary>
public sealed class BackupTests : IAsyncDisposable
{
    private readonly string _backups = Directory.CreateTempSubdirectory("smsviro-backups-").FullName;
    private PostgresDatabase? _keys;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_keys is not null) await _keys.DisposeAsync();
        Directory.Delete(_backups, recursive: true);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_taken_while_others_write_is_one_instant_and_comes_back_whole(Database database)
    {
        await using var store = await CreateAsync(database);
        var customer = await store.AddCustomerAsync(new Money(1_000_000, Currency.Parse("EUR")));
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                while (!enough.IsCancellationRequested) await store.Get<GrantCredit>().PaidAsync(customer.Account, Guid.CreateVersion7(), new Money(1_000_000, Currency.Parse("EUR")), Cancel);
            },
            Cancel);
        await Task.Delay(100, Cancel);

        var backup = await TakeAsync(store);
        await enough.CancelAsync();
        await writing;

        Assert.Empty(store.Get<VerifyBackup>().Run(backup));
        Assert.Empty(await store.Get<VerifyBackup>().RunAsync(Cancel));
        var manifest = BackupManifest.Read(backup);
        Assert.True(manifest.DataAt <= manifest.KeysAt && manifest.KeysAt <= manifest.LedgerAt);
        Assert.DoesNotContain(Directory.EnumerateFiles(backup), path => path.EndsWith(".key", StringComparison.Ordinal));

        await LoseAsync(store, data: true, keys: true);
        Assert.Equal(0, await RestoreAsync(store, backup, RestoreParts.Both));
        await store.RestartAsync();
        await store.Get<Schema>().ApplyAsync(Cancel);
        await PassAsync(store);
        await using var db = store.Open();
        Assert.Equal(manifest.DataRows["LedgerTransfers"], await db.Set<LedgerTransfer>().LongCountAsync(Cancel));
        Assert.Equal(0, (await store.Get<LedgerProof>().RunAsync(Cancel)).UnexplainedMicros);
        await AssertOpensAsync(store, customer);
        await store.Get<GrantCredit>().PaidAsync(customer.Account, Guid.CreateVersion7(), new Money(1_000_000, Currency.Parse("EUR")), Cancel);
    }

    [Theory, OnBothDatabases]
    [Promise("P6.2")]
    public async Task Whoever_was_erased_stays_erased_and_all_others_open_before_and_after_the_epoch_closed(Database database)
    {
        await using var store = await CreateAsync(database);
        var (gone, stays, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var old = await TakeAsync(store);
        await store.EraseAsync(gone, staff);

        // Old data and old keys, before the epoch closed: both could open everything, so the gate erases again.
        await LoseAsync(store, data: true, keys: true);
        Assert.Equal(1, await RestoreAsync(store, old, RestoreParts.Both));
        await store.RestartAsync();
        await AssertOpensAsync(store, gone);
        Assert.Equal(1, await PassAsync(store));
        await AssertErasedAsync(store, gone);
        await AssertOpensAsync(store, stays);

        // Old data and current keys, after the epoch closed.
        store.Clock.Advance(TimeSpan.FromDays(36));
        await CloseEpochAsync(store.Vault.Rotation);
        await LoseAsync(store, data: true, keys: false);
        Assert.Equal(1, await RestoreAsync(store, old, RestoreParts.Data));
        await store.RestartAsync();
        await AssertErasedByKeyAsync(store, gone);
        await PassAsync(store);
        await AssertErasedAsync(store, gone);
        await AssertOpensAsync(store, stays);

        // Old data, old keys and old settings: the root key of their epoch is nowhere any more, so nothing opens and nothing starts.
        await LoseAsync(store, data: true, keys: true);
        await RestoreAsync(store, old, RestoreParts.Both);
        var refused = await Assert.ThrowsAsync<KeysException>(() => store.RestartAsync());
        Assert.Contains("root key of epoch", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Keys_older_than_the_data_are_refused_and_nothing_is_touched(Database database)
    {
        await using var store = await CreateAsync(database);
        await store.AddCustomerAsync();
        var old = await TakeAsync(store);
        await store.AddCustomerAsync();
        await LoseAsync(store, data: false, keys: true);

        var refused = await Assert.ThrowsAsync<CustodyException>(() => RestoreAsync(store, old, RestoreParts.Keys));

        Assert.Contains("the keys are older than the data", refused.Message, StringComparison.Ordinal);
        Assert.Null(store.Get<RestoreMark>().Unfinished);
    }

    [Theory, OnBothDatabases]
    public async Task A_restore_that_is_killed_at_any_step_is_not_served_and_comes_to_its_end_when_run_again(Database database)
    {
        await using var store = await CreateAsync(database);
        var customer = await store.AddCustomerAsync();
        var backup = await TakeAsync(store);
        await LoseAsync(store, data: true, keys: true);

        foreach (var step in new[] { "judging the backup", "judging where it goes", "comparing keys and data", "leaving a mark", "putting the keys back", "putting the data back", "taking the mark away" })
        {
            await Assert.ThrowsAsync<KilledException>(() => RestoreAsync(store, backup, RestoreParts.Both, reached =>
            {
                if (reached == step) throw new KilledException();
            }));
            var begun = step is "putting the keys back" or "putting the data back" or "taking the mark away";
            Assert.Equal(begun, store.Get<RestoreMark>().Unfinished is not null);
        }

        var refused = await Assert.ThrowsAsync<CustodyException>(() => PassAsync(store));
        Assert.Contains($"manage restore {backup}", refused.Message, StringComparison.Ordinal);
        await RestoreAsync(store, backup, RestoreParts.Both);
        await store.RestartAsync();
        await PassAsync(store);
        await AssertOpensAsync(store, customer);
    }

    [Fact]
    public async Task A_restore_never_writes_over_anything_and_wants_the_ledger_that_belongs_to_it()
    {
        await using var store = await CreateAsync(Database.Sqlite);
        await store.AddCustomerAsync();
        await store.Get<ErasureLedger>().AppendAsync(Guid.CreateVersion7(), [Scope.User(UserId.New())], Cancel);
        await PassAsync(store);
        var backup = await TakeAsync(store);

        await AssertRefusedAsync(store, backup, RestoreParts.Both, "There is data here already");
        await LoseAsync(store, data: true, keys: false);
        await AssertRefusedAsync(store, backup, RestoreParts.Both, "There are keys here already");
        await LoseAsync(store, data: false, keys: true);
        await AssertRefusedAsync(store, backup, RestoreParts.Data, "There are no keys here");
        await AssertRefusedAsync(store, backup, RestoreParts.Keys, "There is no data here");

        var path = store.Get<ErasureLedger>().Path;
        var lines = await File.ReadAllLinesAsync(path, Cancel);
        File.Delete(path);
        await AssertRefusedAsync(store, backup, RestoreParts.Both, "There is no erasure ledger");
        await File.WriteAllLinesAsync(path, lines[..1], Cancel);
        await AssertRefusedAsync(store, backup, RestoreParts.Both, "has 1 lines where this backup knew 2");
        File.Delete(path);
        using (var foreign = new ErasureLedger(new CustodyOptions { LedgerPath = path }, TimeProvider.System))
            for (var again = 0; again < 2; again++) await foreign.AppendAsync(Guid.CreateVersion7(), [Scope.User(UserId.New())], Cancel);
        await AssertRefusedAsync(store, backup, RestoreParts.Both, "another portal's");
    }

    [Fact]
    public async Task Damage_of_any_kind_is_named_and_refused()
    {
        await using var store = await CreateAsync(Database.Sqlite);
        await store.AddCustomerAsync();
        var backup = await TakeAsync(store);
        await LoseAsync(store, data: true, keys: true);
        var manifest = Path.Combine(backup, BackupManifest.FileName);
        var whole = await File.ReadAllTextAsync(manifest, Cancel);

        await SpoilAsync(manifest, whole[..^40], "manifest.json in");
        await SpoilAsync(manifest, whole.Replace("\"Users\": 1", "\"Users\": 2", StringComparison.Ordinal), "is damaged");
        await SpoilAsync(manifest, whole.Replace("\"Format\": 1", "\"Format\": 2", StringComparison.Ordinal), "newer version");
        await File.WriteAllTextAsync(manifest, whole, Cancel);

        var data = Path.Combine(backup, "data.db");
        var bytes = await File.ReadAllBytesAsync(data, Cancel);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(data, bytes, Cancel);
        await AssertNamedAsync("data.db in");
        File.Delete(data);
        await AssertNamedAsync("data.db is not in");

        async Task SpoilAsync(string file, string text, string named)
        {
            await File.WriteAllTextAsync(file, text, Cancel);
            await AssertNamedAsync(named);
        }

        async Task AssertNamedAsync(string named)
        {
            Assert.Contains(named, Assert.Single(store.Get<VerifyBackup>().Run(backup)), StringComparison.Ordinal);
            await AssertRefusedAsync(store, backup, RestoreParts.Both, named);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Verify_finds_a_lost_key_and_an_entry_of_the_trail_that_was_changed(Database database)
    {
        await using var store = await CreateAsync(database);
        var customer = await store.AddCustomerAsync();
        await store.Get<AuditTrail>().AppendAsync(await store.Get<AuditTrail>().DraftAsync(customer.User, customer.User, AuditDeed.OpenedCustomer, cancel: Cancel), PortalRole.Support, Cancel);
        Assert.Empty(await store.Get<VerifyBackup>().RunAsync(Cancel));

        var place = store.Get<KeyPlace>();
        await using (var keys = await place.OpenAsync(Cancel))
        {
            await using var lose = keys.Sql($"delete from {place.Named("keys")} where scope = @p0", Scope.User(customer.User).Text);
            Assert.Equal(1, await lose.ExecuteNonQueryAsync(Cancel));
        }

        await store.Writes.RunAsync(db => db.AuditEntries.Where(entry => entry.Number == 1).ExecuteUpdate(row => row.SetProperty(entry => entry.Deed, AuditDeed.ReadTrail)), null, Cancel);

        var found = await store.Get<VerifyBackup>().RunAsync(Cancel);
        Assert.Contains(found, breach => breach.StartsWith("Users.EmailSealed names 1 keys that the key store never gave out", StringComparison.Ordinal));
        Assert.Contains(found, breach => breach.StartsWith("Entry 1 of the audit trail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_part_ends_with_its_own_life_the_last_backup_too_and_other_folders_stay()
    {
        await using var store = await CreateAsync(Database.Sqlite, ("Custody:KeyBackupDays", "7"));
        var first = await TakeAsync(store);
        Directory.CreateDirectory(Path.Combine(_backups, "letters"));
        var prune = store.Get<PruneBackups>();

        store.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, prune.Run(_backups).Whole);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([Path.Combine(first, "keys.db")], prune.Run(_backups).Deleted);
        Assert.Contains("keys.db is not in", Assert.Single(store.Get<VerifyBackup>().Run(first)), StringComparison.Ordinal);
        store.Clock.Advance(TimeSpan.FromDays(28));
        Assert.Equal([first], prune.Run(_backups).Deleted);
        Assert.Equal(0, prune.Run(_backups).Whole);
        Assert.Equal([Path.Combine(_backups, "letters")], Directory.EnumerateDirectories(_backups));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_one_sentence_and_leaves_nothing()
    {
        await using var store = await CreateAsync(Database.Sqlite);
        var file = Path.Combine(_backups, "a-file");
        await File.WriteAllTextAsync(file, "", Cancel);

        var unwritable = await Assert.ThrowsAsync<CustodyException>(() => store.Get<TakeBackup>().RunAsync(Path.Combine(file, "below"), _ => { }, Cancel));
        var inside = await Assert.ThrowsAsync<CustodyException>(() => store.Get<TakeBackup>().RunAsync(store.DataFolder, _ => { }, Cancel));
        File.Delete(store.Get<ErasureLedger>().Path);
        var without = await Assert.ThrowsAsync<CustodyException>(() => store.Get<TakeBackup>().RunAsync(_backups, _ => { }, Cancel));

        Assert.Contains("cannot be written, so no backup was made", unwritable.Message, StringComparison.Ordinal);
        Assert.Contains("inside the data folder", inside.Message, StringComparison.Ordinal);
        Assert.Contains("There is no erasure ledger", without.Message, StringComparison.Ordinal);
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(_backups));
    }

    [Theory]
    [InlineData("5", "35", 35, 35)]
    [InlineData("9", "35", 39, 35)]
    [InlineData("5", "90", 90, 35)]
    public async Task The_horizon_is_the_later_of_the_epoch_and_the_backups_of_the_keys(string grace, string keyBackups, int whole, int smaller)
    {
        await using var store = await CreateAsync(Database.Sqlite, ("Custody:EpochGraceDays", grace), ("Custody:KeyBackupDays", keyBackups));

        Assert.Equal((whole, smaller), (store.Get<Horizon>().WholeScopeDays, store.Get<Horizon>().SmallerDays));
    }

    private async Task<TestStore> CreateAsync(Database database, params (string Key, string Value)[] settings)
    {
        // On PostgreSQL the keys are there too, in a database of their own.
        _keys = database == Database.Postgres ? await PostgresServer.CreateDatabaseAsync() : null;
        var more = settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value));
        if (_keys is not null) more = [.. more, new("Keys:Connection", _keys.ConnectionString), new("Keys:AcceptLongHorizon", "true")];
        var store = await TestStore.CreateAsync(
            database,
            (services, configuration) =>
            {
                services.AddJobs(configuration).AddAuditing().AddNotices(configuration).AddCustody(configuration).AddPrivacy().AddAccounts().AddMessaging(configuration)
                    .AddRights(configuration).AddSupport();
                services.AddSingleton(new ErasurePace(TimeSpan.Zero, TimeSpan.FromSeconds(2)));
            },
            more);
        await PassAsync(store);
        return store;
    }

    private static Task<int> PassAsync(TestStore store) => store.Get<RestoreGate>().PassAsync(Cancel);

    private Task<string> TakeAsync(TestStore store) => store.Get<TakeBackup>().RunAsync(_backups, _ => { }, Cancel);

    // By another process, as the command does it.
    private static async Task<long> RestoreAsync(TestStore store, string backup, RestoreParts parts, Action<string>? reached = null)
    {
        var beside = store.StartBeside();
        await using var ended = (IAsyncDisposable)beside;
        return await beside.Services.GetRequiredService<RestoreBackup>().RunAsync(backup, parts, reached ?? (_ => { }), Cancel);
    }

    private static async Task AssertRefusedAsync(TestStore store, string backup, RestoreParts parts, string why) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<CustodyException>(() => RestoreAsync(store, backup, parts))).Message, StringComparison.Ordinal);

    // The disk with the data is gone, or the one with the keys, or both; the ledger and the root keys are elsewhere.
    private static async Task LoseAsync(TestStore store, bool data, bool keys)
    {
        var storage = store.Get<StorageOptions>();
        if (data && storage.IsPostgres) await EmptyAsync(storage.Connection!, "public");
        if (data && !storage.IsPostgres)
        {
            using (var pool = new SqliteConnection($"Data Source={storage.SqliteFile}")) SqliteConnection.ClearPool(pool);
            Delete(storage.SqliteFile);
        }

        var place = store.Get<KeyPlace>();
        if (keys && place.Cluster is { } cluster) await EmptyAsync(cluster, KeyPlace.PostgresSchema);
        if (keys && place.File is { } file) Delete(file);

        static void Delete(string file)
        {
            foreach (var path in new[] { file, file + "-wal", file + "-shm" }) File.Delete(path);
        }
    }

    private static async Task EmptyAsync(string connectionString, string schema)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancel);
        await using var empty = connection.Sql(
            $"do $$ declare t record; begin for t in select tablename from pg_tables where schemaname = '{schema}' and tablename <> '__EFMigrationsHistory' loop execute format('truncate {schema}.%I cascade', t.tablename); end loop; end $$");
        await empty.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task CloseEpochAsync(KeyRotation rotation)
    {
        var to = await rotation.CurrentEpochAsync(Cancel);
        for (var from = to - 2; from < to; from++)
        {
            await rotation.CloseEpochAsync(from, Cancel);
            for (uint? after = 0; after is { } id; after = (await rotation.RewrapAsync(from, to, id, 1_000, Cancel)).Last)
            {
            }

            if (await rotation.EmptyEpochAsync(from, Cancel)) await rotation.DestroyEpochAsync(from, Cancel);
        }
    }

    private static async Task AssertOpensAsync(TestStore store, Customer customer)
    {
        await using var db = store.Open();
        var row = await db.Users.AsNoTracking().SingleAsync(user => user.Id == customer.User.Value, Cancel);
        Assert.Equal($"{customer.User}@example.invalid", (await store.Vault.FindAsync(Scope.User(customer.User), Cancel)).Open(StorageFields.Email, row.Id, row.EmailSealed).Text);
    }

    private static async Task AssertErasedByKeyAsync(TestStore store, Customer customer)
    {
        await using var db = store.Open();
        var row = await db.Users.AsNoTracking().SingleAsync(user => user.Id == customer.User.Value, Cancel);
        Assert.Equal(OpenStatus.Erased, (await store.Vault.FindAsync(Scope.User(customer.User), Cancel)).Open(StorageFields.Email, row.Id, row.EmailSealed).Status);
    }

    private static async Task AssertErasedAsync(TestStore store, Customer customer)
    {
        Assert.True((await store.Vault.FindAsync(Scope.User(customer.User), Cancel)).IsClosed);
        await using var db = store.Open();
        var row = await db.Users.AsNoTracking().SingleAsync(user => user.Id == customer.User.Value, Cancel);
        Assert.Equal((AccountState.Erased, true), (row.State, row.EmailSealed.IsEmpty));
    }

    private sealed class KilledException : Exception;
}
