using System.Data.Common;
using Microsoft.Data.Sqlite;
using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;

namespace SmsViro.Core.Storage.Keys;

/// <summary>The key database as one file, <c>keys.db</c>, apart from the data and with a backup life of its own.</summary>
// One connection, one user at a time: a key is read once in five minutes and made once in its life, and a commit costs half a millisecond.
public sealed class SqliteKeyStore : SqlKeyStore, IDisposable
{
    private static readonly TimeSpan TruncateWithin = TimeSpan.FromSeconds(30);

    private readonly string _path;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SqliteConnection? _connection;

    public SqliteKeyStore(string path) => _path = path;

    public void Dispose()
    {
        _connection?.Dispose();
        _gate.Dispose();
    }

    private protected override string FirstWordOfScope => "substr(scope, 1, instr(scope, '/') - 1)";

    private protected override async ValueTask<T> ReadAsync<T>(Func<DbConnection, ValueTask<T>> act, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            return await act(_connection ??= Open());
        }
        catch (SqliteException broken) when (Sentence(broken) is { } sentence)
        {
            _connection?.Dispose();
            _connection = null;
            throw new KeysException(sentence, broken);
        }
        finally
        {
            _gate.Release();
        }
    }

    // The transaction begins IMMEDIATE, so what an act reads nobody changes before it ends.
    private protected override ValueTask<T> WriteAsync<T>(Func<DbConnection, ValueTask<T>> act, CancellationToken cancel) => ReadAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var outcome = await act(connection);
            await transaction.CommitAsync(cancel);
            return outcome;
        },
        cancel);

    private protected override ValueTask TakeTurnAsync(DbConnection connection, string about, CancellationToken cancel, bool shared = false) => ValueTask.CompletedTask;

    // A counter, not the rows' own maximum: an id whose row is gone must not return.
    private protected override async ValueTask<uint> NewIdAsync(DbConnection connection, CancellationToken cancel) =>
        checked((uint)(long)(await ScalarAsync(connection, "update counters set value = value + 1 where name = 'key' returning value", cancel))!);

    // secure_delete zeroes the wrapped bytes in the pages, but the old pages stay in the -wal until it is truncated.
    // On a connection of its own that never waits: one that did would hold every writer up with it.
    private protected override async ValueTask ForgetWipedAsync(CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(ConnectionString());
        await connection.OpenAsync(cancel);
        await DoAsync(connection, "pragma busy_timeout = 0", cancel);

        // Most of the copying is done beside the writers; the one that shuts them out has only what is left.
        await DoAsync(connection, "pragma wal_checkpoint(passive)", cancel);
        await using var command = connection.Sql("pragma wal_checkpoint(truncate)");
        var end = Environment.TickCount64 + (long)TruncateWithin.TotalMilliseconds;
        while (!Truncated(command))
        {
            if (Environment.TickCount64 > end)
                throw new TimeoutException("The key is destroyed, but keys.db-wal is in use and still holds its wrapped bytes: do it again.");

            await Task.Delay(20, cancel);
        }
    }

    private protected override object Time(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private protected override DateTimeOffset TimeOf(DbDataReader row, int at) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(at));

    private static bool Truncated(DbCommand checkpoint)
    {
        try
        {
            using var row = checkpoint.ExecuteReader();
            return row.Read() && row.GetInt64(0) == 0;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            return false;
        }
    }

    private static string? Sentence(SqliteException broken) => broken.SqliteErrorCode switch
    {
        8 => "The key store (keys.db) is read-only, so no key was changed: give the portal's user the right to write it.",
        10 => "The disk of the key store (keys.db) answers with errors, so no key was changed: look after the disk before anything else.",
        13 => "The disk of the key store (keys.db) is full, so no key was changed: make room, and what was begun goes on by itself.",
        14 => "The key store (keys.db) cannot be opened: put it back where Data:Folder points, or give the portal's user the right to it.",
        11 or 26 => "The key store (keys.db) is damaged: restore it from its newest backup.",
        _ => null,
    };

    private string ConnectionString() =>
        new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 5 }.ToString();

    private SqliteConnection Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);

        // SQLite gives -wal and -shm the mode of the file itself.
        if (!File.Exists(_path)) OwnerOnly.Create(_path, FileMode.OpenOrCreate).Dispose();

        var connection = new SqliteConnection(ConnectionString());
        try
        {
            connection.Open();
            using var settings = connection.Sql(Settings);
            settings.ExecuteNonQuery();
            Shape(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Asked before the lock is taken: a process that starts on a full disk, or beside a writer, has nothing to shape.
    private static void Shape(SqliteConnection connection)
    {
        if (VersionOf(connection) >= Shapes.Length)
            return;

        using var transaction = connection.BeginTransaction();
        for (var version = VersionOf(connection); version < Shapes.Length; version++)
        {
            using var shape = connection.Sql(Shapes[version]);
            shape.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static int VersionOf(SqliteConnection connection)
    {
        using var version = connection.Sql("pragma user_version");
        return (int)(long)version.ExecuteScalar()!;
    }

    private const string Settings =
        """
        pragma busy_timeout = 5000;
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma secure_delete = on;
        pragma trusted_schema = off;
        pragma cell_size_check = on;
        """;

    /// <summary>The shapes the file has had, each made from the one before it.</summary>
    private static readonly string[] Shapes =
    [
        """
        create table if not exists epochs (epoch integer primary key, wrapped blob not null, created integer not null) strict;
        create table if not exists keys (
            id integer primary key, scope text not null, state integer not null, epoch integer not null,
            wrapped blob, seals integer not null default 0, created integer not null) strict;
        create unique index if not exists keys_living on keys (scope, state) where state < 3;
        create table if not exists tombstones (scope text primary key, request blob not null, at integer not null) strict;
        create table if not exists counters (name text primary key, value integer not null) strict;
        insert into counters (name, value) values ('key', 0) on conflict do nothing;
        pragma user_version = 1;
        """,
        """
        alter table epochs add column closed integer;
        alter table epochs add column emptied integer;
        alter table epochs add column destroyed integer;
        alter table keys add column retired integer;
        alter table keys add column destroyed integer;
        drop index keys_living;
        create index keys_living on keys (scope) where state <> 3;
        create unique index keys_active on keys (scope) where state = 1;
        create unique index keys_next on keys (scope) where state = 4;
        create table changes (scope text primary key, no integer not null) strict;
        create index changes_no on changes (no);
        insert into counters (name, value) values ('change', 0);
        pragma user_version = 2;
        """,
    ];
}
