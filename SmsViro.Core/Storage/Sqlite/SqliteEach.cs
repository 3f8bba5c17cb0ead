using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SmsViro.Core.Storage.Sqlite;

/// <summary>One statement for many rows, below the driver: it is compiled once, and each row is bound and stepped without an object in between.</summary>
internal static class SqliteEach
{
    /// <summary>Answers how many rows of the table were touched; parameters are named @p0, @p1 and so on.</summary>
    public static int Do(SqliteConnection connection, string sql, IEnumerable<object[]> rows)
    {
        var database = connection.Handle!;
        Require(database, raw.sqlite3_prepare_v2(database, sql, out var statement));
        using (statement)
        {
            var touched = 0;
            int[]? places = null;
            foreach (var values in rows)
            {
                places ??= [.. Enumerable.Range(0, values.Length).Select(position => raw.sqlite3_bind_parameter_index(statement, $"@p{position}"))];
                for (var position = 0; position < values.Length; position++) Require(database, Bind(statement, places[position], values[position]));
                Require(database, raw.sqlite3_step(statement));
                touched += raw.sqlite3_changes(database);
                Require(database, raw.sqlite3_reset(statement));
            }

            return touched;
        }
    }

    private static int Bind(sqlite3_stmt statement, int place, object value) => value switch
    {
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        string text => raw.sqlite3_bind_text(statement, place, text),
        bool flag => raw.sqlite3_bind_int64(statement, place, flag ? 1 : 0),
        DBNull => raw.sqlite3_bind_null(statement, place),
        _ => raw.sqlite3_bind_int64(statement, place, Convert.ToInt64(value, null)),
    };

    private static void Require(sqlite3 database, int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
            throw new SqliteException("SQLite refused a row.", code & 0xFF, raw.sqlite3_extended_errcode(database));
    }
}
