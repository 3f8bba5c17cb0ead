using Microsoft.Data.Sqlite;
using SmsViro.Core.Encryption;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Encryption;

/// <summary>A shredded key is gone from the bytes of the key database's files, not only from its rows.</summary>
public class ShreddingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_byte_of_a_shredded_key_is_left_in_the_key_database_or_its_log()
    {
        await using var fixture = new VaultFixture();
        var scopes = Enumerable.Range(0, 200).Select(i => Scope.Parse($"user/{i}")).ToArray();
        foreach (var scope in scopes)
            await fixture.Vault.OpenAsync(scope, Cancel);

        var store = fixture.Store();
        var wrapped = new Dictionary<Scope, byte[]>();
        foreach (var scope in scopes)
            wrapped[scope] = Assert.Single((await store.FindAsync(scope, Cancel)).Living).Wrapped;

        Assert.All(wrapped.Values, key => Assert.True(Holds(fixture, key)));
        Scope[] erased = [.. scopes.Where((_, i) => i % 3 == 0)];
        foreach (var scope in erased)
            await fixture.Vault.ShredAsync(scope, Guid.CreateVersion7(), Cancel);

        Assert.All(erased, scope => Assert.False(Holds(fixture, wrapped[scope])));
        Assert.All(scopes.Except(erased), scope => Assert.True(Holds(fixture, wrapped[scope])));
    }

    [Fact]
    public async Task Shredding_waits_for_a_reader_of_the_key_database_without_holding_up_a_writer()
    {
        await using var fixture = new VaultFixture();
        var scope = Scope.Parse("user/her");
        await fixture.Vault.OpenAsync(scope, Cancel);
        var wrapped = Assert.Single((await fixture.Store().FindAsync(scope, Cancel)).Living).Wrapped;
        await using var reader = new SqliteConnection($"Data Source={fixture.KeysFile};Pooling=false");
        reader.Open();
        Run(reader, "begin; select count(*) from keys");

        var shredding = Task.Run(async () => await fixture.Vault.ShredAsync(scope, Guid.CreateVersion7(), Cancel), Cancel);
        await Task.Delay(200, Cancel);
        Assert.False(shredding.IsCompleted);
        await fixture.Another().OpenAsync(Scope.Parse("user/somebody-else"), Cancel).AsTask().WaitAsync(Patience.Longest, Cancel);

        Run(reader, "rollback");
        await shredding;
        Assert.False(Holds(fixture, wrapped));
    }

    [Fact]
    public async Task The_key_database_and_its_log_are_readable_by_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("This file system has no modes.");
            return;
        }

        await using var fixture = new VaultFixture();
        await fixture.Vault.OpenAsync(Scope.SystemMail, Cancel);

        foreach (var file in Files(fixture))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Neither_the_root_key_nor_any_key_in_clear_is_in_the_key_database()
    {
        await using var fixture = new VaultFixture();
        await fixture.Vault.OpenAsync(Scope.SystemMail, Cancel);
        var epoch = Assert.Single(await fixture.Store().EpochsAsync(Cancel));
        var root = await File.ReadAllBytesAsync(fixture.RootFile(epoch.Epoch), Cancel);
        var key = await fixture.Roots.UnwrapAsync(epoch.Epoch, epoch.Wrapped, $"smsviro.epoch.v1|{epoch.Epoch}", Cancel);

        Assert.True(Holds(fixture, epoch.Wrapped));
        Assert.False(Holds(fixture, root));
        Assert.False(Holds(fixture, key));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
#pragma warning disable CA2100 // The test's own constants.
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string[] Files(VaultFixture fixture) => Directory.GetFiles(Path.GetDirectoryName(fixture.KeysFile)!);

    private static bool Holds(VaultFixture fixture, byte[] needle) => Files(fixture).Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(needle) >= 0;
    });
}
