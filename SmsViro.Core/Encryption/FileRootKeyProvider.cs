using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmsViro.Core.Encryption;

/// <summary>Root keys as files, <c>root/{epoch}.key</c>, readable by their owner alone. Whoever can read one and the key store can read everything: they belong on different disks and never into one backup.</summary>
public sealed class FileRootKeyProvider(string folder) : IRootKeyProvider
{
    private readonly string _root = Path.Combine(folder, "root");

    public async ValueTask CreateAsync(int epoch, CancellationToken cancel = default)
    {
        var path = PathOf(epoch);
        if (File.Exists(path))
            return;

        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_root);
        else
            Directory.CreateDirectory(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // Written whole under another name first: a root key half written would be found and used.
        var draft = Path.Combine(_root, $"{Guid.CreateVersion7():N}.new");
        var key = KeyWrap.NewKey();
        try
        {
            RandomNumberGenerator.Fill(key);
            await using (var file = new FileStream(draft, Options()))
            {
                await file.WriteAsync(key, cancel);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its key is the epoch's.
            File.Delete(draft);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public ValueTask<byte[]> WrapAsync(int epoch, ReadOnlyMemory<byte> key, string context, CancellationToken cancel = default)
    {
        var root = Read(epoch);
        try
        {
            return new(KeyWrap.Wrap(root, key.Span, Encoding.UTF8.GetBytes(context)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(root);
        }
    }

    public ValueTask<byte[]> UnwrapAsync(int epoch, ReadOnlyMemory<byte> wrapped, string context, CancellationToken cancel = default)
    {
        var root = Read(epoch);
        try
        {
            var key = KeyWrap.NewKey();
            return KeyWrap.TryUnwrap(root, wrapped.Span, Encoding.UTF8.GetBytes(context), key)
                ? new(key)
                : throw new KeysException($"The root key of epoch {epoch} does not fit the key store: put back the one that was made with it.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(root);
        }
    }

    public ValueTask DestroyAsync(int epoch, CancellationToken cancel = default)
    {
        var path = PathOf(epoch);
        if (File.Exists(path))
        {
            // Overwritten before it is unlinked, for disks that write in place; others need a provider that is not a file.
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeyWrap.KeyLength));
                file.Flush(flushToDisk: true);
            }

            File.Delete(path);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<int>> ListAsync(CancellationToken cancel = default)
    {
        if (!Directory.Exists(_root))
            return new([]);

        return new([.. Directory.EnumerateFiles(_root, "*.key")
            .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture, out var epoch) ? epoch : -1)
            .Where(epoch => epoch >= 0)
            .Order()]);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return options;
    }

    private string PathOf(int epoch) => Path.Combine(_root, string.Create(CultureInfo.InvariantCulture, $"{epoch}.key"));

    private byte[] Read(int epoch)
    {
        var path = PathOf(epoch);
        if (!File.Exists(path))
            throw new KeysException($"The root key of epoch {epoch} is not where Keys:RootFolder points: put it back.");

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new KeysException($"The root key of epoch {epoch} can be read by others: set its file to mode 0600.");

        var key = KeyWrap.NewKey();
        using var file = File.OpenHandle(path);
        if (RandomAccess.GetLength(file) != key.Length || RandomAccess.Read(file, key, 0) != key.Length)
            throw new KeysException($"The root key of epoch {epoch} is not a root key: put back the one that was made.");

        return key;
    }
}
