namespace SmsViro.Core.Encryption;

/// <summary>The key database: wrapped keys only, committed to the disk before any method returns.</summary>
public interface IKeyStore
{
    /// <summary>The living keys of a scope, the active one first, and whether it was shredded.</summary>
    ValueTask<ScopeKeys> FindAsync(Scope scope, CancellationToken cancel = default);

    /// <summary>Adds the scope's active key unless it has one or was shredded: of many who race, one adds. <paramref name="wrap"/> gets the new key's id, which is never given twice.</summary>
    ValueTask AddAsync(Scope scope, int epoch, DateTimeOffset created, Func<uint, byte[]> wrap, CancellationToken cancel = default);

    /// <summary>Writes the tombstone and wipes the scope's wrapped keys out of the database's files. May be repeated.</summary>
    ValueTask ShredAsync(Scope scope, Guid request, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>Adds to the counts of values sealed, by key.</summary>
    ValueTask CountSealsAsync(IReadOnlyDictionary<uint, long> seals, CancellationToken cancel = default);

    /// <summary>The epochs whose key is here, oldest first.</summary>
    ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(CancellationToken cancel = default);

    /// <summary>Adds an epoch's key unless the epoch has one.</summary>
    ValueTask AddEpochAsync(EpochRow epoch, CancellationToken cancel = default);
}

/// <summary>Active seals and opens, Retiring only opens, Destroyed is an id that will not return.</summary>
public enum KeyState
{
    Active = 1,
    Retiring = 2,
    Destroyed = 3,
}

/// <summary>A living data key, wrapped under its epoch's key.</summary>
public sealed record KeyRow(uint Id, Scope Scope, KeyState State, int Epoch, byte[] Wrapped, long Seals, DateTimeOffset Created);

/// <summary>What the store knows about a scope.</summary>
public sealed record ScopeKeys(bool Shredded, IReadOnlyList<KeyRow> Living);

/// <summary>An epoch's key, wrapped by the provider's root key of that epoch.</summary>
public sealed record EpochRow(int Epoch, byte[] Wrapped, DateTimeOffset Created);
