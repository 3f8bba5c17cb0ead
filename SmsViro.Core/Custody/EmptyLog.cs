using Microsoft.Data.Sqlite;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Sqlite;

namespace SmsViro.Core.Custody;

/// <summary>
/// Empties SQLite's write-ahead log after an erasure: deleted bytes live on in it until then. On PostgreSQL there is nothing to do that a
/// client could: vacuum and the archive of its log have their own horizon.
/// </summary>
public sealed class EmptyLog(StorageOptions options, TimeProvider clock)
{
    private const int MostTries = 40;

    /// <summary>False when readers held the log all the while; the bytes in it are sealed, and the next erasure or restart empties it.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        if (options.IsPostgres) return true;

        await using var connection = new SqliteConnection($"Data Source={options.SqliteFile};Pooling=False");
        await connection.OpenAsync(cancel);
        SqliteSettings.Apply(connection);

        // Waiting inside SQLite would hold the writer; asking again does not. The passive one copies the pages beside the writer,
        // so that the one that shuts it out has only what was written since.
        await using var beside = connection.Sql("PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(PASSIVE)");
        await using var checkpoint = connection.Sql("PRAGMA wal_checkpoint(TRUNCATE)");
        for (var tries = 0; tries < MostTries; tries++)
        {
            await beside.ExecuteNonQueryAsync(cancel);
            await using (var answer = await checkpoint.ExecuteReaderAsync(cancel))
            {
                if (await answer.ReadAsync(cancel) && answer.GetInt32(0) == 0) return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancel);
        }

        return false;
    }
}
