using Microsoft.Data.Sqlite;
using Npgsql;

namespace SmsViro.Core.Custody.Backups;

/// <summary>Proves a backup, or the living portal, without changing either. Every breach is named with what to do; none means it can be relied on.</summary>
public sealed class VerifyBackup(BackupPlaces places, Proof proof, ErasureLedger ledger, TimeProvider clock)
{
    /// <summary>The whole backup in a folder.</summary>
    public IReadOnlyList<string> Run(string folder)
    {
        var from = Path.GetFullPath(folder);
        return Collect(() =>
        {
            var manifest = BackupManifest.Read(from);
            foreach (var file in manifest.Files) file.Require(from);

            using var data = BackupPlaces.Open(manifest.Data, Path.Combine(from, manifest.DataFile));
            using var keys = BackupPlaces.Open(manifest.Keys, Path.Combine(from, manifest.KeysFile));
            var bytes = File.ReadAllBytes(Path.Combine(from, BackupManifest.LedgerFile));
            var (trail, breach) = Proof.OfTrail(data, manifest.DataAt);
            return
            [
                .. data.Damage(), .. keys.Damage(),
                .. Differences(manifest.DataRows, data.Counts()), .. Differences(manifest.KeyRows, keys.Counts()),
                .. Proof.OfLedger(bytes, data, keys),
                .. breach is null ? [] : new[] { breach },
                .. trail.Number != manifest.AuditNumber || trail.Hex != manifest.AuditHead ? ["The audit trail does not end where the manifest says: use another backup."] : Array.Empty<string>(),
                .. proof.OfKeys(data, keys),
            ];
        });
    }

    /// <summary>The portal that runs, or could.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        if (!File.Exists(ledger.Path)) return [$"There is no erasure ledger at {ledger.Path}: put its newest copy there, or nothing is served at the next start."];

        var bytes = await ledger.CopyAsync(cancel);
        return Collect(() =>
        {
            // The data first: every key it names was made before.
            using var data = places.OpenData();
            using var keys = places.OpenKeys();
            var (_, breach) = Proof.OfTrail(data, clock.GetUtcNow());
            return [.. data.Damage(), .. keys.Damage(), .. Proof.OfLedger(bytes, data, keys), .. breach is null ? [] : new[] { breach }, .. proof.OfKeys(data, keys)];
        });
    }

    private static IEnumerable<string> Differences(IReadOnlyDictionary<string, long> said, IReadOnlyDictionary<string, long> counted) =>
        from table in said.Keys.Union(counted.Keys)
        let expected = said.GetValueOrDefault(table, -1)
        let found = counted.GetValueOrDefault(table, -1)
        where expected != found
        select $"{table} has {found} rows where the manifest says {expected}: use another backup.";

    private static IReadOnlyList<string> Collect(Func<IReadOnlyList<string>> look)
    {
        try
        {
            return look();
        }
        catch (CustodyException breach)
        {
            return [breach.Message];
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or SqliteException or NpgsqlException or IOException or UnauthorizedAccessException)
        {
            return [$"It cannot be read to its end ({damage.GetType().Name}): use another backup, or look after the disk."];
        }
    }
}
