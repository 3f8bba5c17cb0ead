namespace SmsViro.Core.Encryption;

/// <summary>The key database: wrapped keys only, committed to the disk before any method returns. Every change of a scope's keys gets a number, by which other processes hear of it.</summary>
public interface IKeyStore
{
    /// <summary>The living keys of a scope, the active one first, and whether it was shredded.</summary>
    ValueTask<ScopeKeys> FindAsync(Scope scope, CancellationToken cancel = default);

    /// <summary>Adds the scope's active key unless it has one or was shredded: of many who race, one adds. False when the epoch is closed. <paramref name="wrap"/> gets the new key's id, which is never given twice.</summary>
    ValueTask<bool> AddAsync(Scope scope, int epoch, DateTimeOffset created, Func<uint, byte[]> wrap, CancellationToken cancel = default);

    /// <summary>Adds the key that will follow the active one, unless one waits already or there is none to follow. False when the epoch is closed.</summary>
    ValueTask<bool> AddNextAsync(Scope scope, int epoch, DateTimeOffset created, Func<uint, byte[]> wrap, CancellationToken cancel = default);

    /// <summary>Makes the next key the active one and lets the active one retire, in one transaction; nothing when none is next.</summary>
    ValueTask PromoteAsync(Scope scope, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Wipes a retiring key out of the database's files; no other key.</summary>
    ValueTask DestroyAsync(uint key, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Writes the tombstone and wipes the scope's wrapped keys out of the database's files. May be repeated.</summary>
    ValueTask ShredAsync(Scope scope, Guid request, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Adds to the counts of values sealed, by key, and answers what each key has sealed in all.</summary>
    ValueTask<IReadOnlyDictionary<uint, long>> CountSealsAsync(IReadOnlyDictionary<uint, long> seals, CancellationToken cancel = default);

    /// <summary>The scopes whose keys changed after a number, and the last number there is.</summary>
    ValueTask<KeyChanges> ChangesAsync(long after, CancellationToken cancel = default);

    /// <summary>The epochs whose key is here, oldest first.</summary>
    ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(CancellationToken cancel = default);

    /// <summary>Adds an epoch's key unless the epoch has one.</summary>
    ValueTask AddEpochAsync(EpochRow epoch, CancellationToken cancel = default);

    /// <summary>From here on the epoch takes no new key, whoever asks.</summary>
    ValueTask CloseEpochAsync(int epoch, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Notes that a closed epoch is empty; false while a living key is wrapped in it.</summary>
    ValueTask<bool> EmptyEpochAsync(int epoch, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Wipes the key of an empty epoch out of the database's files; its row stays for the record.</summary>
    ValueTask DestroyEpochAsync(int epoch, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>The living keys of an epoch in the order of their ids.</summary>
    ValueTask<IReadOnlyList<KeyRow>> KeysOfAsync(int epoch, uint after, int most, CancellationToken cancel = default);

    /// <summary>Puts keys under another epoch, those alone that still live in the one they were read in; all or none. Answers how many.</summary>
    ValueTask<int> RewrapAsync(int from, int to, IReadOnlyList<(uint Id, byte[] Wrapped)> keys, CancellationToken cancel = default);

    /// <summary>What is known of every key that ever was, in the order of their ids.</summary>
    ValueTask<IReadOnlyList<KeyFacts>> ListAsync(uint after, int most, CancellationToken cancel = default);

    /// <summary>The keys on their way in or out: next or retiring.</summary>
    ValueTask<IReadOnlyList<KeyFacts>> RotatingAsync(CancellationToken cancel = default);

    /// <summary>Active keys that were made before an instant or have sealed so much, and that nothing is to follow yet, in the order of their ids.</summary>
    ValueTask<IReadOnlyList<KeyFacts>> DueAsync(DateTimeOffset createdBefore, long seals, uint after, int most, CancellationToken cancel = default);

    /// <summary>All keys counted by kind of scope, state and epoch.</summary>
    ValueTask<IReadOnlyList<KeyCount>> CountAsync(CancellationToken cancel = default);

    /// <summary>All epochs that ever were, the destroyed ones too, oldest first.</summary>
    ValueTask<IReadOnlyList<EpochRow>> EpochHistoryAsync(CancellationToken cancel = default);
}

/// <summary>Active seals and opens, Next and Retiring only open, Destroyed is an id that will not return.</summary>
public enum KeyState
{
    Active = 1,
    Retiring = 2,
    Destroyed = 3,

    /// <summary>Made, and waiting until every process knows it: what one process seals with a key another has not heard of would read there as damaged.</summary>
    Next = 4,
}

/// <summary>A living data key, wrapped under its epoch's key.</summary>
public sealed record KeyRow(uint Id, Scope Scope, KeyState State, int Epoch, byte[] Wrapped, long Seals, DateTimeOffset Created);

/// <summary>What the store knows about a scope.</summary>
public sealed record ScopeKeys(bool Shredded, IReadOnlyList<KeyRow> Living);

/// <summary>What may be told about a key: everything but the key.</summary>
public sealed record KeyFacts(uint Id, Scope Scope, KeyState State, int Epoch, long Seals, DateTimeOffset Created, DateTimeOffset? Retired, DateTimeOffset? Destroyed);

/// <summary>Keys of one kind of scope, state and epoch.</summary>
public sealed record KeyCount(string Kind, KeyState State, int Epoch, long Keys, long Seals, DateTimeOffset Oldest);

/// <summary>The scopes whose keys changed, and the number to ask after next time.</summary>
public sealed record KeyChanges(long Last, IReadOnlyList<Scope> Scopes);

/// <summary>An epoch's key, wrapped by the provider's root key of that epoch.</summary>
/// <param name="Epoch">Its number: 30 days each, counted from 1970.</param>
/// <param name="Wrapped">The key; empty once destroyed.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Closed">Since when it takes no new key.</param>
/// <param name="Emptied">Since when no living key is wrapped in it.</param>
/// <param name="Destroyed">When its key went; its root key went before.</param>
public sealed record EpochRow(
    int Epoch, byte[] Wrapped, DateTimeOffset Created, DateTimeOffset? Closed = null, DateTimeOffset? Emptied = null, DateTimeOffset? Destroyed = null);
