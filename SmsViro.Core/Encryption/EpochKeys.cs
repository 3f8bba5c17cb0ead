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
    public const long Days30 = 30 * 86_400;

    private const int ContextLength = 14 + 4 + 2 + Scope.MaxLength + 4;

    private readonly ConcurrentDictionary<int, byte[]> _keys = [];
    private readonly ConcurrentDictionary<int, bool> _closed = [];
    private readonly ConcurrentDictionary<int, bool> _lost = [];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _use = new();
    private bool _disposed;

    /// <summary>The epoch that new keys are wrapped in; made now if it is the first to need it. A clock set back does not reopen an older one.</summary>
    public async ValueTask<int> CurrentAsync(CancellationToken cancel)
    {
        var epoch = (int)(clock.GetUtcNow().ToUnixTimeSeconds() / Days30);
        if (_keys.ContainsKey(epoch) && !_closed.ContainsKey(epoch))
            return epoch;

        var known = await store.EpochHistoryAsync(cancel);
        if (known is [.., var newest] && newest.Epoch >= epoch)
            epoch = newest.Closed is null ? newest.Epoch : newest.Epoch + 1;

        await MakeAsync(epoch, cancel);
        return epoch;
    }

    /// <summary>Begins the epoch after the newest, whatever the calendar says; new keys are wrapped in it from here on.</summary>
    public async ValueTask<int> BeginAsync(CancellationToken cancel)
    {
        var newest = (await store.EpochHistoryAsync(cancel)) is [.., var last] ? last.Epoch : 0;
        var epoch = Math.Max(newest + 1, (int)(clock.GetUtcNow().ToUnixTimeSeconds() / Days30));
        await MakeAsync(epoch, cancel);
        return epoch;
    }

    public async ValueTask LoadAsync(int epoch, CancellationToken cancel)
    {
        if (_keys.ContainsKey(epoch))
            return;

        // A page does not wait to hear it from the provider again.
        if (_lost.ContainsKey(epoch))
            throw Lost(epoch);

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

    /// <summary>Looks up which epochs take no more keys, and forgets the keys of those that are destroyed.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancel)
    {
        foreach (var row in await store.EpochHistoryAsync(cancel))
        {
            if (row.Closed is not null)
                _closed[row.Epoch] = true;

            if (row.Destroyed is null)
                continue;

            Forget(row.Epoch);
            _lost.TryRemove(row.Epoch, out _);
        }
    }

    /// <summary>
    /// Lets go of the key of every epoch whose root key was taken away, switched off or destroyed. The boxes at hand serve until their five minutes
    /// are up; after that nothing opens, until the root key is back.
    /// </summary>
    public async Task HeedProviderAsync(CancellationToken cancel)
    {
        foreach (var epoch in _keys.Keys.Concat(_lost.Keys))
        {
            if (await roots.HoldsAsync(epoch, cancel))
            {
                _lost.TryRemove(epoch, out _);
                continue;
            }

            _lost[epoch] = true;
            Forget(epoch);
        }
    }

    /// <summary>Wraps a data key of a loaded epoch.</summary>
    public byte[] Wrap(int epoch, uint id, Scope scope, ReadOnlySpan<byte> key)
    {
        lock (_use)
        {
            using var outer = Outer(epoch);
            return KeyWrap.Wrap(outer, key, Context(stackalloc byte[ContextLength], epoch, id, scope));
        }
    }

    /// <summary>Unwraps a data key of a loaded epoch; false when it is not the key of this id, scope and epoch.</summary>
    public bool TryUnwrap(KeyRow row, Span<byte> key)
    {
        lock (_use)
        {
            using var outer = Outer(row.Epoch);
            return KeyWrap.TryUnwrap(outer, row.Wrapped, Context(stackalloc byte[ContextLength], row.Epoch, row.Id, row.Scope), key);
        }
    }

    /// <summary>Wraps data keys of one loaded epoch under another, on all cores. Throws <see cref="KeysException"/> naming the first that does not open.</summary>
    public IReadOnlyList<(uint Id, byte[] Wrapped)> Rewrap(IReadOnlyList<KeyRow> rows, int to)
    {
        var wrapped = new (uint, byte[])[rows.Count];
        OnAllCores(rows, (outer, row, at, key) =>
        {
            Require(KeyWrap.TryUnwrap(outer.From, row.Wrapped, Context(stackalloc byte[ContextLength], row.Epoch, row.Id, row.Scope), key), row);
            wrapped[at] = (row.Id, KeyWrap.Wrap(outer.To, key, Context(stackalloc byte[ContextLength], to, row.Id, row.Scope)));
        }, to);
        return wrapped;
    }

    /// <summary>Throws <see cref="KeysException"/> naming the first data key of a loaded epoch that does not open.</summary>
    public void Verify(IReadOnlyList<KeyRow> rows)
    {
        if (rows is [var first, ..])
            OnAllCores(rows, (outer, row, _, key) => Require(KeyWrap.TryUnwrap(outer.From, row.Wrapped, Context(stackalloc byte[ContextLength], row.Epoch, row.Id, row.Scope), key), row), first.Epoch);
    }

    /// <summary>Whether a root key opens what the key store has of its epoch.</summary>
    public static bool Opens(EpochRow row, ReadOnlySpan<byte> root)
    {
        using var aes = new AesGcm(root, 16);
        Span<byte> key = stackalloc byte[KeyWrap.KeyLength];
        var opens = KeyWrap.TryUnwrap(aes, row.Wrapped, Encoding.UTF8.GetBytes(Context(row.Epoch)), key);
        CryptographicOperations.ZeroMemory(key);
        return opens;
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

    private async ValueTask MakeAsync(int epoch, CancellationToken cancel)
    {
        if (!(await store.EpochsAsync(cancel)).Any(row => row.Epoch == epoch))
        {
            await roots.CreateAsync(epoch, cancel);
            var key = KeyWrap.NewKey();
            try
            {
                RandomNumberGenerator.Fill(key);
                await store.AddEpochAsync(new(epoch, await roots.WrapAsync(epoch, key, Context(epoch), cancel), clock.GetUtcNow()), cancel);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }

        // Read back rather than kept: of several processes that start together one has added the epoch's key.
        await LoadAsync(epoch, cancel);
    }

    private void Forget(int epoch)
    {
        lock (_use)
        {
            if (_keys.TryRemove(epoch, out var key))
                CryptographicOperations.ZeroMemory(key);
        }
    }

    private KeysException Lost(int epoch) =>
        new($"The root key of epoch {epoch} was taken away or switched off while the portal ran: put it back {roots.Place}, and within a minute everything opens again.");

    private AesGcm Outer(int epoch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _keys.TryGetValue(epoch, out var key) ? new(key, 16) : throw Lost(epoch);
    }

    // An instance a worker: AesGcm is not thread-safe, and making one costs as much as a wrap.
    private void OnAllCores(IReadOnlyList<KeyRow> rows, Action<(AesGcm From, AesGcm To), KeyRow, int, byte[]> each, int to)
    {
        if (rows.Count == 0)
            return;

        var workers = Math.Min(Environment.ProcessorCount, 1 + rows.Count / 128);
        var outers = new (AesGcm From, AesGcm To)[workers];
        lock (_use)
        {
            for (var worker = 0; worker < workers; worker++)
                outers[worker] = (Outer(rows[0].Epoch), Outer(to));
        }

        try
        {
            Parallel.For(0, workers, worker =>
            {
                var key = KeyWrap.NewKey();
                try
                {
                    for (var at = worker; at < rows.Count; at += workers)
                        each(outers[worker], rows[at], at, key);
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(key);
                }
            });
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<KeysException>().FirstOrDefault() is { } refused)
        {
            throw new KeysException(refused.Message, several);
        }
        finally
        {
            foreach (var (from, other) in outers)
            {
                from.Dispose();
                other.Dispose();
            }
        }
    }

    private static void Require(bool opened, KeyRow row)
    {
        if (!opened)
            throw new KeysException($"Key {row.Id} of {row.Scope} does not open under the key of epoch {row.Epoch}: restore the key store from its newest backup.");
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
