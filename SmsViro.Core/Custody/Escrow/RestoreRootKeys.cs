using System.Security.Cryptography;
using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;

namespace SmsViro.Core.Custody.Escrow;

/// <summary>Puts root keys back from an escrow. Only those that the key store needs and the folder lacks: a root key that was destroyed with its epoch stays so.</summary>
public sealed class RestoreRootKeys(IRootKeyProvider roots, IKeyStore store)
{
    /// <summary>The epochs whose root key was put back, or why none could be.</summary>
    public async Task<(IReadOnlyList<int> Epochs, EscrowRefusal? Refusal)> RunAsync(string path, string passphrase, CancellationToken cancel)
    {
        if (roots is not FileRootKeyProvider files) return ([], EscrowRefusal.NotOurs);

        var (keys, refusal) = await EscrowFile.OpenAsync(path, passphrase, cancel);
        if (refusal is not null) return ([], refusal);

        try
        {
            var there = await roots.ListAsync(cancel);
            List<int> put = [];
            foreach (var row in (await store.EpochsAsync(cancel)).Where(row => !there.Contains(row.Epoch)))
            {
                if (!keys.TryGetValue(row.Epoch, out var key) || !EpochKeys.Opens(row, key)) continue;

                await files.PutAsync(row.Epoch, key, cancel);
                put.Add(row.Epoch);
            }

            return (put, null);
        }
        finally
        {
            foreach (var key in keys.Values) CryptographicOperations.ZeroMemory(key);
        }
    }
}
