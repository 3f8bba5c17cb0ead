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
    private readonly ITimer _sweep;

    public Vault(IKeyStore store, IRootKeyProvider roots, TimeProvider clock)
    {
        (_store, _roots, _clock) = (store, roots, clock);
        _epochs = new(store, roots, clock);
        _boxes = new(clock);
        _sweep = clock.CreateTimer(_ => _ = SweepAsync(), null, SweepEvery, SweepEvery);
    }

    /// <summary>A scope was shredded here; other processes are told to <see cref="RecheckAsync"/>.</summary>
    public event Action<Scope>? Evicted;

    /// <summary>
    /// Looks at the keys before anything is served, and makes the epoch's first one. Throws <see cref="KeysException"/>, one sentence, when there is data but no keys, or keys without their root.
    /// </summary>
    public async Task StartAsync(bool dataExists, CancellationToken cancel = default)
    {
        var epochs = await _store.EpochsAsync(cancel);
        if (dataExists && epochs.Count == 0)
            throw new KeysException("The database is here but its keys are not: put its key store (keys.db) back, or nothing in it can be read.");

        var roots = await _roots.ListAsync(cancel);
        if (epochs.FirstOrDefault(epoch => !roots.Contains(epoch.Epoch)) is { } orphan)
            throw new KeysException($"The key store needs the root key of epoch {orphan.Epoch}, which is not there: put it back where Keys:RootFolder points.");

        foreach (var epoch in epochs)
            await _epochs.LoadAsync(epoch.Epoch, cancel);

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
            Evicted?.Invoke(scope);
        }
    }

    /// <summary>Forgets the scope and wipes its boxes, held or not. If it was not shredded, its next use reads its keys again.</summary>
    public void Evict(Scope scope) => _boxes.Drop(scope);

    /// <summary>Another process shredded something: looks every box in use up again and evicts what is gone.</summary>
    public async Task RecheckAsync(CancellationToken cancel = default)
    {
        foreach (var scope in _boxes.Sweep().Where(box => !box.IsClosed).Select(box => box.Scope).ToHashSet())
        {
            if ((await _store.FindAsync(scope, cancel)).Shredded)
                Evict(scope);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await SweepAsync();
        Dispose();
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _boxes.Clear();
        _epochs.Dispose();
    }

    internal async Task SweepAsync()
    {
        // Grouped: a box of the cache and an older one that somebody holds have the same key.
        var uses = _boxes.Sweep().SelectMany(box => box.Keys).Select(key => (key.Id, Seals: key.TakeSeals())).Where(use => use.Seals > 0)
            .GroupBy(use => use.Id, use => use.Seals)
            .ToDictionary(key => key.Key, key => key.Sum());
        if (uses.Count > 0)
            await _store.CountSealsAsync(uses);
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

                await CreateAsync(scope, cancel);
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

    private async Task CreateAsync(Scope scope, CancellationToken cancel)
    {
        var epoch = await _epochs.CurrentAsync(cancel);
        var key = KeyWrap.NewKey();
        try
        {
            RandomNumberGenerator.Fill(key);
            await _store.AddAsync(scope, epoch, _clock.GetUtcNow(), id => _epochs.Wrap(epoch, id, scope, key), cancel);
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
