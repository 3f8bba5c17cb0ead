using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>One prepared statement on the raw handle; parameters and columns by position.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 handle, string sql)
    {
        _handle = handle;
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public int Changes => raw.sqlite3_changes(_handle);

    public long LastId => raw.sqlite3_last_insert_rowid(_handle);

    public SqliteStatement Bind(int position, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, position, value));
        return this;
    }

    /// <summary>A time of 0 is stored as none.</summary>
    public SqliteStatement BindTime(int position, long ticks) => ticks == 0 ? BindNull(position) : Bind(position, ticks);

    public SqliteStatement Bind(int position, ReadOnlySpan<byte> blob)
    {
        Check(raw.sqlite3_bind_blob(_statement, position, blob));
        return this;
    }

    public SqliteStatement BindText(int position, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(_statement, position, utf8));
        return this;
    }

    public SqliteStatement BindText(int position, string? text)
    {
        if (text is null) return BindNull(position);

        Check(raw.sqlite3_bind_text(_statement, position, text));
        return this;
    }

    public SqliteStatement BindNull(int position)
    {
        Check(raw.sqlite3_bind_null(_statement, position));
        return this;
    }

    public void Run()
    {
        var code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) Check(code);
    }

    /// <summary>True while there is a row; the last step leaves the statement ready for its next use.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;

        raw.sqlite3_reset(_statement);
        if (code != raw.SQLITE_DONE) Check(code);
        return false;
    }

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw new SqliteException("SQLite refused a statement of the sending path.", code, raw.sqlite3_extended_errcode(_handle));
    }
}
