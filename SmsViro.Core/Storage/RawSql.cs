using System.Data.Common;
using Npgsql;
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
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{position}";
            parameter.Value = connection is NpgsqlConnection ? ForPostgres(values[position]) : ForSqlite(values[position]);
            command.Parameters.Add(parameter);
        }

        return command;
    }

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
