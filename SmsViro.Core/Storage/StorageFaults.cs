using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace SmsViro.Core.Storage;

/// <summary>What is wrong with the machine under the database, in one sentence for the person who runs it.</summary>
internal static class StorageFaults
{
    /// <summary>What was to be done was not kept, and why.</summary>
    public static StorageUnavailableException NotSaved(Exception failure) => new(SentenceFor(failure) ?? "The database could not save; nothing of this change was kept.", failure);

    /// <summary>Null when the machine is not known to be the cause.</summary>
    public static string? SentenceFor(Exception failure) => failure.GetBaseException() switch
    {
        SqliteException broken => broken.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => "The disk of the database is full, so nothing of this change was kept: make room, and it can be done again.",
            raw.SQLITE_READONLY => "The database is read-only, so nothing of this change was kept: give the portal's user the right to write it.",
            raw.SQLITE_CANTOPEN => "The database cannot be opened: put it back where Data:Folder points, and give the portal's user the right to write there.",
            raw.SQLITE_IOERR => "The disk of the database answers with errors, so nothing of this change was kept: look after the disk before anything else.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "The database is damaged: restore it from its newest backup.",
            _ => null,
        },
        PostgresException broken => broken.SqlState switch
        {
            PostgresErrorCodes.DiskFull => "The disk of the database is full, so nothing of this change was kept: make room, and it can be done again.",
            PostgresErrorCodes.ReadOnlySqlTransaction => "The database is read-only, so nothing of this change was kept: point ConnectionStrings:Portal at the server that takes writes.",
            _ => null,
        },
        NpgsqlException or System.Net.Sockets.SocketException => "PostgreSQL does not answer where ConnectionStrings:Portal points: see whether it runs, and whether the address and the password are right.",
        _ => null,
    };
}
