using Microsoft.Data.Sqlite;
using SmsViro.Core.Encryption;

namespace SmsViro.Portal.Tests.Encryption;

/// <summary>Keys replaced under the hands of those who use them, in this process and in others.</summary>
public class KeyRotationTests
{
    private static readonly Field Text = new("message.text");
    private static readonly Scope Her = Scope.Parse("user/her");
    private static readonly Guid Row = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_held_box_seals_with_the_new_key_and_opens_both_and_so_does_every_other_process()
    {
        await using var fixture = new VaultFixture();
        var other = fixture.Another();
        var (held, theirs) = (await fixture.Vault.OpenAsync(Her, Cancel), await other.OpenAsync(Her, Cancel));
        var old = held.Seal(Text, Row, "old");

        await fixture.Vault.Rotation.AnnounceAsync(Her, Cancel);
        Assert.Equal(KeyOf(old), KeyOf(held.Seal(Text, Row, "still the old key")));
        await other.FollowAsync(Cancel);
        await fixture.Vault.Rotation.PromoteAsync(Her, Cancel);
        var made = held.Seal(Text, Row, "new");
        Assert.NotEqual(KeyOf(old), KeyOf(made));
        Assert.Equal("new", theirs.Open(Text, Row, made).Text);
        Assert.Equal(KeyOf(old), KeyOf(theirs.Seal(Text, Row, "not heard yet")));
        await other.FollowAsync(Cancel);

        Assert.Equal(KeyOf(made), KeyOf(theirs.Seal(Text, Row, "heard")));
        Assert.All([held, theirs], box => Assert.Equal(("old", "new"), (box.Open(Text, Row, old).Text, box.Open(Text, Row, made).Text)));
        await fixture.Vault.Rotation.DestroyAsync(Her, KeyOf(old), Cancel);
        await other.FollowAsync(Cancel);
        Assert.All([held, theirs], box => Assert.Equal((OpenStatus.Damaged, "new"), (box.Open(Text, Row, old).Status, box.Open(Text, Row, made).Text)));
    }

    [Fact]
    public async Task Nobody_who_seals_or_opens_notices_that_keys_are_replaced()
    {
        await using var fixture = new VaultFixture();
        var box = await fixture.Vault.OpenAsync(Her, Cancel);
        using var stop = new CancellationTokenSource();
        using var begun = new CountdownEvent(4);
        var sealers = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() =>
        {
            begun.Signal();
            while (!stop.IsCancellationRequested)
                Assert.Equal("whole", box.Open(Text, Row, box.Seal(Text, Row, "whole")).Text);
        }, Cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        begun.Wait(Cancel);

        for (var round = 0; round < 40; round++)
        {
            await fixture.Vault.Rotation.AnnounceAsync(Her, Cancel);
            await fixture.Vault.Rotation.PromoteAsync(Her, Cancel);
        }

        await stop.CancelAsync();
        await Task.WhenAll(sealers);
        Assert.Equal(41, (await fixture.Store().FindAsync(Her, Cancel)).Living.Count);
    }

    [Fact]
    public async Task A_scope_whose_key_sealed_half_its_share_gets_a_new_one_by_itself()
    {
        await using var fixture = new VaultFixture();
        var box = await fixture.Vault.OpenAsync(Her, Cancel);
        var old = box.Seal(Text, Row, "old");
        await fixture.Store().CountSealsAsync(new Dictionary<uint, long> { [KeyOf(old)] = DataKey.RenewAt }, Cancel);

        await fixture.Vault.SweepAsync();
        Assert.Equal(KeyOf(old), KeyOf(box.Seal(Text, Row, "until every process knows the new one")));
        fixture.Clock.Advance(KeyRotation.Announced);
        await fixture.Vault.SweepAsync();

        Assert.NotEqual(KeyOf(old), KeyOf(box.Seal(Text, Row, "new")));
        Assert.Equal("old", box.Open(Text, Row, old).Text);
        Assert.Equal([KeyState.Active, KeyState.Retiring], (await fixture.Store().FindAsync(Her, Cancel)).Living.Select(key => key.State));
    }

    [Fact]
    public async Task A_finder_has_a_value_for_every_living_index_key()
    {
        await using var fixture = new VaultFixture();
        var index = await fixture.Vault.IndexAsync(Scope.IndexPhone, Cancel);
        var label = new Field("phone.v1");
        var old = (index.Compute(label, "447700900118"), index.Compute64(label, "447700900118"), index.Compute14(label, "447700900118"));

        await fixture.Vault.Rotation.AnnounceAsync(Scope.IndexPhone, Cancel);
        await fixture.Vault.Rotation.PromoteAsync(Scope.IndexPhone, Cancel);

        var made = (index.Compute(label, "447700900118"), index.Compute64(label, "447700900118"), index.Compute14(label, "447700900118"));
        Assert.NotEqual(old.Item2, made.Item2);
        Assert.Equal([made.Item1, old.Item1], index.ComputeEach(label, "447700900118"));
        Assert.Equal([made.Item2, old.Item2], index.Compute64Each(label, "447700900118"));
        Assert.Equal([made.Item3, old.Item3], index.Compute14Each(label, "447700900118"));
    }

