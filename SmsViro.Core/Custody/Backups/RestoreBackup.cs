using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Backups;

/// <summary>Which of the two databases a restore puts back; the other one is there.</summary>
public enum RestoreParts
{
    Both = 0,
    Data,
    Keys,
}

/// <summary>
/// Puts a backup in the place of nothing: (1) judge the backup (2) judge where it goes (3) compare keys, data and ledger (4) leave the mark that no portal starts
/// over (5) put the keys back (6) put the data back (7) take the mark away. Nothing is touched before the fourth step, and from there it may be run again.
/// The erasures that the backup does not know are carried out by the restore gate, at the next start.
/// </summary>
public sealed class RestoreBackup(BackupPlaces places, Proof proof, ErasureLedger ledger, RestoreMark mark, IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Answers how many lines of the erasure ledger are later than the backup.</summary>
    /// <exception cref="CustodyException">One sentence: what does not fit, and what to do.</exception>
    public async Task<long> RunAsync(string folder, RestoreParts parts, Action<string> reached, CancellationToken cancel)
    {
        var from = Path.GetFullPath(folder);
        try
        {
            reached("judging the backup");
            var manifest = BackupManifest.Read(from);
            Judge(manifest, from, parts);

            reached("judging where it goes");
            var asked = parts is RestoreParts.Both ? from : $"{from} --{parts.ToString().ToLowerInvariant()}-only";
            var later = await LaterLinesAsync(manifest, cancel);
            RequireRoom(parts, again: mark.Unfinished == asked);

            reached("comparing keys and data");
            Compare(manifest, from, parts);

            reached("leaving a mark");
            mark.Begin(asked);
            if (parts is not RestoreParts.Data)
            {
                reached("putting the keys back");
                await places.PutKeysBackAsync(Path.Combine(from, manifest.KeysFile), cancel);
            }

            if (parts is not RestoreParts.Keys)
            {
                reached("putting the data back");
                await places.PutDataBackAsync(Path.Combine(from, manifest.DataFile), manifest.Migration, cancel);
            }

            reached("taking the mark away");
            mark.End();
            return later;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException or NpgsqlException)
        {
            throw new CustodyException(
                $"The restore from {from} could not go on ({failure.GetType().Name}): see whether the disks have room and can be written and the databases answer, and run it again.", failure);
        }
    }

    private void Judge(BackupManifest manifest, string from, RestoreParts parts)
    {
        if (manifest.Data != places.DataKind || manifest.Keys != places.KeysKind)
            throw new CustodyException($"This backup is of data on {manifest.Data} and keys on {manifest.Keys}: set Storage:Provider and Keys:Connection to the same.");

        using var db = contexts.CreateDbContext();
        if (!db.Database.GetMigrations().Contains(manifest.Migration))
            throw new CustodyException($"This backup was made by another version of the portal ({manifest.Migration}): use that version or a newer one.");

        foreach (var file in manifest.Files)
            if (!(file.Name == manifest.DataFile && parts is RestoreParts.Keys) && !(file.Name == manifest.KeysFile && parts is RestoreParts.Data)) file.Require(from);
    }

    private async Task<long> LaterLinesAsync(BackupManifest manifest, CancellationToken cancel)
    {
        var (lines, brokenAt) = await ledger.WholeLinesAsync(cancel);
        if (lines.Count == 0 && brokenAt is null)
            throw new CustodyException($"There is no erasure ledger at {ledger.Path}: put its newest copy there first. Every backup holds one, and the newest backup's knows most.");
        if (brokenAt is { } at) throw new CustodyException($"Line {at} of the erasure ledger at {ledger.Path} does not follow the line before it: put back its newest copy.");
        if (lines.Count < manifest.LedgerLines)
            throw new CustodyException($"The erasure ledger at {ledger.Path} has {lines.Count} lines where this backup knew {manifest.LedgerLines}: put back its newest copy.");
        if (Convert.ToHexStringLower(lines[(int)manifest.LedgerLines - 1].Digest) != manifest.LedgerDigest)
            throw new CustodyException($"The erasure ledger at {ledger.Path} is another portal's than this backup: put back its own.");

        return lines.Count - manifest.LedgerLines;
    }

    private void RequireRoom(RestoreParts parts, bool again)
    {
        if (!again && mark.Unfinished is { } other) throw new CustodyException($"A restore from {other} did not get to its end: run manage restore {other} again.");
        if (again) return;

        var (data, keys) = (places.IsDataFree(), places.AreKeysFree());
        if (parts is not RestoreParts.Keys && !data) throw new CustodyException("There is data here already, and a restore never writes over it: move it away, or name a fresh folder with --Data:Folder=FOLDER.");
        if (parts is not RestoreParts.Data && !keys) throw new CustodyException("There are keys here already, and a restore never writes over them: move them away, name a fresh folder, or put back the data alone with --data-only.");
        if (parts is RestoreParts.Keys && data) throw new CustodyException("There is no data here that these keys could belong to: put both back.");
        if (parts is RestoreParts.Data && keys) throw new CustodyException("There are no keys here that could open this data: put both back.");
    }

    private void Compare(BackupManifest manifest, string from, RestoreParts parts)
    {
        using var data = parts is RestoreParts.Keys ? places.OpenData() : BackupPlaces.Open(manifest.Data, Path.Combine(from, manifest.DataFile));
        using var keys = parts is RestoreParts.Data ? places.OpenKeys() : BackupPlaces.Open(manifest.Keys, Path.Combine(from, manifest.KeysFile));
        if (proof.OfKeys(data, keys).FirstOrDefault() is { } breach) throw new CustodyException(breach);
    }
}
