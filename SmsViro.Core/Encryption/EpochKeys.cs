using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmsViro.Core.Encryption;

/// <summary>
/// The keys of the 30-day epochs, between the provider's root keys and the data keys. Each is kept in the key store wrapped by its epoch's root key, so that
/// destroying the root key kills every copy of it, and is held in memory once unwrapped, so that no page ever waits for a token or a key service.
/// </summary>
internal sealed class EpochKeys(IKeyStore store, IRootKeyProvider roots, TimeProvider clock) : IDisposable
{
    private const long Days30 = 30 * 86_400;
    private const int ContextLength = 14 + 4 + 2 + Scope.MaxLength + 4;

    private readonly ConcurrentDictionary<int, byte[]> _keys = [];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _use = new();
    private bool _disposed;

    /// <summary>The epoch that new keys are wrapped in; made now if it is the first to need it. A clock set back does not reopen an older one.</summary>
    public async ValueTask<int> CurrentAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var epoch = (int)(now.ToUnixTimeSeconds() / Days30);
        if (_keys.ContainsKey(epoch))
            return epoch;

        var known = await store.EpochsAsync(cancel);
        if (known is [.., var newest] && newest.Epoch >= epoch)
        {
            await LoadAsync(newest.Epoch, cancel);
            return newest.Epoch;
        }

        await roots.CreateAsync(epoch, cancel);
        var key = KeyWrap.NewKey();
        try
        {
            RandomNumberGenerator.Fill(key);
            await store.AddEpochAsync(new(epoch, await roots.WrapAsync(epoch, key, Context(epoch), cancel), now), cancel);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }

        // Read back rather than kept: of several processes that start together one has added the epoch's key.
        await LoadAsync(epoch, cancel);
        return epoch;
    }

    public async ValueTask LoadAsync(int epoch, CancellationToken cancel)
    {
        if (_keys.ContainsKey(epoch))
            return;

        await _gate.WaitAsync(cancel);
        try
        {
            if (_keys.ContainsKey(epoch))
                return;

            var row = (await store.EpochsAsync(cancel)).FirstOrDefault(row => row.Epoch == epoch)
                ?? throw new KeysException($"The key store names epoch {epoch} but has no key of it: restore the key store from its newest backup.");
            _keys[epoch] = await roots.UnwrapAsync(epoch, row.Wrapped, Context(epoch), cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Wraps a data key of a loaded epoch.</summary>
    public byte[] Wrap(int epoch, uint id, Scope scope, ReadOnlySpan<byte> key)
    {
        lock (_use)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return KeyWrap.Wrap(_keys[epoch], key, Context(stackalloc byte[ContextLength], epoch, id, scope));
        }
    }

    /// <summary>Unwraps a data key of a loaded epoch; false when it is not the key of this id, scope and epoch.</summary>
    public bool TryUnwrap(KeyRow row, Span<byte> key)
    {
        lock (_use)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return KeyWrap.TryUnwrap(_keys[row.Epoch], row.Wrapped, Context(stackalloc byte[ContextLength], row.Epoch, row.Id, row.Scope), key);
        }
    }

    // Under the lock: a data key wrapped while its epoch's key turns to zeros would be lost, and readable by anyone.
    public void Dispose()
    {
        lock (_use)
        {
            _disposed = true;
            foreach (var key in _keys.Values)
                CryptographicOperations.ZeroMemory(key);
        }

        _gate.Dispose();
    }

    private static string Context(int epoch) => string.Create(CultureInfo.InvariantCulture, $"smsviro.epoch.v1|{epoch}");

    private static ReadOnlySpan<byte> Context(Span<byte> to, int epoch, uint id, Scope scope)
    {
        "smsviro.dek.v1"u8.CopyTo(to);
        BinaryPrimitives.WriteUInt32BigEndian(to[14..], id);
        BinaryPrimitives.WriteUInt16BigEndian(to[18..], (ushort)scope.Text.Length);
        var at = 20 + Encoding.ASCII.GetBytes(scope.Text, to[20..]);
        BinaryPrimitives.WriteInt32BigEndian(to[at..], epoch);
        // to := { label | id | u16 + scope | epoch }

        return to[..(at + 4)];
    }
}
