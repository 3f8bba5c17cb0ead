namespace SmsViro.Core.Encryption;

/// <summary>Keeps one root key per 30-day epoch, where no database and no backup reaches: a file, a token, a key service. Used at start and once per epoch, never on a page.</summary>
public interface IRootKeyProvider
{
    /// <summary>Where the root keys are, as the end of a sentence: "put it back ...".</summary>
    string Place { get; }

    /// <summary>How long after <see cref="DestroyAsync"/> somebody could still undo it; a promise about backups counts it.</summary>
    TimeSpan DestroyDelay { get; }

    /// <summary>Makes the epoch's root key; one that exists is left as it is.</summary>
    ValueTask CreateAsync(int epoch, CancellationToken cancel = default);

    /// <summary>Wraps a 32-byte key under the epoch's root key; <paramref name="context"/> is authenticated with it.</summary>
    ValueTask<byte[]> WrapAsync(int epoch, ReadOnlyMemory<byte> key, string context, CancellationToken cancel = default);

    /// <summary>The key that was wrapped, in a pinned array that the caller zeroes; throws <see cref="KeysException"/> when the root key is missing or does not fit.</summary>
    ValueTask<byte[]> UnwrapAsync(int epoch, ReadOnlyMemory<byte> wrapped, string context, CancellationToken cancel = default);

    /// <summary>Destroys the epoch's root key: every copy of what it wrapped, in any backup, is noise from here on.</summary>
    ValueTask DestroyAsync(int epoch, CancellationToken cancel = default);

    /// <summary>The epochs that have a root key, oldest first.</summary>
    ValueTask<IReadOnlyList<int>> ListAsync(CancellationToken cancel = default);

    /// <summary>Whether the epoch's root key may still be used. False when it was taken away, switched off or destroyed; a provider that merely does not answer leaves it true.</summary>
    ValueTask<bool> HoldsAsync(int epoch, CancellationToken cancel = default);
}
