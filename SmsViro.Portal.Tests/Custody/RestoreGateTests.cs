using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Custody;

/// <summary>Nothing is served before all that the erasure ledger names is gone, nor with a ledger that is not this portal's.</summary>
public class RestoreGateTests
{
    private static readonly string[] Steps =
        ["closing the account", "destroying the keys", "erasing the rows", "scrubbing what it names", "emptying the log", "settling what was open", "marking it as applied", "done"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P6.2")]
    public async Task A_database_that_missed_an_erasure_is_erased_again_wherever_it_was_interrupted(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (gone, stays) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        Assert.Equal(0, await PassAsync(store));
        var request = await AppendUnknownAsync(store, [Scope.User(gone.User), Scope.Account(gone.Account)]);

        foreach (var step in Steps[..^1])
            await Assert.ThrowsAsync<KilledException>(() => store.Get<RestoreGate>().PassAsync(Cancel, reached => ThrowAt(step, reached)));
        Assert.Equal(1, await PassAsync(store));
        Assert.Equal(0, await PassAsync(store));

        Assert.True((await store.Vault.FindAsync(Scope.User(gone.User), Cancel)).IsClosed);
        await using var db = store.Open();
        var users = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, Cancel);
        Assert.Equal((AccountState.Erased, AccountState.Active), (users[gone.User.Value].State, users[stays.User.Value].State));
        Assert.True(users[gone.User.Value].EmailSealed.IsEmpty);
        var kept = users[stays.User.Value];
        Assert.Equal(OpenStatus.Ok, (await store.Vault.FindAsync(Scope.User(stays.User), Cancel)).Open(StorageFields.Email, kept.Id, kept.EmailSealed).Status);
        Assert.Contains(await db.AuditEntries.AsNoTracking().ToListAsync(Cancel), entry => entry.Deed is AuditDeed.ErasedAgain && entry.Concerning == request);
        Assert.Empty(await store.Get<DeclaredTables>().VerifyAsync(new DataSubject(gone.User, gone.Account), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_row_that_the_ledger_names_is_scrubbed_again_and_its_neighbour_stays(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (gone, stays) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        await PassAsync(store);
        await AppendUnknownAsync(store, [], NamedRow.Of<PortalUser>(gone.User.Value), NamedRow.Of<PortalUser>(Guid.CreateVersion7()));

        Assert.Equal(1, await PassAsync(store));

        await using var db = store.Open();
        Assert.True((await db.Users.SingleAsync(user => user.Id == gone.User.Value, Cancel)).EmailSealed.IsEmpty);
        Assert.False((await db.Users.SingleAsync(user => user.Id == stays.User.Value, Cancel)).EmailSealed.IsEmpty);
        Assert.False((await store.Vault.FindAsync(Scope.User(gone.User), Cancel)).IsClosed);
    }

    [Fact]
    public async Task An_erasure_of_this_very_database_that_a_store_does_not_finish_is_left_to_its_job_and_one_it_never_heard_of_is_refused()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite, services => services.AddSingleton<IPersonalDataStore>(new Reluctant()));
        var (known, unknown) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        await PassAsync(store);

        await store.Get<ErasureLedger>().AppendAsync(Guid.CreateVersion7(), [Scope.User(known.User), Scope.Account(known.Account)], Cancel);
        Assert.Equal(1, await PassAsync(store));
        Assert.True((await store.Vault.FindAsync(Scope.User(known.User), Cancel)).IsClosed);

        await AppendUnknownAsync(store, [Scope.User(unknown.User), Scope.Account(unknown.Account)]);
        var refused = await Assert.ThrowsAsync<CustodyException>(() => PassAsync(store));
        Assert.Equal("Erasure 3 of the ledger could not be carried out again: Reluctant did not finish; mend it and start again.", refused.Message);
    }

    [Theory]
    [InlineData("missing", "it is missing", 0)]
    [InlineData("shorter", "it has 1 lines where 2 were written", 1)]
    [InlineData("foreign", "line 1 is of another portal's ledger", 3)]
    [InlineData("broken", "line 2 does not follow the line before it", 1)]
    public async Task A_ledger_that_does_not_fit_is_refused_until_somebody_adopts_it(string how, string why, int lines)
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        await PassAsync(store);
        await store.Get<ErasureLedger>().AppendAsync(Guid.CreateVersion7(), [Scope.User(UserId.New())], Cancel);
        await SpoilAsync(store.Get<ErasureLedger>().Path, how);

        var refused = await Assert.ThrowsAsync<CustodyException>(() => PassAsync(store));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith($"manage adopt-ledger {lines}.", refused.Message, StringComparison.Ordinal);

        Assert.False(await store.Get<AdoptLedger>().RunAsync(lines + 1, Cancel));
        Assert.True(await store.Get<AdoptLedger>().RunAsync(lines, Cancel));
        await PassAsync(store);
        Assert.Contains(await store.Get<AuditTrail>().LatestAsync(5, Cancel), entry => entry.Deed is AuditDeed.AdoptedLedger);
    }

    [Theory, OnBothDatabases]
    public async Task A_key_store_older_than_the_data_is_refused(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        await store.AddCustomerAsync();
        await PassAsync(store);
        await store.Writes.RunAsync(db => db.KeyMarks.Single().Newest += 7, Cancel);

        var refused = await Assert.ThrowsAsync<CustodyException>(() => PassAsync(store));

        Assert.StartsWith("The key store is older than the data", refused.Message, StringComparison.Ordinal);
    }

    private static Task<int> PassAsync(TestStore store) => store.Get<RestoreGate>().PassAsync(Cancel);

    // As a database restored from before it finds the line.
    private static async Task<Guid> AppendUnknownAsync(TestStore store, IReadOnlyList<Scope> scopes, params string[] rows)
    {
        using var ledger = new ErasureLedger(store.Get<CustodyOptions>(), store.Clock);
        return (await ledger.AppendAsync(Guid.CreateVersion7(), scopes, rows, Cancel)).Request;
    }

    private static async Task SpoilAsync(string path, string how)
    {
        var lines = await File.ReadAllLinesAsync(path, Cancel);
        switch (how)
        {
            case "missing":
                File.Delete(path);
                break;
            case "shorter":
                await File.WriteAllLinesAsync(path, lines[..1], Cancel);
                break;
            case "broken":
                await File.WriteAllLinesAsync(path, [lines[0], lines[1].Replace("user/", "user/0", StringComparison.Ordinal)], Cancel);
                break;
            default:
                File.Delete(path);
                using (var another = new ErasureLedger(new CustodyOptions { LedgerPath = path }, TimeProvider.System))
                {
                    await another.OpenAsync(Cancel);
                    for (var again = 0; again < 2; again++) await another.AppendAsync(Guid.CreateVersion7(), [Scope.User(UserId.New())], Cancel);
                }

                break;
        }
    }

    private static void ThrowAt(string step, string reached)
    {
        if (reached.EndsWith(step, StringComparison.Ordinal)) throw new KilledException();
    }

    private sealed class KilledException : Exception;

    private sealed class Reluctant : IPersonalDataStore
    {
        public string Name => "Reluctant";

        public Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Held>>([]);

        public IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, CancellationToken cancel) => AsyncEnumerable.Empty<HeldRecord>();

        public Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel) => Task.FromResult(new StoreErasure(0, [], Done: false));

        public Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
