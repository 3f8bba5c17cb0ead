using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;
using SmsViro.Core.Storage.Sqlite;

namespace SmsViro.Core.Custody.Backups;

/// <summary>Where the two living databases are, and how each is copied out and put back: a SQLite file by VACUUM INTO, a PostgreSQL schema by COPY, each at one instant.</summary>
public sealed class BackupPlaces(StorageOptions storage, KeyPlace keys, IDbContextFactory<PortalDbContext> contexts, IKeyStore keyStore, AppliedErasures applied)
{
    private const string DataSchema = "public";

    internal string DataKind => storage.IsPostgres ? "Postgres" : "Sqlite";

    internal string KeysKind => keys.IsPostgres ? "Postgres" : "Sqlite";

    internal string SqliteData => storage.SqliteFile;

    internal string SqliteKeys => keys.File!;

    internal StoredTables OpenData() => storage.IsPostgres ? new PostgresTables(storage.Connection!, DataSchema) : new SqliteTables(storage.SqliteFile);

    internal StoredTables OpenKeys() => keys.IsPostgres ? new PostgresTables(keys.Cluster!, KeyPlace.PostgresSchema) : new SqliteTables(keys.File!);

    internal static StoredTables Open(string kind, string file) => kind == "Postgres" ? new CopiedTables(file) : new SqliteTables(file);

    internal void CopyData(string to)
    {
        if (storage.IsPostgres) CopyOut(storage.Connection!, DataSchema, to);
        else CopyOut(storage.SqliteFile, to);
    }

    internal void CopyKeys(string to)
    {
        if (keys.IsPostgres) CopyOut(keys.Cluster!, KeyPlace.PostgresSchema, to);
        else CopyOut(keys.File!, to);
    }

    /// <summary>False when somebody's data is there already.</summary>
    internal bool IsDataFree()
    {
        if (!storage.IsPostgres) return !File.Exists(storage.SqliteFile);

        using var living = OpenData();
        return !living.Tables.ContainsKey("Users") || living.Count("Users") == 0;
    }

    internal bool AreKeysFree()
    {
        if (!keys.IsPostgres) return !File.Exists(keys.File);

        using var living = OpenKeys();
        return !living.Tables.ContainsKey("keys") || living.Count("keys") == 0;
    }

    internal async Task PutDataBackAsync(string file, string migration, CancellationToken cancel)
    {
        if (!storage.IsPostgres)
        {
            PutBack(file, storage.SqliteFile);
            return;
        }

        await using (var db = await contexts.CreateDbContextAsync(cancel)) await db.Database.MigrateAsync(migration, cancel);
        using var copies = new CopiedTables(file);
        PostgresTables.PutBack(copies, storage.Connection!, DataSchema);
    }

    internal async Task PutKeysBackAsync(string file, CancellationToken cancel)
    {
        if (!keys.IsPostgres)
        {
            PutBack(file, keys.File!);
            return;
        }

        // Both make their tables when they are first asked.
        await keyStore.EpochsAsync(cancel);
        await applied.ReadAsync(cancel);
        using var copies = new CopiedTables(file);
        PostgresTables.PutBack(copies, keys.Cluster!, KeyPlace.PostgresSchema);
    }

    private static void CopyOut(string file, string to)
    {
        // The copy takes over the mode of the empty file it is written into.
        Create(to).Dispose();
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()))
        {
            connection.Open();
            SqliteSettings.Apply(connection);
            using var copy = connection.Sql("vacuum into @p0", to);
            copy.ExecuteNonQuery();
        }

        Flush(to);
    }

    private static void CopyOut(string connectionString, string schema, string to)
    {
        using var tables = new PostgresTables(connectionString, schema);
        using var file = Create(to);
        tables.CopyTo(file);
        file.Flush(flushToDisk: true);
    }

    // Beside its place first: under its own name it is whole or not there.
    private static void PutBack(string file, string to)
    {
        foreach (var left in new[] { to, $"{to}-wal", $"{to}-shm" }) File.Delete(left);
        var part = $"{to}.part";
        using (var from = File.OpenRead(file))
        using (var into = Create(part))
        {
            from.CopyTo(into);
            into.Flush(flushToDisk: true);
        }

        // A copy has no write-ahead log; EF looks whether a database exists over a connection that may not turn it on.
        using (var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = part, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()))
        {
            database.Open();
            SqliteSettings.Apply(database);
        }

        File.Move(part, to, overwrite: true);
    }

    internal static FileStream Create(string path) => OwnerOnly.Create(path, FileMode.Create, FileAccess.ReadWrite);

    private static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
