using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.Storage.Keys;

namespace SmsViro.Portal.Tests.Encryption;

/// <summary>A vault on real files in a folder of its own, at a manual hour.</summary>
internal sealed class VaultFixture : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _open = [];

    public VaultFixture()
    {
        Roots = new(Path.Combine(Folder.FullName, "config"));
        Vault = Another();
    }

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("smsviro-vault-");

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));

    public FileRootKeyProvider Roots { get; }

    public Vault Vault { get; }

    public string KeysFile => Path.Combine(Folder.FullName, "data", "keys.db");

    public string RootFile(int epoch) => Path.Combine(Folder.FullName, "config", "root", $"{epoch}.key");

    /// <summary>A store on the same file, closed with the fixture.</summary>
    public SqliteKeyStore Store()
    {
        var store = new SqliteKeyStore(KeysFile);
        _open.Add(new Both(null, store));
        return store;
    }

    /// <summary>A second vault on the same files, as another process would have.</summary>
    public Vault Another() => Another(new SqliteKeyStore(KeysFile));

    public Vault Another(IKeyStore store)
    {
        var vault = new Vault(store, Roots, Clock);
        _open.Add(new Both(vault, store));
        return vault;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var vault in _open)
            await vault.DisposeAsync();

        Folder.Delete(recursive: true);
    }

    private sealed class Both(Vault? vault, IKeyStore store) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (vault is not null)
                await vault.DisposeAsync();

            (store as IDisposable)?.Dispose();
        }
    }
}
