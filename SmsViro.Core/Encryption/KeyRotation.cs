namespace SmsViro.Core.Encryption;

/// <summary>
/// Replaces keys while the portal serves. A data key goes through Next, Active, Retiring and Destroyed; an epoch is closed, emptied by rewrapping, and destroyed
/// with its root key. Every step is one transaction of the key store and may be repeated, so that whoever is interrupted begins again and goes on.
/// </summary>
public sealed class KeyRotation
{
    /// <summary>How long a new key waits before it seals: every process has heard of it within two seconds.</summary>
    public static readonly TimeSpan Announced = TimeSpan.FromSeconds(5);

    /// <summary>So many values sealed, and a key is replaced: half of what it may seal.</summary>
    public const long WornAfter = DataKey.RenewAt;

    private readonly IKeyStore _store;
    private readonly IRootKeyProvider _roots;
    private readonly EpochKeys _epochs;
    private readonly Vault _vault;
    private readonly TimeProvider _clock;

    internal KeyRotation(IKeyStore store, IRootKeyProvider roots, EpochKeys epochs, Vault vault, TimeProvider clock) =>
        (_store, _roots, _epochs, _vault, _clock) = (store, roots, epochs, vault, clock);

    /// <summary>Makes the key that will follow the scope's active one; nothing when one waits already or the scope has none.</summary>
    public async ValueTask AnnounceAsync(Scope scope, CancellationToken cancel = default)
    {
        await _vault.DrawAsync(scope, _store.AddNextAsync, cancel);
        await SpreadAsync(scope, cancel);
    }

    /// <summary>Lets the scope's next key seal and its active one retire.</summary>
    public async ValueTask PromoteAsync(Scope scope, CancellationToken cancel = default)
    {
        await _store.PromoteAsync(scope, _clock.GetUtcNow(), cancel);
        await SpreadAsync(scope, cancel);
    }

    /// <summary>The next step for a scope whose key is worn: a new key is announced, or an announced one takes over.</summary>
    public async ValueTask RenewAsync(Scope scope, CancellationToken cancel = default)
    {
        var next = (await _store.FindAsync(scope, cancel)).Living.FirstOrDefault(key => key.State is KeyState.Next);
        if (next is null)
            await AnnounceAsync(scope, cancel);
        else if (_clock.GetUtcNow() - next.Created >= Announced)
            await PromoteAsync(scope, cancel);
    }

    /// <summary>Destroys a retiring key for good. Whoever asks has seen that nothing is sealed or indexed with it any more.</summary>
    public async ValueTask DestroyAsync(Scope scope, uint key, CancellationToken cancel = default)
    {
        await _store.DestroyAsync(key, _clock.GetUtcNow(), cancel);
        await SpreadAsync(scope, cancel);
    }

    /// <summary>When the calendar begins the epoch after this one.</summary>
    public static DateTimeOffset EndOf(int epoch) => DateTimeOffset.FromUnixTimeSeconds((epoch + 1) * EpochKeys.Days30);

    /// <summary>The epoch that keys are made in now; the calendar's, made if it is new.</summary>
    public ValueTask<int> CurrentEpochAsync(CancellationToken cancel = default) => _epochs.CurrentAsync(cancel);

    /// <summary>Begins another epoch today, before the calendar does.</summary>
    public ValueTask<int> BeginEpochAsync(CancellationToken cancel = default) => _epochs.BeginAsync(cancel);

    /// <summary>From here on the epoch takes no new key, in any process.</summary>
    public async ValueTask CloseEpochAsync(int epoch, CancellationToken cancel = default)
    {
        await _store.CloseEpochAsync(epoch, _clock.GetUtcNow(), cancel);
        await _epochs.RefreshAsync(cancel);
        _vault.RaiseChanged();
    }

    /// <summary>Moves up to <paramref name="most"/> keys after an id from one epoch to another; answers the last id looked at, null when there was none.</summary>
    public async ValueTask<(uint? Last, int Moved)> RewrapAsync(int from, int to, uint after, int most, CancellationToken cancel = default)
    {
        var rows = await _store.KeysOfAsync(from, after, most, cancel);
        if (rows is not [.., var last])
            return (null, 0);

        await _epochs.LoadAsync(from, cancel);
        await _epochs.LoadAsync(to, cancel);
        return (last.Id, await _store.RewrapAsync(from, to, _epochs.Rewrap(rows, to), cancel));
    }

    /// <summary>Notes that a closed epoch is empty; false while a living key is wrapped in it.</summary>
    public ValueTask<bool> EmptyEpochAsync(int epoch, CancellationToken cancel = default) => _store.EmptyEpochAsync(epoch, _clock.GetUtcNow(), cancel);

    /// <summary>Opens every living key once under the epoch it is in now. Throws <see cref="KeysException"/> naming the first that does not open.</summary>
    public async ValueTask VerifyAsync(CancellationToken cancel = default)
    {
        foreach (var epoch in (await _store.EpochsAsync(cancel)).Where(epoch => epoch.Emptied is null))
        {
            await _epochs.LoadAsync(epoch.Epoch, cancel);
            for (uint after = 0; await _store.KeysOfAsync(epoch.Epoch, after, 1_000, cancel) is [.., var last] rows; after = last.Id)
                _epochs.Verify(rows);
        }
    }

    /// <summary>Destroys an empty epoch's root key at its provider, then its key in the store: from here on no backup of the key store opens what was wrapped in it.</summary>
    public async ValueTask DestroyEpochAsync(int epoch, CancellationToken cancel = default)
    {
        if ((await _store.EpochsAsync(cancel)).FirstOrDefault(row => row.Epoch == epoch) is not { Emptied: not null })
            throw new InvalidOperationException($"Epoch {epoch} is not empty; its root key stays.");

        await _roots.DestroyAsync(epoch, cancel);
        await _store.DestroyEpochAsync(epoch, _clock.GetUtcNow(), cancel);
        await _epochs.RefreshAsync(cancel);
        _vault.RaiseChanged();
    }

    private async ValueTask SpreadAsync(Scope scope, CancellationToken cancel)
    {
        await _vault.RefreshAsync(scope, cancel);
        _vault.RaiseChanged();
    }
}
