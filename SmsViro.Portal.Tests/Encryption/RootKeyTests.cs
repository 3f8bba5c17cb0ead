using Microsoft.Data.Sqlite;
using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;

namespace SmsViro.Portal.Tests.Encryption;

public class RootKeyTests
{
    private const int Epoch = 692;

    private static readonly Scope Her = Scope.Parse("user/her");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_root_key_is_readable_by_its_owner_alone_and_made_once()
    {
        await using var fixture = new VaultFixture();
        await fixture.Roots.CreateAsync(Epoch, Cancel);
        var made = await File.ReadAllBytesAsync(fixture.RootFile(Epoch), Cancel);
        await fixture.Roots.CreateAsync(Epoch, Cancel);

        Assert.Equal(32, made.Length);
        Assert.Equal(made, await File.ReadAllBytesAsync(fixture.RootFile(Epoch), Cancel));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(fixture.RootFile(Epoch))!));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(fixture.RootFile(Epoch)));
    }

    [Fact]
    public async Task Processes_that_start_at_once_agree_on_one_root_key()
    {
        await using var fixture = new VaultFixture();
        var key = new byte[32];

        var wrapped = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            async () =>
            {
                var provider = new FileRootKeyProvider(Path.Combine(fixture.Folder.FullName, "config"));
                await provider.CreateAsync(Epoch, Cancel);
                return await provider.WrapAsync(Epoch, key, "race", Cancel);
            },
            Cancel)));

        foreach (var one in wrapped)
            Assert.Equal(key, await fixture.Roots.UnwrapAsync(Epoch, one, "race", Cancel));
    }

    [Fact]
    public async Task Unwraps_in_the_same_epoch_and_context_only()
    {
        await using var fixture = new VaultFixture();
        await fixture.Roots.CreateAsync(Epoch, Cancel);
        await fixture.Roots.CreateAsync(Epoch + 1, Cancel);
        var wrapped = await fixture.Roots.WrapAsync(Epoch, new byte[32], "here", Cancel);

        await Assert.ThrowsAsync<KeysException>(() => fixture.Roots.UnwrapAsync(Epoch, wrapped, "there", Cancel).AsTask());
        await Assert.ThrowsAsync<KeysException>(() => fixture.Roots.UnwrapAsync(Epoch + 1, wrapped, "here", Cancel).AsTask());
        await Assert.ThrowsAsync<KeysException>(() => fixture.Roots.UnwrapAsync(Epoch, wrapped.AsMemory(1), "here", Cancel).AsTask());
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task Refuses_a_root_key_that_others_may_touch(UnixFileMode more)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("This file system has no modes.");
            return;
        }

        await using var fixture = new VaultFixture();
        await fixture.Roots.CreateAsync(Epoch, Cancel);
        File.SetUnixFileMode(fixture.RootFile(Epoch), UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        var refused = await Assert.ThrowsAsync<KeysException>(() => fixture.Roots.WrapAsync(Epoch, new byte[32], "here", Cancel).AsTask());

        Assert.Equal("The root key of epoch 692 can be read by others: set its file to mode 0600.", refused.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public async Task Refuses_a_root_key_of_another_length(int length)
    {
        await using var fixture = new VaultFixture();
        await fixture.Roots.CreateAsync(Epoch, Cancel);
        await File.WriteAllBytesAsync(fixture.RootFile(Epoch), new byte[length], Cancel);

        await Assert.ThrowsAsync<KeysException>(() => fixture.Roots.WrapAsync(Epoch, new byte[32], "here", Cancel).AsTask());
    }

    [Fact]
    public async Task Lists_the_epochs_that_have_a_key_and_forgets_a_destroyed_one()
    {
        await using var fixture = new VaultFixture();
        Assert.Empty(await fixture.Roots.ListAsync(Cancel));
        foreach (var epoch in new[] { 700, 9, 692 })
            await fixture.Roots.CreateAsync(epoch, Cancel);

        await fixture.Roots.DestroyAsync(692, Cancel);
        await fixture.Roots.DestroyAsync(692, Cancel);

        Assert.Equal([9, 700], await fixture.Roots.ListAsync(Cancel));
        await Assert.ThrowsAsync<KeysException>(() => fixture.Roots.WrapAsync(692, new byte[32], "here", Cancel).AsTask());
    }

    [Fact]
    public async Task Starts_on_nothing_and_starts_again_on_what_it_made()
    {
        await using var fixture = new VaultFixture();

        await fixture.Vault.StartAsync(dataExists: false, Cancel);
        await fixture.Another().StartAsync(dataExists: true, Cancel);

        Assert.Equal([Epoch], await fixture.Roots.ListAsync(Cancel));
    }

    [Fact]
    public async Task Refuses_data_without_keys()
    {
        await using var fixture = new VaultFixture();

        var refused = await Assert.ThrowsAsync<KeysException>(() => fixture.Vault.StartAsync(dataExists: true, Cancel));

        Assert.Equal("The database is here but its keys are not: put its key store (keys.db) back, or nothing in it can be read.", refused.Message);
        Assert.Empty(await fixture.Roots.ListAsync(Cancel));
    }

    [Fact]
    public async Task Refuses_keys_without_their_root()
    {
        await using var fixture = new VaultFixture();
        await fixture.Vault.StartAsync(dataExists: false, Cancel);
        await fixture.Roots.DestroyAsync(Epoch, Cancel);

        var refused = await Assert.ThrowsAsync<KeysException>(() => fixture.Another().StartAsync(dataExists: true, Cancel));

        Assert.Equal("The key store needs the root key of epoch 692, which is not there: put it back where Keys:RootFolder points.", refused.Message);
    }

    [Fact]
    public async Task Refuses_the_root_of_another_key_store()
    {
        await using var fixture = new VaultFixture();
        await fixture.Vault.StartAsync(dataExists: false, Cancel);
        await fixture.Roots.DestroyAsync(Epoch, Cancel);
        await fixture.Roots.CreateAsync(Epoch, Cancel);

        var refused = await Assert.ThrowsAsync<KeysException>(() => fixture.Another().StartAsync(dataExists: true, Cancel));

        Assert.Equal("The root key of epoch 692 does not fit the key store: put back the one that was made with it.", refused.Message);
    }

    [Fact]
    public async Task A_new_epoch_wraps_new_keys_and_the_old_ones_open_on()
    {
        await using var fixture = new VaultFixture();
        var value = (await fixture.Vault.OpenAsync(Her, Cancel)).Seal(new("user.name"), Guid.Parse("0199d3a0-0000-7000-8000-00000000000a"), "Ada");
        fixture.Clock.Advance(TimeSpan.FromDays(30));

        await fixture.Vault.OpenAsync(Scope.SystemMail, Cancel);
        var other = fixture.Another();

        Assert.Equal([Epoch, Epoch + 1], await fixture.Roots.ListAsync(Cancel));
        Assert.Equal(Epoch + 1, Assert.Single((await fixture.Store().FindAsync(Scope.SystemMail, Cancel)).Living).Epoch);
        Assert.Equal("Ada", (await other.FindAsync(Her, Cancel)).Open(new("user.name"), Guid.Parse("0199d3a0-0000-7000-8000-00000000000a"), value).Text);
    }

    [Fact]
    public async Task The_provider_is_used_at_start_and_once_in_an_epoch_and_never_for_a_page()
    {
        await using var fixture = new VaultFixture();
        var counted = new CountedRoots(fixture.Roots);
        await using var vault = new Vault(fixture.Store(), counted, fixture.Clock);
        await vault.StartAsync(dataExists: false, Cancel);
        Assert.Equal(["List", "Create", "Wrap", "Unwrap"], counted.Uses);

        await VisitAsync(vault, "a");
        fixture.Clock.Advance(TimeSpan.FromMinutes(6));
        await VisitAsync(vault, "a");
        Assert.Equal(4, counted.Uses.Count);

        fixture.Clock.Advance(TimeSpan.FromDays(30));
        await VisitAsync(vault, "b");
        Assert.Equal(["Create", "Wrap", "Unwrap"], counted.Uses.Skip(4));
    }

    [Fact]
    public async Task Says_which_root_key_cannot_be_written_or_read_and_what_to_do()
    {
        await using var fixture = new VaultFixture();
        Directory.CreateDirectory(Path.Combine(fixture.Folder.FullName, "config"));
        await File.WriteAllTextAsync(Path.Combine(fixture.Folder.FullName, "config", "root"), "a file where the folder should be", Cancel);

        var refused = await Assert.ThrowsAsync<KeysException>(() => fixture.Roots.CreateAsync(Epoch, Cancel).AsTask());

        Assert.Equal("The root key of epoch 692 cannot be written: make the folder that Keys:RootFolder names writable by this user, or point it elsewhere.", refused.Message);
    }

    // Fifty people's pages: new scopes, known ones, indexes, files.
    private static async Task VisitAsync(Vault vault, string who)
    {
        foreach (var scope in Enumerable.Range(0, 50).Select(i => Scope.Parse($"user/{who}-{i}")))
        {
            var value = (await vault.OpenAsync(scope, Cancel)).Seal(new("user.name"), Guid.CreateVersion7(), "Ada");
            (await vault.FindAsync(scope, Cancel)).Open(new("user.name"), Guid.CreateVersion7(), value);
            (await vault.IndexAsync(Scope.IndexLogin, Cancel)).Compute(new("email.v1"), "ADA");
        }

        await vault.TickAsync();
    }

    [Fact]
    public async Task A_clock_set_back_stays_in_the_newest_epoch()
    {
        await using var fixture = new VaultFixture();
        await fixture.Store().AddEpochAsync(
            new(Epoch + 5, await WrappedEpochAsync(fixture, Epoch + 5), fixture.Clock.GetUtcNow()), Cancel);

        await fixture.Vault.OpenAsync(Her, Cancel);

        Assert.Equal(Epoch + 5, Assert.Single((await fixture.Store().FindAsync(Her, Cancel)).Living).Epoch);
    }

    [Theory]
    [InlineData("update keys set wrapped = (select wrapped from keys where scope = 'user/him') where scope = 'user/her'")]
    [InlineData("update keys set id = 99 where scope = 'user/her'")]
    [InlineData("update keys set scope = 'user/swap' where scope = 'user/him'; update keys set scope = 'user/him' where scope = 'user/her'; update keys set scope = 'user/her' where scope = 'user/swap'")]
    public async Task A_key_moved_within_the_key_store_does_not_open(string tampering)
    {
        await using var fixture = new VaultFixture();
        await fixture.Vault.OpenAsync(Her, Cancel);
        await fixture.Vault.OpenAsync(Scope.Parse("user/him"), Cancel);
        await using var connection = new SqliteConnection($"Data Source={fixture.KeysFile};Pooling=false");
        connection.Open();
#pragma warning disable CA2100 // The test's own constants.
        await using var command = new SqliteCommand(tampering, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();

        await Assert.ThrowsAsync<KeysException>(() => fixture.Another().FindAsync(Her, Cancel).AsTask());
    }

    private static async Task<byte[]> WrappedEpochAsync(VaultFixture fixture, int epoch)
    {
        await fixture.Roots.CreateAsync(epoch, Cancel);
        return await fixture.Roots.WrapAsync(epoch, new byte[32], $"smsviro.epoch.v1|{epoch}", Cancel);
    }

    /// <summary>Notes every use of a root key. Whether it is still held is asked once a minute, aside from any page, and uses none.</summary>
    private sealed class CountedRoots(FileRootKeyProvider roots) : IRootKeyProvider
    {
        public List<string> Uses { get; } = [];

        public string Place => roots.Place;

        public TimeSpan DestroyDelay => roots.DestroyDelay;

        public ValueTask CreateAsync(int epoch, CancellationToken cancel)
        {
            Uses.Add("Create");
            return roots.CreateAsync(epoch, cancel);
        }

        public ValueTask<byte[]> WrapAsync(int epoch, ReadOnlyMemory<byte> key, string context, CancellationToken cancel)
        {
            Uses.Add("Wrap");
            return roots.WrapAsync(epoch, key, context, cancel);
        }

        public ValueTask<byte[]> UnwrapAsync(int epoch, ReadOnlyMemory<byte> wrapped, string context, CancellationToken cancel)
        {
            Uses.Add("Unwrap");
            return roots.UnwrapAsync(epoch, wrapped, context, cancel);
        }

        public ValueTask DestroyAsync(int epoch, CancellationToken cancel)
        {
            Uses.Add("Destroy");
            return roots.DestroyAsync(epoch, cancel);
        }

        public ValueTask<IReadOnlyList<int>> ListAsync(CancellationToken cancel)
        {
            Uses.Add("List");
            return roots.ListAsync(cancel);
        }

        public ValueTask<bool> HoldsAsync(int epoch, CancellationToken cancel) => roots.HoldsAsync(epoch, cancel);
    }
}
