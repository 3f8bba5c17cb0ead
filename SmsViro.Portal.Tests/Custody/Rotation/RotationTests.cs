using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Custody.Rotation;

/// <summary>Keys of every level replaced while rows name them: nothing readable is lost, whatever is killed.</summary>
public class RotationTests
{
    private const int People = 6;

    private static readonly TimeSpan Year = TimeSpan.FromDays(366);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.6")]
    public async Task Old_data_keys_are_replaced_and_destroyed_when_no_value_names_them(Database database)
    {
        await using var rotation = await RotationStore.CreateAsync(database);
        var people = await FillAsync(rotation.Store);
        var before = await KeysInRowsAsync(rotation.Store);
        rotation.Store.Clock.Advance(Year);

        await RunAsync<ReplaceDataKeys>(rotation);
        await AllOpenAsync(rotation.Store, people);
        var after = await KeysInRowsAsync(rotation.Store);
        Assert.Empty(after.Intersect(before));
        Assert.Equal(People, (await StatesAsync(rotation.Store, KeyState.Retiring)).Count);

        // Not before an hour: what was sealed a moment ago may still be on its way.
        rotation.Store.Clock.Advance(TimeSpan.FromHours(1));
        await rotation.RunAsync<ReplaceDataKeys>();

        Assert.Empty(await StatesAsync(rotation.Store, KeyState.Retiring));
        Assert.Equal(before.Order(), (await StatesAsync(rotation.Store, KeyState.Destroyed)).Select(key => key.Id).Order());
        await AllOpenAsync(rotation.Store, people);
    }

