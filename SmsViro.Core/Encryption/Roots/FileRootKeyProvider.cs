using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SmsViro.Core.Encryption.Roots;

/// <summary>Root keys as files, <c>root/{epoch}.key</c>, readable by their owner alone. Whoever can read one and the key store can read everything: they belong on different disks and never into one backup.</summary>
public sealed class FileRootKeyProvider(string folder) : IRootKeyProvider
{
    private readonly string _root = Path.Combine(folder, "root");

    public string Place => "where Keys:RootFolder points";

    public TimeSpan DestroyDelay => TimeSpan.Zero;

    public async ValueTask CreateAsync(int epoch, CancellationToken cancel = default)
    {
        if (File.Exists(PathOf(epoch)))
            return;

        var key = KeyWrap.NewKey();
        try
        {
            RandomNumberGenerator.Fill(key);
            await PutAsync(epoch, key, cancel);
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

    public ValueTask<bool> HoldsAsync(int epoch, CancellationToken cancel = default) => new(File.Exists(PathOf(epoch)));

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

    /// <summary>A copy of the epoch's root key, for the escrow; the caller zeroes it.</summary>
    internal byte[] Copy(int epoch) => Read(epoch);

    /// <summary>Writes a root key where none is; one that is there stays.</summary>
    internal async Task PutAsync(int epoch, ReadOnlyMemory<byte> key, CancellationToken cancel)
    {
        var path = PathOf(epoch);
        // Written whole under another name first: a root key half written would be found and used.
        var draft = Path.Combine(_root, $"{Guid.CreateVersion7():N}.new");
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(_root);
            else
                Directory.CreateDirectory(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            await using (var file = OwnerOnly.Create(draft))
            {
                await file.WriteAsync(key, cancel);
                file.Flush(flushToDisk: true);
            }

            // Another process may have been first; its key is the epoch's.
            if (!OwnerOnly.TryName(draft, path))
                File.Delete(draft);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new KeysException($"The root key of epoch {epoch} cannot be written: make the folder that Keys:RootFolder names writable by this user, or point it elsewhere.", fault);
        }
    }

    private string PathOf(int epoch) => Path.Combine(_root, string.Create(CultureInfo.InvariantCulture, $"{epoch}.key"));

    private byte[] Read(int epoch)
    {
        var path = PathOf(epoch);
        if (!File.Exists(path))
            throw new KeysException($"The root key of epoch {epoch} is not where Keys:RootFolder points: put it back.");

        if (!OwnerOnly.Is(path))
            throw new KeysException($"The root key of epoch {epoch} can be read by others: set its file to mode 0600.");

        var key = KeyWrap.NewKey();
        using var file = Open(path, epoch);
        if (RandomAccess.GetLength(file) != key.Length || RandomAccess.Read(file, key, 0) != key.Length)
            throw new KeysException($"The root key of epoch {epoch} is not a root key: put back the one that was made.");

        return key;
    }

    private static SafeFileHandle Open(string path, int epoch)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new KeysException($"The root key of epoch {epoch} cannot be read: make its file, in the folder that Keys:RootFolder names, belong to this user.", fault);
        }
    }
}
