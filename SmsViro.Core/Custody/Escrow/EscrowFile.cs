using SmsViro.Core.Encryption.Roots;

namespace SmsViro.Core.Custody.Escrow;

/// <summary>An escrow of root keys as it lies on a disk.</summary>
internal static class EscrowFile
{
    private const long MostBytes = 1_000_000;

    /// <summary>The keys by epoch, which the caller zeroes, or why there are none.</summary>
    public static async Task<(IReadOnlyDictionary<int, byte[]> Keys, EscrowRefusal? Refusal)> OpenAsync(string path, string passphrase, CancellationToken cancel)
    {
        var none = new Dictionary<int, byte[]>();
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: <= MostBytes }) return (none, EscrowRefusal.NoFile);

            var page = await File.ReadAllTextAsync(path, cancel);
            return RootEscrow.Open(page, passphrase) is { } keys ? (keys, null) : (none, EscrowRefusal.DoesNotOpen);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (none, EscrowRefusal.NoFile);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return (none, EscrowRefusal.NoEscrow);
        }
    }
}
