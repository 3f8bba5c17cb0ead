using Npgsql;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage.Keys;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Encryption;

public class KeyStoreTests
{
    private static readonly Scope Her = Scope.Parse("user/her");
    private static readonly DateTimeOffset Then = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases]
    public async Task Keeps_a_key_as_it_was_given(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        await kept.Store.AddAsync(Her, 692, Then, WrappedOf, Cancel);

        var found = await kept.Another().FindAsync(Her, Cancel);

        var key = Assert.Single(found.Living);
        Assert.False(found.Shredded);
        Assert.Equal((Her, KeyState.Active, 692, 0L, Then), (key.Scope, key.State, key.Epoch, key.Seals, key.Created));
        Assert.Equal(WrappedOf(key.Id), key.Wrapped);
    }

    [Theory]
    [OnBothDatabases]
    public async Task Of_sixteen_who_race_one_adds_the_key(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        var stores = Enumerable.Range(0, 16).Select(_ => kept.Another()).ToArray();

        await Task.WhenAll(stores.Select(store => Task.Run(async () => await store.AddAsync(Her, 692, Then, WrappedOf, Cancel), Cancel)));

        Assert.Single((await kept.Store.FindAsync(Her, Cancel)).Living);
    }

    [Theory]
    [OnBothDatabases]
    public async Task A_shredded_scope_keeps_no_key_and_takes_none(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        await kept.Store.AddAsync(Her, 692, Then, WrappedOf, Cancel);

        await kept.Store.ShredAsync(Her, Guid.CreateVersion7(), Then, Cancel);
        await kept.Store.ShredAsync(Her, Guid.CreateVersion7(), Then, Cancel);
        await kept.Store.AddAsync(Her, 692, Then, WrappedOf, Cancel);

        var found = await kept.Another().FindAsync(Her, Cancel);
        Assert.True(found.Shredded);
        Assert.Empty(found.Living);
    }

    [Theory]
    [OnBothDatabases]
    public async Task Shredding_and_making_a_key_at_once_leaves_none(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        for (var round = 0; round < 20; round++)
        {
            var scope = Scope.Parse($"user/{round}");
            var other = kept.Another();

            await Task.WhenAll(
                Task.Run(async () => await kept.Store.AddAsync(scope, 692, Then, WrappedOf, Cancel), Cancel),
                Task.Run(async () => await other.ShredAsync(scope, Guid.CreateVersion7(), Then, Cancel), Cancel));

            Assert.Empty((await kept.Store.FindAsync(scope, Cancel)).Living);
        }

        Assert.Equal(0, await kept.CountAsync("wrapped is not null"));
    }

    [Theory]
    [OnBothDatabases]
    public async Task Gives_no_id_twice(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        List<uint> ids = [];
        byte[] Note(uint id)
        {
            ids.Add(id);
            return WrappedOf(id);
        }

        for (var i = 0; i < 10; i++)
        {
            var scope = Scope.Parse($"user/{i}");
            await kept.Store.AddAsync(scope, 692, Then, Note, Cancel);
            await kept.Store.ShredAsync(scope, Guid.CreateVersion7(), Then, Cancel);
            await kept.DeleteAllKeysAsync();
        }

        Assert.Equal(10, ids.Distinct().Count());
    }

    [Theory]
    [OnBothDatabases]
    public async Task A_key_that_could_not_be_wrapped_is_not_kept(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);

        await Assert.ThrowsAsync<KeysException>(() => kept.Store.AddAsync(Her, 692, Then, _ => throw new KeysException("no root"), Cancel).AsTask());

        Assert.Empty((await kept.Store.FindAsync(Her, Cancel)).Living);
        await kept.Store.AddAsync(Her, 692, Then, WrappedOf, Cancel);
        Assert.Single((await kept.Store.FindAsync(Her, Cancel)).Living);
    }

    [Theory]
    [OnBothDatabases]
    public async Task Adds_up_what_was_sealed(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        await kept.Store.AddAsync(Her, 692, Then, WrappedOf, Cancel);
        await kept.Store.AddAsync(Scope.SystemMail, 692, Then, WrappedOf, Cancel);
        var hers = Assert.Single((await kept.Store.FindAsync(Her, Cancel)).Living).Id;
        var mails = Assert.Single((await kept.Store.FindAsync(Scope.SystemMail, Cancel)).Living).Id;

        await kept.Store.CountSealsAsync(new Dictionary<uint, long> { [hers] = 5, [mails] = 1 }, Cancel);
        await kept.Store.CountSealsAsync(new Dictionary<uint, long> { [hers] = 3_000_000_000 }, Cancel);

        Assert.Equal(3_000_000_005, Assert.Single((await kept.Store.FindAsync(Her, Cancel)).Living).Seals);
        Assert.Equal(1, Assert.Single((await kept.Store.FindAsync(Scope.SystemMail, Cancel)).Living).Seals);
    }

    [Theory]
    [OnBothDatabases]
    public async Task Keeps_the_first_key_of_an_epoch(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        await kept.Store.AddEpochAsync(new(693, [3], Then), Cancel);
        await kept.Store.AddEpochAsync(new(692, [1], Then), Cancel);
        await kept.Store.AddEpochAsync(new(692, [2], Then), Cancel);

        var epochs = await kept.Another().EpochsAsync(Cancel);

        Assert.Equal([(692, (byte)1), (693, (byte)3)], epochs.Select(epoch => (epoch.Epoch, Assert.Single(epoch.Wrapped))));
    }

    [Theory]
    [OnBothDatabases]
    public async Task A_key_comes_and_goes_in_four_steps_and_other_processes_hear_of_each(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        var (store, heard) = (kept.Store, kept.Another());
        await store.AddNextAsync(Her, 692, Then, WrappedOf, Cancel);
        Assert.Empty((await store.FindAsync(Her, Cancel)).Living);
        await store.AddAsync(Her, 692, Then, WrappedOf, Cancel);
        var first = Assert.Single((await store.FindAsync(Her, Cancel)).Living).Id;
        var seen = (await heard.ChangesAsync(0, Cancel)).Last;

        await store.AddNextAsync(Her, 692, Then, WrappedOf, Cancel);
        await store.AddNextAsync(Her, 692, Then, WrappedOf, Cancel);
        await store.DestroyAsync(first, Then, Cancel);
        Assert.Equal([KeyState.Active, KeyState.Next], (await StatesAsync(store)).Select(key => key.State));
        await store.PromoteAsync(Her, Then.AddHours(1), Cancel);
        await store.PromoteAsync(Her, Then.AddHours(2), Cancel);
        Assert.Equal([KeyState.Active, KeyState.Retiring], (await StatesAsync(store)).Select(key => key.State));
        Assert.Equal(Then.AddHours(1), Assert.Single(await store.RotatingAsync(Cancel)).Retired);
        var changed = await heard.ChangesAsync(seen, Cancel);
        Assert.Equal([Her], changed.Scopes);
        await store.DestroyAsync(first, Then.AddHours(3), Cancel);

        Assert.Equal([KeyState.Active], (await StatesAsync(store)).Select(key => key.State));
        Assert.Equal(0, await kept.CountAsync($"id = {first} and wrapped is not null"));
        Assert.Equal(Then.AddHours(3), Assert.Single(await store.ListAsync(0, 100, Cancel), key => key.Id == first).Destroyed);
        Assert.Equal([Her], (await heard.ChangesAsync(changed.Last, Cancel)).Scopes);
        Assert.Empty(await store.DueAsync(Then, 1, 0, 10, Cancel));
        Assert.Single(await store.DueAsync(Then.AddDays(1), 1, 0, 10, Cancel));
    }

    [Theory]
    [OnBothDatabases]
    public async Task A_closed_epoch_takes_no_key_and_is_empty_only_when_its_last_key_has_moved(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        var store = kept.Store;
        await store.AddEpochAsync(new(692, [1], Then), Cancel);
        await store.AddEpochAsync(new(693, [2], Then), Cancel);
        for (var i = 0; i < 5; i++)
            await store.AddAsync(Scope.Parse($"user/{i}"), 692, Then, WrappedOf, Cancel);

        Assert.False(await store.EmptyEpochAsync(692, Then, Cancel));
        await store.CloseEpochAsync(692, Then, Cancel);
        Assert.False(await store.AddAsync(Her, 692, Then, WrappedOf, Cancel));
        Assert.True(await store.AddAsync(Her, 693, Then, WrappedOf, Cancel));
        var keys = await store.KeysOfAsync(692, 0, 3, Cancel);
        Assert.Equal(3, await store.RewrapAsync(692, 693, [.. keys.Select(key => (key.Id, new byte[] { 9 }))], Cancel));
        Assert.Equal(0, await store.RewrapAsync(692, 693, [.. keys.Select(key => (key.Id, new byte[] { 8 }))], Cancel));
        Assert.False(await store.EmptyEpochAsync(692, Then, Cancel));
        await store.DestroyEpochAsync(692, Then, Cancel);
        Assert.Equal(2, (await store.EpochsAsync(Cancel)).Count);
        keys = await store.KeysOfAsync(692, keys[^1].Id, 3, Cancel);
        await store.RewrapAsync(692, 693, [.. keys.Select(key => (key.Id, new byte[] { 9 }))], Cancel);

        Assert.True(await store.EmptyEpochAsync(692, Then, Cancel));
        await store.DestroyEpochAsync(692, Then, Cancel);
        Assert.Equal([693], (await store.EpochsAsync(Cancel)).Select(epoch => epoch.Epoch));
        var history = await kept.Another().EpochHistoryAsync(Cancel);
        Assert.Equal((Then, Then, Then, 0), (history[0].Closed, history[0].Emptied, history[0].Destroyed, history[0].Wrapped.Length));
        Assert.Equal(("user", KeyState.Active, 693, 6L), (await store.CountAsync(Cancel)).Select(count => (count.Kind, count.State, count.Epoch, count.Keys)).Single());
    }

    [Fact]
    public async Task A_key_database_of_the_first_shape_is_taken_over_with_its_keys()
    {
        await using var kept = await KeptStore.CreateAsync(Database.Sqlite);
        await kept.RunAsync(
            """
            create table epochs (epoch integer primary key, wrapped blob not null, created integer not null) strict;
            create table keys (
                id integer primary key, scope text not null, state integer not null, epoch integer not null,
                wrapped blob, seals integer not null default 0, created integer not null) strict;
            create unique index keys_living on keys (scope, state) where state < 3;
            create table tombstones (scope text primary key, request blob not null, at integer not null) strict;
            create table counters (name text primary key, value integer not null) strict;
            insert into counters (name, value) values ('key', 7);
            insert into keys (id, scope, state, epoch, wrapped, created) values (7, 'user/her', 1, 692, x'01020307', 0);
            """);

        Assert.Equal(7u, Assert.Single((await kept.Store.FindAsync(Her, Cancel)).Living).Id);
        await kept.Store.AddNextAsync(Her, 692, Then, WrappedOf, Cancel);
        Assert.Equal([7u, 8u], (await kept.Store.FindAsync(Her, Cancel)).Living.Select(key => key.Id));
    }

    [Theory]
    [OnBothDatabases]
    public async Task A_vault_on_it_seals_shreds_and_remembers(Database database)
    {
        await using var kept = await KeptStore.CreateAsync(database);
        await using var fixture = new VaultFixture();
        var vault = fixture.Another(kept.Another());
        var field = new Field("user.email");
        var row = Guid.CreateVersion7();
        await vault.StartAsync(dataExists: false, Cancel);
        var value = (await vault.OpenAsync(Her, Cancel)).Seal(field, row, "someone@example.com");

        var other = fixture.Another(kept.Another());
        await other.StartAsync(dataExists: true, Cancel);
        var before = (await other.FindAsync(Her, Cancel)).Open(field, row, value);
        await vault.ShredAsync(Her, Guid.CreateVersion7(), Cancel);
        await other.FollowAsync(Cancel);

        Assert.Equal("someone@example.com", before.Text);
        Assert.Equal(OpenStatus.Erased, (await other.FindAsync(Her, Cancel)).Open(field, row, value).Status);
    }

    private static async Task<IEnumerable<(uint Id, KeyState State)>> StatesAsync(IKeyStore store) =>
        (await store.FindAsync(Her, Cancel)).Living.Select(key => (key.Id, key.State));

    private static byte[] WrappedOf(uint id) => [1, 2, 3, (byte)id];

    /// <summary>A key store on a database of its own.</summary>
    private sealed class KeptStore : IAsyncDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smsviro-keys-");
        private readonly List<IKeyStore> _stores = [];
        private readonly PostgresDatabase? _postgres;

        private KeptStore(PostgresDatabase? postgres)
        {
            _postgres = postgres;
            Store = Another();
        }

        public IKeyStore Store { get; }

        private string File => Path.Combine(_folder.FullName, "keys.db");

        public static async Task<KeptStore> CreateAsync(Database database)
        {
            if (database == Database.Postgres)
                Requires.Postgres();

            StorageTally.Note(database);
            return new(database == Database.Postgres ? await PostgresServer.CreateDatabaseAsync() : null);
        }

        /// <summary>A second store on the same database, as another process would have.</summary>
        public IKeyStore Another()
        {
            IKeyStore store = _postgres is null ? new SqliteKeyStore(File) : new PostgresKeyStore(_postgres.ConnectionString);
            _stores.Add(store);
            return store;
        }

        public async Task<long> CountAsync(string condition) => (long)(await RunAsync($"select count(*) from keys where {condition}"))!;

        public Task<object?> DeleteAllKeysAsync() => RunAsync("delete from keys");

        public async ValueTask DisposeAsync()
        {
            _stores.ForEach(store => ((IDisposable)store).Dispose());
            if (_postgres is not null)
                await _postgres.DisposeAsync();

            _folder.Delete(recursive: true);
        }

        public async Task<object?> RunAsync(string sql)
        {
            await using System.Data.Common.DbConnection connection = _postgres is null
                ? new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=false")
                : new NpgsqlConnection($"{_postgres.ConnectionString};Search Path=smsviro_keys;Pooling=false");
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own constants.
            command.CommandText = sql;
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync(Cancel);
        }
    }
}
