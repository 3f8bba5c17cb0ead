using System.Globalization;
using System.Security.Cryptography;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Escrow;

/// <summary>Writes every living root key into one file that a passphrase opens, for the safe. For whoever can run commands on the machine; the trail says that it was done.</summary>
public sealed class ExportRootKeys(IRootKeyProvider roots, AuditTrail trail)
{
    /// <summary>As long as four common words.</summary>
    public const int LeastPassphrase = 16;

    /// <summary>The epochs written, or why none was.</summary>
    public async Task<(IReadOnlyList<int> Epochs, EscrowRefusal? Refusal)> RunAsync(string path, string passphrase, CancellationToken cancel)
    {
        if (roots is not FileRootKeyProvider files) return ([], EscrowRefusal.NotOurs);
        if (passphrase.Length < LeastPassphrase) return ([], EscrowRefusal.ShortPassphrase);
        if (File.Exists(path)) return ([], EscrowRefusal.FileExists);

        var epochs = await roots.ListAsync(cancel);
        if (epochs.Count == 0) return ([], EscrowRefusal.NoKeys);

        // The trail first: an escrow that nobody was told of is worse than a line about one that could not be written.
        var said = string.Create(CultureInfo.InvariantCulture, $"The root keys of the epochs {string.Join(", ", epochs)} were written into an escrow file");
        await trail.AppendAsync(await trail.DraftAsync(default, default, AuditDeed.ExportedRootKeys, said, cancel: cancel), PortalRole.Admin, cancel);

        var keys = epochs.ToDictionary(epoch => epoch, files.Copy);
        try
        {
            await using var file = new StreamWriter(OwnerOnly.Create(path));
            await file.WriteAsync(RootEscrow.Seal(keys, passphrase).AsMemory(), cancel);
            await file.FlushAsync(cancel);
            ((FileStream)file.BaseStream).Flush(flushToDisk: true);
            return (epochs, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ([], EscrowRefusal.NoFile);
        }
        finally
        {
            foreach (var key in keys.Values) CryptographicOperations.ZeroMemory(key);
        }
    }
}
