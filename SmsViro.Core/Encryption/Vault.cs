using System.Security.Cryptography;

namespace SmsViro.Core.Encryption;

/// <summary>Hands out the box of a scope, makes its key at first use and destroys it when asked. The only door to a key. Thread-safe.</summary>
public sealed class Vault : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly IKeyStore _store;
    private readonly IRootKeyProvider _roots;
    private readonly TimeProvider _clock;
    private readonly EpochKeys _epochs;
    private readonly BoxCache _boxes;
    private readonly SemaphoreSlim _following = new(1, 1);
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly PeriodicTimer _rounds;
    private readonly CancellationTokenSource _stopping = new();
    private long _heard;

    public Vault(IKeyStore store, IRootKeyProvider roots, TimeProvider clock)
    {
        (_store, _roots, _clock) = (store, roots, clock);
        _epochs = new(store, roots, clock);
        _boxes = new(clock);
        Rotation = new(store, roots, _epochs, this, clock);
        _rounds = new(SweepEvery, clock);
        _ = WatchAsync();
    }

    /// <summary>Keys were changed here; other processes are told to <see cref="FollowAsync"/>.</summary>
    public event Action? Changed;

    /// <summary>How keys are replaced while the portal serves.</summary>
    public KeyRotation Rotation { get; }

    /// <summary>
    /// Looks at the keys before anything is served, and makes the epoch's first one. Throws <see cref="KeysException"/>, one sentence, when there is data but no keys, or keys without their root.
    /// </summary>
    public async Task StartAsync(bool dataExists, CancellationToken cancel = default)
    {
        var epochs = await _store.EpochsAsync(cancel);
        if (dataExists && epochs.Count == 0)
            throw new KeysException("The database is here but its keys are not: put its key store (keys.db) back, or nothing in it can be read.");

        // An empty epoch needs no root key: it may be gone a moment before the store notes it.
        var needed = epochs.Where(epoch => epoch.Emptied is null).ToList();
        var roots = await _roots.ListAsync(cancel);
        if (needed.Find(epoch => !roots.Contains(epoch.Epoch)) is { } orphan)
            throw new KeysException($"The key store needs the root key of epoch {orphan.Epoch}, which is not there: put it back {_roots.Place}.");

        foreach (var epoch in needed)
            await _epochs.LoadAsync(epoch.Epoch, cancel);

        _heard = (await _store.ChangesAsync(long.MaxValue, cancel)).Last;
        await _epochs.RefreshAsync(cancel);

        await _epochs.CurrentAsync(cancel);
    }

    /// <summary>The box to seal and open with. The first use of a scope makes its key, committed to the disk before this returns. Throws <see cref="ScopeShreddedException"/> for a shredded scope.</summary>
    public ValueTask<Box> OpenAsync(Scope scope, CancellationToken cancel = default)
    {
        Require(scope);
        if (!_boxes.TryGet(scope, out var box))
            return new(LoadAsync(scope, create: true, cancel));

        return box.IsShredded ? throw new ScopeShreddedException(scope) : new(box);
    }

    /// <summary>The box to open with; never makes a key. Without one, or shredded, everything opens as Erased and nothing is sealed.</summary>
    public ValueTask<Box> FindAsync(Scope scope, CancellationToken cancel = default)
    {
        Require(scope);
        return _boxes.TryGet(scope, out var box) ? new(box) : new(LoadAsync(scope, create: false, cancel));
    }

    /// <summary>The box if it is at hand, for code that cannot wait.</summary>
    public bool TryGetCached(Scope scope, out Box box) => _boxes.TryGet(scope, out box);

    /// <summary>The blind index of a scope; as <see cref="OpenAsync"/>, the first use makes its key.</summary>
    public async ValueTask<BlindIndex> IndexAsync(Scope scope, CancellationToken cancel = default) => (await OpenAsync(scope, cancel)).Index;

    /// <summary>Destroys the scope's keys for good: tombstone, wrapped keys wiped out of the key database's files, boxes wiped here at once. May be repeated.</summary>
    public async ValueTask ShredAsync(Scope scope, Guid requestId, CancellationToken cancel = default)
    {
        Require(scope);
        try
        {
            await _store.ShredAsync(scope, requestId, _clock.GetUtcNow(), cancel);
        }
        finally
        {
            // Also after a fault: the tombstone may be written, and reading the keys anew costs little.
            Evict(scope);
            RaiseChanged();
        }
    }

    /// <summary>Forgets the scope and wipes its boxes, held or not. If it was not shredded, its next use reads its keys again.</summary>
    public void Evict(Scope scope) => _boxes.Drop(scope);

    /// <summary>Hears what other processes changed since the last time: a shredded scope is evicted, a rotated one gets its keys as they are now under the hands of its holders.</summary>
    public async Task FollowAsync(CancellationToken cancel = default)
    {
        await _following.WaitAsync(cancel);
        try
        {
            var changes = await _store.ChangesAsync(_heard, cancel);
            if (changes.Last == _heard)
                return;

            await _epochs.RefreshAsync(cancel);
            foreach (var scope in changes.Scopes)
                await RefreshAsync(scope, cancel);

            _heard = changes.Last;
        }
        finally
        {
            _following.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await SweepAsync();
        Dispose();
    }

    public void Dispose()
    {
        _rounds.Dispose();
        _stopping.Cancel();
        _boxes.Clear();
        _epochs.Dispose();
        _following.Dispose();
        _refreshing.Dispose();
    }

    internal void RaiseChanged() => Changed?.Invoke();

    internal async Task TickAsync()
    {
        await _epochs.HeedProviderAsync(_stopping.Token);
        await SweepAsync();
    }

    internal async Task SweepAsync()
    {
        // Grouped: a box of the cache and an older one that somebody holds have the same key.
        var boxes = _boxes.Sweep();
        var uses = boxes.SelectMany(box => box.Keys).Select(key => (key.Id, Seals: key.TakeSeals())).Where(use => use.Seals > 0)
            .GroupBy(use => use.Id, use => use.Seals)
            .ToDictionary(key => key.Key, key => key.Sum());
        _boxes.Collect();
        if (uses.Count == 0)
            return;

        var totals = await _store.CountSealsAsync(uses);
        foreach (var key in boxes.SelectMany(box => box.Keys))
        {
            if (totals.TryGetValue(key.Id, out var total))
                key.Learn(total);
        }

        // Announced at one sweep, promoted at the next: by then every process knows the new key.
        foreach (var scope in boxes.Where(box => box.Keys is [{ IsSpent: true, State: KeyState.Active }, ..]).Select(box => box.Scope).ToHashSet())
            await Rotation.RenewAsync(scope);
    }

    // One round at a time: after a long stall one is due, not all that were missed. A round that fails leaves its work to the next.
    private async Task WatchAsync()
    {
        while (await _rounds.WaitForNextTickAsync())
            await TickAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void Require(Scope scope)
    {
        if (scope == default)
            throw new ArgumentException("A scope is made by its factories or parsed.", nameof(scope));
    }

    private async Task<Box> LoadAsync(Scope scope, bool create, CancellationToken cancel)
    {
        while (true)
        {
            var drops = _boxes.Drops;
            var found = await _store.FindAsync(scope, cancel);
            if (found.Shredded && create)
                throw new ScopeShreddedException(scope);

            if (!found.Shredded && found.Living.Count == 0)
            {
                if (!create)
                    return Box.Absent(scope);

                await DrawAsync(scope, _store.AddAsync, cancel);
                continue;
            }

            // A drop while the keys were being read may have been of this very scope: then they are read again.
            var box = found.Shredded ? Box.Shredded(scope) : await UnwrapAsync(scope, found.Living, cancel);
            var kept = _boxes.Keep(box, drops);
            if (kept != box)
                box.Wipe();

            if (kept is not null)
                return kept;
        }
    }

    /// <summary>Gives a scope's boxes its keys as the store has them now.</summary>
    internal async ValueTask RefreshAsync(Scope scope, CancellationToken cancel)
    {
        // One after another: whoever read earlier must not have the last word.
        await _refreshing.WaitAsync(cancel);
        try
        {
            var boxes = _boxes.Of(scope);
            if (boxes.Count == 0)
                return;

            var found = await _store.FindAsync(scope, cancel);
            if (found.Shredded)
            {
                Evict(scope);
                return;
            }

            foreach (var row in found.Living)
                await _epochs.LoadAsync(row.Epoch, cancel);

            foreach (var box in boxes)
                box.Adopt([.. found.Living.Select(row => (box.Keys.FirstOrDefault(key => key.Id == row.Id) ?? Unwrap(row), row.State))]);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Draws a key and adds it to the scope in the current epoch, as the way of adding says.</summary>
    internal async ValueTask DrawAsync(
        Scope scope, Func<Scope, int, DateTimeOffset, Func<uint, byte[]>, CancellationToken, ValueTask<bool>> add, CancellationToken cancel)
    {
        var key = KeyWrap.NewKey();
        try
        {
            RandomNumberGenerator.Fill(key);
            while (true)
            {
                var epoch = await _epochs.CurrentAsync(cancel);
                if (await add(scope, epoch, _clock.GetUtcNow(), id => _epochs.Wrap(epoch, id, scope, key), cancel))
                    return;

                // Another process closed the epoch meanwhile: there is a newer one.
                await _epochs.RefreshAsync(cancel);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private async Task<Box> UnwrapAsync(Scope scope, IReadOnlyList<KeyRow> rows, CancellationToken cancel)
    {
        foreach (var row in rows)
            await _epochs.LoadAsync(row.Epoch, cancel);

        return new(scope, [.. rows.Select(Unwrap)]);
    }

    private DataKey Unwrap(KeyRow row)
    {
        Span<byte> key = stackalloc byte[KeyWrap.KeyLength];
        try
        {
            return _epochs.TryUnwrap(row, key)
                ? new(row.Id, row.State, row.Seals, key)
                : throw new KeysException($"Key {row.Id} of {row.Scope} was changed in the key store: restore the key store from its newest backup.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