    [Theory, OnBothDatabases]
    public async Task A_value_that_does_not_open_keeps_its_key_and_is_told_of(Database database)
    {
        await using var rotation = await RotationStore.CreateAsync(database);
        var people = await FillAsync(rotation.Store);
        var damaged = people[^1];
        await rotation.Store.Writes.RunAsync(db =>
        {
            var row = db.Users.Single(user => user.Id == damaged.User.Value);
            var bytes = row.EmailSealed.Bytes.ToArray();
            bytes[^1] ^= 1;
            row.EmailSealed = Sealed.FromBytes(bytes);
        }, Cancel);
        rotation.Store.Clock.Advance(Year);

        await RunAsync<ReplaceDataKeys>(rotation, refused: true);
        rotation.Store.Clock.Advance(TimeSpan.FromHours(1));
        var refused = await Assert.ThrowsAsync<KeysException>(() => rotation.RunAsync<ReplaceDataKeys>());

        Assert.StartsWith("1 values do not open under the key they name; that key is kept.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Scope.User(damaged.User), Assert.Single(await StatesAsync(rotation.Store, KeyState.Retiring)).Scope);
        await AllOpenAsync(rotation.Store, people[..^1]);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_edits_a_value_while_it_is_being_sealed_anew_wins(Database database)
    {
        await using var rotation = await RotationStore.CreateAsync(database);
        var people = await FillAsync(rotation.Store);
        var edited = people[0].User;
        var box = await rotation.Store.Vault.OpenAsync(Scope.User(edited), Cancel);
        rotation.Store.Clock.Advance(Year);
        rotation.EditBeforeNextAct(db => db.Users.Single(user => user.Id == edited.Value).EmailSealed = box.Seal(StorageFields.Email, edited.Value, "edited@example.invalid"));

        await RunAsync<ReplaceDataKeys>(rotation);

        await using var db = rotation.Store.Open();
        var row = await db.Users.SingleAsync(user => user.Id == edited.Value, Cancel);
        Assert.Equal("edited@example.invalid", box.Open(StorageFields.Email, row.Id, row.EmailSealed).Text);
        await AllOpenAsync(rotation.Store, people[1..]);
    }

    [Theory, OnBothDatabases]
    public async Task People_are_found_under_both_index_keys_and_at_the_end_under_the_new_one(Database database)
    {
        await using var rotation = await RotationStore.CreateAsync(database);
        var people = await FillAsync(rotation.Store);
        var before = await DigestsAsync(rotation.Store);
        rotation.Store.Clock.Advance(Year);

        await RunAsync<ReplaceIndexKeys>(rotation);
        var index = await rotation.Store.Vault.IndexAsync(Scope.IndexLogin, Cancel);
        Assert.Equal(2, SignInDigests.EachOfEmail(index, EmailOf(people[0])).Count);
        Assert.Contains(before[people[0].User.Value], SignInDigests.EachOfEmail(index, EmailOf(people[0])));
        rotation.Store.Clock.Advance(TimeSpan.FromHours(1));
        await rotation.RunAsync<ReplaceIndexKeys>();

        var after = await DigestsAsync(rotation.Store);
        Assert.Empty(after.Values.Intersect(before.Values));
        Assert.All(people, person => Assert.Equal(SignInDigests.OfEmail(index, EmailOf(person)), after[person.User.Value]));
        Assert.Single(SignInDigests.EachOfEmail(index, EmailOf(people[0])));
        Assert.Equal(Scope.IndexLogin, Assert.Single(await StatesAsync(rotation.Store, KeyState.Destroyed)).Scope);
    }

    [Theory, OnBothDatabases]
    public async Task Every_kill_before_and_after_every_step_of_every_rotation_loses_nothing(Database database)
    {
        await using var rotation = await RotationStore.CreateAsync(database);
        var people = await FillAsync(rotation.Store);

        // A choice of the points that grows coarser with their number; the benchmark kills the process itself, twenty times a job.
        var (kills, wanted) = (0, database is Database.Sqlite ? 20 : 12);
        for (var at = 1; kills < wanted && at < 4_000; at += database is Database.Sqlite ? 2 + at / 5 : 3 + at / 4)
        {
            rotation.Store.Clock.Advance(Year);
            kills += await RunAsync<ReplaceDataKeys>(rotation, killAt: at);
            kills += await RunAsync<ReplaceIndexKeys>(rotation, killAt: at);
            kills += await rotation.RunAsync<CloseEpochs>(at);
            rotation.Store.Clock.Advance(TimeSpan.FromDays(6));
            kills += await rotation.RunAsync<ReplaceDataKeys>(at);
            kills += await rotation.RunAsync<ReplaceIndexKeys>(at);
            kills += await rotation.RunAsync<CloseEpochs>(at);

            await AllOpenAsync(rotation.Store, people);
            Assert.Empty(await StatesAsync(rotation.Store, KeyState.Retiring));
            var grace = rotation.Store.Clock.GetUtcNow() - TimeSpan.FromDays(5);
            var epochs = await rotation.Store.Get<IKeyStore>().EpochsAsync(Cancel);
            Assert.Single(epochs, epoch => epoch.Emptied is null);
            Assert.DoesNotContain(epochs, epoch => epoch.Emptied < grace);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills");
        Assert.True(kills >= wanted, $"{kills} kills");
        await rotation.Store.RestartAsync();
        await AllOpenAsync(rotation.Store, people);
    }

    [Fact]
    public void Every_sealed_column_of_the_model_is_walked_and_every_index_column_says_what_it_stands_for_or_why_not()
    {
        var columns = PrivacyGate.Map.Columns.ToList();

        Assert.Empty(columns.Where(column => column.Class is DataClass.Sealed && column.Field is null).Select(column => column.Path));
        Assert.Empty(columns.Where(column => column.Class is DataClass.BlindIndex && column.Rule is null && column.FixedBecause is null).Select(column => column.Path));
        Assert.Empty(columns.Where(column => column.Field is not null && column.Name.Contains('.', StringComparison.Ordinal)).Select(column => column.Path));
    }

    // Five seconds for every process to hear of the new keys, which the job waits for.
    private static async Task<int> RunAsync<THandler>(RotationStore rotation, int killAt = int.MaxValue, bool refused = false)
        where THandler : Core.Jobs.IJobHandler
    {
        var running = rotation.RunAsync<THandler>(killAt);
        await Patience.UntilAsync(() => running.IsCompleted, () => rotation.Store.Clock.Advance(TimeSpan.FromSeconds(1)));
        if (!refused) return await running;

        await Assert.ThrowsAsync<KeysException>(() => running);
        return 0;
    }

    private static async Task<List<Customer>> FillAsync(TestStore store)
    {
        var index = await store.Vault.IndexAsync(Scope.IndexLogin, Cancel);
        var people = new List<Customer>();
        for (var i = 0; i < People; i++)
        {
            var person = await store.AddCustomerAsync();
            var token = (await store.Vault.OpenAsync(Scope.User(person.User), Cancel)).Seal(StorageFields.Token, person.User.Value, "secret").ToArray();
            await store.Writes.RunAsync(db =>
            {
                var row = db.Users.Single(user => user.Id == person.User.Value);
                row.NormalizedEmail = row.NormalizedUserName = SignInDigests.OfEmail(index, EmailOf(person));
                db.UserTokens.Add(new IdentityUserToken<Guid> { UserId = row.Id, LoginProvider = "p", Name = "n", Value = Convert.ToBase64String(token) });
            }, Cancel);
            people.Add(person);
        }

        return people;
    }

    private static string EmailOf(Customer person) => $"{person.User}@example.invalid";

    private static async Task AllOpenAsync(TestStore store, IEnumerable<Customer> people)
    {
        await using var db = store.Open();
        foreach (var person in people)
        {
            var box = await store.Vault.FindAsync(Scope.User(person.User), Cancel);
            var row = await db.Users.AsNoTracking().SingleAsync(user => user.Id == person.User.Value, Cancel);
            var token = await db.UserTokens.AsNoTracking().SingleAsync(one => one.UserId == row.Id, Cancel);
            Assert.Equal(EmailOf(person), box.Open(StorageFields.Email, row.Id, row.EmailSealed).Text);
            Assert.Equal("secret", box.Open(StorageFields.Token, row.Id, Convert.FromBase64String(token.Value!)).Text);
        }
    }

    private static async Task<HashSet<uint>> KeysInRowsAsync(TestStore store)
    {
        await using var db = store.Open();
        var values = (await db.Users.AsNoTracking().Select(user => user.EmailSealed).ToListAsync(Cancel)).Select(value => value.Bytes.ToArray())
            .Concat((await db.UserTokens.AsNoTracking().Select(token => token.Value!).ToListAsync(Cancel)).Select(Convert.FromBase64String));
        return [.. values.Select(value => BinaryPrimitives.ReadUInt32BigEndian(value.AsSpan(1)))];
    }

    private static async Task<Dictionary<Guid, string>> DigestsAsync(TestStore store)
    {
        await using var db = store.Open();
        return await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.NormalizedEmail!, Cancel);
    }

    private static async Task<List<KeyFacts>> StatesAsync(TestStore store, KeyState state) =>
        [.. (await store.Get<IKeyStore>().ListAsync(0, 10_000, Cancel)).Where(key => key.State == state)];
}
