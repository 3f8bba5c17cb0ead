using System.Security.Cryptography;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody.Escrow;

/// <summary>Proves that an escrow would save the portal: each root key in it is tried on what the key store holds of its epoch.</summary>
public sealed class VerifyRootKeys(IKeyStore store)
{
    /// <summary>What is true of each epoch that the key store or the escrow knows, oldest first, or why the escrow could not be opened.</summary>
    public async Task<(IReadOnlyList<EscrowedEpoch> Epochs, EscrowRefusal? Refusal)> RunAsync(string path, string passphrase, CancellationToken cancel)
    {
        var (keys, refusal) = await EscrowFile.OpenAsync(path, passphrase, cancel);
        if (refusal is not null) return ([], refusal);

        try
        {
            var needed = (await store.EpochsAsync(cancel)).ToDictionary(row => row.Epoch);
            return ([.. needed.Keys.Union(keys.Keys).Order().Select(epoch => new EscrowedEpoch(epoch, Judge(epoch, keys, needed)))], null);
        }
        finally
        {
            foreach (var key in keys.Values) CryptographicOperations.ZeroMemory(key);
        }
    }

    private static EscrowVerdict Judge(int epoch, IReadOnlyDictionary<int, byte[]> keys, Dictionary<int, EpochRow> needed) =>
        (keys.GetValueOrDefault(epoch), needed.GetValueOrDefault(epoch)) switch
        {
            (null, _) => EscrowVerdict.Missing,
            (_, null) => EscrowVerdict.NotNeeded,
            var (key, row) => EpochKeys.Opens(row, key) ? EscrowVerdict.Fits : EscrowVerdict.Foreign,
        };
}

/// <summary>One epoch of an escrow.</summary>
public sealed record EscrowedEpoch(int Epoch, EscrowVerdict Verdict);

/// <summary>What an escrow's root key of an epoch is worth.</summary>
public enum EscrowVerdict
{
    /// <summary>It opens the key store's key of its epoch.</summary>
    Fits,

    /// <summary>The key store needs it and the escrow has none.</summary>
    Missing,

    /// <summary>It is the root key of another key store.</summary>
    Foreign,

    /// <summary>The key store has nothing left of that epoch.</summary>
    NotNeeded,
}
