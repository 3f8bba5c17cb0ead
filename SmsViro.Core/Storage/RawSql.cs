using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SmsViro.Core.Storage.Sqlite;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

/// <summary>Commands written by hand, for acts on a bare connection: each value goes in the shape its database keeps it in.</summary>
public static class RawSql
{
    /// <summary>A command whose parameters are named by their position: @p0, @p1 and so on.</summary>
    public static DbCommand Sql(this DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var position = 0; position < values.Length; position++)
        {
            command.Parameters.Add(Parameter(command.CreateParameter(), position, For(connection, values[position])));
        }

        return command;
    }

    /// <summary>Runs one statement for each row of values, in one round trip or one compiled statement; answers how many rows of the table it touched.</summary>
    public static int DoEach(this DbConnection connection, string sql, IEnumerable<object?[]> rows) =>
        connection is SqliteConnection sqlite
            ? SqliteEach.Do(sqlite, sql, rows.Select(values => Array.ConvertAll(values, ForSqlite)))
            : DoBatch(connection, sql, rows);

    private static int DoBatch(DbConnection connection, string sql, IEnumerable<object?[]> rows)
    {
        using var batch = connection.CreateBatch();
        foreach (var values in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            for (var position = 0; position < values.Length; position++)
                command.Parameters.Add(Parameter(command.CreateParameter(), position, For(connection, values[position])));
            batch.BatchCommands.Add(command);
        }

        return batch.BatchCommands.Count == 0 ? 0 : batch.ExecuteNonQuery();
    }

    private static DbParameter Parameter(DbParameter parameter, int position, object value)
    {
        parameter.ParameterName = $"@p{position}";
        parameter.Value = value;
        return parameter;
    }

    private static object For(DbConnection connection, object? value) => connection is NpgsqlConnection ? ForPostgres(value) : ForSqlite(value);

    private static object ForPostgres(object? value) => value switch
    {
        null => DBNull.Value,
        AccountId account => account.Value,
        UserId user => user.Value,
        Currency currency => currency.Code,
        Enum state => Convert.ToInt32(state, null),
        _ => value,
    };

    private static object ForSqlite(object? value) => value switch
    {
        Guid id => id.ToByteArray(bigEndian: true),
        AccountId account => account.Value.ToByteArray(bigEndian: true),
        UserId user => user.Value.ToByteArray(bigEndian: true),
        DateTimeOffset instant => instant.UtcTicks,
        _ => ForPostgres(value),
    };
}
