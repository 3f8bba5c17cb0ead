using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SmsViro.Core.Storage.Keys;

/// <summary>Where the key database is: a file, or a schema in a PostgreSQL cluster.</summary>
/// <param name="File">The full path of <c>keys.db</c>; null on PostgreSQL.</param>
/// <param name="Cluster">The connection string; null for a file.</param>
/// <param name="WithData">True when the cluster is that of the data, so that the backups of one are those of the other.</param>
public sealed record KeyPlace(string? File, string? Cluster, bool WithData = false)
{
    /// <summary>The schema of the key database on PostgreSQL.</summary>
    public const string PostgresSchema = "smsviro_keys";

    public bool IsPostgres => Cluster is not null;

    /// <summary>The table's name as a statement says it.</summary>
    internal string Named(string table) => IsPostgres ? $"{PostgresSchema}.{table}" : table;

    internal async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        DbConnection connection = IsPostgres
            ? new NpgsqlConnection(Cluster)
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            if (IsPostgres) return connection;

            await using var settings = connection.Sql("pragma busy_timeout = 5000; pragma synchronous = full; pragma secure_delete = on; pragma trusted_schema = off;");
            await settings.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
