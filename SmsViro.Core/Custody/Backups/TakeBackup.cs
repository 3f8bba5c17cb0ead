using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Backups;

/// <summary>
/// Copies the living portal while it serves: (1) the data, at one instant (2) the keys, later, so that none the data names is missing (3) the erasure ledger,
/// last, so that it holds every erasure either knows (4) the manifest (5) a line in the trail. Root keys are never in it; sealed copies and exports live for days and are left out.
/// </summary>
public sealed class TakeBackup(BackupPlaces places, ErasureLedger ledger, StorageOptions storage, AuditTrail trail, TimeProvider clock)
{
    /// <summary>The name of a backup is the instant it was begun; folders of other names are not ours.</summary>
    public const string NameFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>What a backup is called until it is whole.</summary>
    public const string Unfinished = ".part";

    /// <summary>Makes a folder under <paramref name="folder"/> and answers its path; <paramref name="reached"/> hears each step before it begins.</summary>
    /// <exception cref="CustodyException">Nothing was made, and why.</exception>
    public async Task<string> RunAsync(string folder, Action<string> reached, CancellationToken cancel)
    {
        var root = Path.GetFullPath(folder);
        if (IsInside(root, storage.DataFolder)) throw new CustodyException($"{root} is inside the data folder and would be lost with it: name a folder elsewhere.");
        if (!File.Exists(ledger.Path)) throw new CustodyException($"There is no erasure ledger at {ledger.Path}: without it a backup could not be put back; put its newest copy there.");

        var begun = clock.GetUtcNow();
        var whole = Path.Combine(root, begun.ToString(NameFormat, CultureInfo.InvariantCulture));
        var part = whole + Unfinished;
        try
        {
            if (Directory.Exists(whole) || Directory.Exists(part)) throw new CustodyException($"{whole} is there already: two backups need a second between them.");

            MakePrivate(root, part);
            await WriteAsync(part, reached, cancel);
            reached("naming it");
            Directory.Move(part, whole);
        }
        catch (Exception failure) when (SentenceFor(failure, root) is { } sentence)
        {
            Discard(part);
            throw new CustodyException(sentence, failure);
        }

        await NoteAsync(cancel);
        return whole;
    }

    // In the living portal alone: whoever asks it how old its backup is hears of whole ones. A backup is whole without the line; a missing one makes the portal warn too early, never too late.
    private async Task NoteAsync(CancellationToken cancel)
    {
        try
        {
            await trail.AppendAsync(await trail.DraftAsync(default, default, AuditDeed.TookBackup, cancel: cancel), PortalRole.Admin, cancel);
        }
        catch (StorageUnavailableException)
        {
        }
    }

    // What cannot be deleted now either is past its life in a day.
    private static void Discard(string part)
    {
        try
        {
            if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    private async Task WriteAsync(string part, Action<string> reached, CancellationToken cancel)
    {
        var shape = new BackupManifest
        {
            Data = places.DataKind,
            Keys = places.KeysKind,
            Migration = "",
            DataAt = clock.GetUtcNow(),
            KeysAt = default,
            LedgerAt = default,
            DataRows = new Dictionary<string, long>(),
            KeyRows = new Dictionary<string, long>(),
            LedgerLines = 0,
            LedgerDigest = "",
            AuditNumber = 0,
            AuditHead = "",
            Files = [],
        };
        string In(string name) => Path.Combine(part, name);

        reached("copying the data");
        places.CopyData(In(shape.DataFile));

        reached("copying the keys");
        var keysAt = clock.GetUtcNow();
        places.CopyKeys(In(shape.KeysFile));

        reached("copying the erasure ledger");
        var ledgerAt = clock.GetUtcNow();
        var copied = await ledger.CopyAsync(cancel);
        await using (var file = BackupPlaces.Create(In(BackupManifest.LedgerFile)))
        {
            await file.WriteAsync(copied, cancel);
            file.Flush(flushToDisk: true);
        }

        reached("writing the manifest");
        using var data = BackupPlaces.Open(shape.Data, In(shape.DataFile));
        using var keys = BackupPlaces.Open(shape.Keys, In(shape.KeysFile));
        var (trail, _) = Proof.OfTrail(data, shape.DataAt);
        var last = ErasureLedger.Read(copied).Lines is [.., var line] ? line : throw new CustodyException("The erasure ledger has no line, so a backup could not be put back: start the portal once.");
        var manifest = shape with
        {
            Migration = MigrationOf(data),
            KeysAt = keysAt,
            LedgerAt = ledgerAt,
            DataRows = data.Counts(),
            KeyRows = keys.Counts(),
            LedgerLines = last.Number,
            LedgerDigest = Convert.ToHexStringLower(last.Digest),
            AuditNumber = trail.Number,
            AuditHead = trail.Hex,
            Files = [BackupFile.Of(In(shape.DataFile)), BackupFile.Of(In(shape.KeysFile)), BackupFile.Of(In(BackupManifest.LedgerFile))],
        };
        await using var written = BackupPlaces.Create(In(BackupManifest.FileName));
        await written.WriteAsync(manifest.Write(), cancel);
        written.Flush(flushToDisk: true);
    }

    private static string MigrationOf(StoredTables data) =>
        data.Read("__EFMigrationsHistory", [new("MigrationId", StoredKind.Bytes)]).Select(row => Encoding.UTF8.GetString((byte[])row[0]!)).Max(StringComparer.Ordinal)
        ?? throw new CustodyException("The database has no shape yet: start the portal once.");

    private static string? SentenceFor(Exception failure, string root) => failure switch
    {
        SqliteException { SqliteErrorCode: 13 } => $"The disk of {root} is full, so no backup was made: make room, or name another folder.",
        SqliteException { SqliteErrorCode: 8 or 14 } => $"{root} or a database cannot be opened, so no backup was made: give the portal's user the right to both.",
        SqliteException broken => $"A database could not be copied (SQLite code {broken.SqliteErrorCode}), so no backup was made: run manage verify.",
        NpgsqlException => "A database could not be copied, so no backup was made: see whether PostgreSQL answers at ConnectionStrings:Portal and Keys:Connection.",
        UnauthorizedAccessException => $"{root} cannot be written, so no backup was made: give the portal's user the right to it.",
        IOException => $"{root} cannot be written, so no backup was made: its disk is full or read-only, or answers with errors.",
        _ => null,
    };

    private static bool IsInside(string folder, string other)
    {
        var relative = Path.GetRelativePath(other, folder);
        return relative == "." || (!Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..");
    }

    private static void MakePrivate(string root, string part)
    {
        Directory.CreateDirectory(root);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(part);
        else Directory.CreateDirectory(part, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