    [Fact]
    public async Task A_scope_shredded_while_its_keys_are_replaced_stays_shredded()
    {
        await using var fixture = new VaultFixture();
        for (var round = 0; round < 20; round++)
        {
            var scope = Scope.Parse($"user/{round}");
            var held = await fixture.Vault.OpenAsync(scope, Cancel);

            await Task.WhenAll(
                Task.Run(async () =>
                {
                    await fixture.Vault.Rotation.AnnounceAsync(scope, Cancel);
                    await fixture.Vault.Rotation.PromoteAsync(scope, Cancel);
                }, Cancel),
                Task.Run(async () => await fixture.Vault.ShredAsync(scope, Guid.CreateVersion7(), Cancel), Cancel));

            Assert.True(held.IsClosed);
            Assert.Empty((await fixture.Store().FindAsync(scope, Cancel)).Living);
        }
    }

    [Fact]
    public async Task After_an_epoch_is_destroyed_old_copies_of_the_key_store_open_nothing_and_the_living_opens_everything()
    {
        await using var fixture = new VaultFixture();
        await fixture.Vault.StartAsync(dataExists: false, Cancel);
        var scopes = Enumerable.Range(0, 20).Select(i => Scope.Parse($"user/{i}")).ToArray();
        var values = new Dictionary<Scope, Sealed>();
        foreach (var scope in scopes)
            values[scope] = (await fixture.Vault.OpenAsync(scope, Cancel)).Seal(Text, Row, scope.Text);
        var oldCopy = Path.Combine(fixture.Folder.FullName, "copy.db");
        await using (var source = new SqliteConnection($"Data Source={fixture.KeysFile};Pooling=false"))
        {
            await source.OpenAsync(Cancel);
            await using var copy = source.CreateCommand();
            copy.CommandText = "vacuum into $to";
            copy.Parameters.AddWithValue("$to", oldCopy);
            await copy.ExecuteNonQueryAsync(Cancel);
        }

        var rotation = fixture.Vault.Rotation;
        var old = await rotation.CurrentEpochAsync(Cancel);
        var late = fixture.Another();
        await late.StartAsync(dataExists: true, Cancel);
        var made = await rotation.BeginEpochAsync(Cancel);
        await rotation.CloseEpochAsync(old, Cancel);
        await late.OpenAsync(Scope.Parse("user/late"), Cancel);
        Assert.False(await rotation.EmptyEpochAsync(old, Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => rotation.DestroyEpochAsync(old, Cancel).AsTask());
        Assert.Equal(20, (await rotation.RewrapAsync(old, made, 0, 1_000, Cancel)).Moved);
        Assert.True(await rotation.EmptyEpochAsync(old, Cancel));
        await rotation.VerifyAsync(Cancel);
        await rotation.DestroyEpochAsync(old, Cancel);

        Assert.False(File.Exists(fixture.RootFile(old)));
        var after = fixture.Another();
        await after.StartAsync(dataExists: true, Cancel);
        foreach (var (scope, value) in values)
            Assert.Equal(scope.Text, (await after.FindAsync(scope, Cancel)).Open(Text, Row, value).Text);
        Assert.All(await fixture.Store().ListAsync(0, 100, Cancel), key => Assert.Equal(made, key.Epoch));
        File.Copy(oldCopy, Path.Combine(Path.GetDirectoryName(fixture.KeysFile)!, "old.db"));
        using var oldKeys = new Core.Storage.Keys.SqliteKeyStore(Path.Combine(Path.GetDirectoryName(fixture.KeysFile)!, "old.db"));
        await using var restored = new Vault(oldKeys, fixture.Roots, fixture.Clock);
        var refused = await Assert.ThrowsAsync<KeysException>(() => restored.StartAsync(dataExists: true, Cancel));
        Assert.Contains($"epoch {old}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_changed_in_the_store_stops_the_closing_of_its_epoch_and_is_named()
    {
        await using var fixture = new VaultFixture();
        await fixture.Vault.OpenAsync(Her, Cancel);
        var rotation = fixture.Vault.Rotation;
        var old = await rotation.CurrentEpochAsync(Cancel);
        await using (var vandal = new SqliteConnection($"Data Source={fixture.KeysFile};Pooling=false"))
        {
            await vandal.OpenAsync(Cancel);
            await using var change = vandal.CreateCommand();
            change.CommandText = "update keys set wrapped = zeroblob(60)";
            await change.ExecuteNonQueryAsync(Cancel);
        }

        var made = await rotation.BeginEpochAsync(Cancel);
        await rotation.CloseEpochAsync(old, Cancel);
        var refused = await Assert.ThrowsAsync<KeysException>(() => rotation.RewrapAsync(old, made, 0, 1_000, Cancel).AsTask());

        Assert.Equal($"Key 1 of user/her does not open under the key of epoch {old}: restore the key store from its newest backup.", refused.Message);
        Assert.False(await rotation.EmptyEpochAsync(old, Cancel));
    }

    private static uint KeyOf(Sealed value) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(value.Bytes.Span[1..]);
}
