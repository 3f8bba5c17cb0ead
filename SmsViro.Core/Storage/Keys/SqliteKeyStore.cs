using Microsoft.Data.Sqlite;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Keys;

/// <summary>The key database as one file, <c>keys.db</c>, apart from the data and with a backup life of its own.</summary>
// One connection, one user at a time: a key is read once in five minutes and made once in its life, and a commit costs half a millisecond.
public sealed class SqliteKeyStore : IKeyStore, IDisposable
{
    private static readonly TimeSpan TruncateWithin = TimeSpan.FromSeconds(30);

    private readonly string _path;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SqliteConnection? _connection;

    public SqliteKeyStore(string path) => _path = path;

    public ValueTask<ScopeKeys> FindAsync(Scope scope, CancellationToken cancel = default) => RunAsync(
        connection =>
        {
            using var shredded = Command(connection, "select 1 from tombstones where scope = $scope", ("$scope", scope.Text));
            if (shredded.ExecuteScalar() is not null)
                return new ScopeKeys(Shredded: true, []);

            using var keys = Command(
                connection,
                "select id, state, epoch, wrapped, seals, created from keys where scope = $scope and state < 3 order by state, id desc",
                ("$scope", scope.Text));
            using var row = keys.ExecuteReader();
            List<KeyRow> living = [];
            while (row.Read())
            {
                living.Add(new(
                    (uint)row.GetInt64(0), scope, (KeyState)row.GetInt32(1), row.GetInt32(2), (byte[])row[3], row.GetInt64(4),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5))));
            }

            return new ScopeKeys(Shredded: false, living);
        },
        cancel);

    public async ValueTask AddAsync(Scope scope, int epoch, DateTimeOffset created, Func<uint, byte[]> wrap, CancellationToken cancel = default) =>
        await RunAsync(
            connection =>
            {
                using var act = connection.BeginTransaction();
                // A counter, not the rows' own maximum: an id whose row is gone must not return.
                using var next = Command(connection, "update counters set value = value + 1 where name = 'key' returning value");
                var id = checked((uint)(long)next.ExecuteScalar()!);
                using var add = Command(
                    connection,
                    """
                    insert into keys (id, scope, state, epoch, wrapped, created)
                    select $id, $scope, 1, $epoch, $wrapped, $created where not exists (select 1 from tombstones where scope = $scope)
                    on conflict do nothing
                    """,
                    ("$id", (long)id), ("$scope", scope.Text), ("$epoch", epoch), ("$wrapped", wrap(id)), ("$created", created.ToUnixTimeMilliseconds()));
                add.ExecuteNonQuery();
                act.Commit();
                return true;
            },
            cancel);

    public async ValueTask ShredAsync(Scope scope, Guid request, DateTimeOffset at, CancellationToken cancel = default)
    {
        await RunAsync(
            connection =>
            {
                using var act = connection.BeginTransaction();
                using var shred = Command(
                    connection,
                    """
                    insert into tombstones (scope, request, at) values ($scope, $request, $at) on conflict do nothing;
                    update keys set state = 3, wrapped = null where scope = $scope and state < 3;
                    """,
                    ("$scope", scope.Text), ("$request", request.ToByteArray(bigEndian: true)), ("$at", at.ToUnixTimeMilliseconds()));
                shred.ExecuteNonQuery();
                act.Commit();
                return true;
            },
            cancel);
        await TruncateAsync(cancel);
    }

    public async ValueTask CountSealsAsync(IReadOnlyDictionary<uint, long> seals, CancellationToken cancel = default) =>
        await RunAsync(
            connection =>
            {
                using var act = connection.BeginTransaction();
                foreach (var (key, more) in seals)
                {
                    using var count = Command(connection, "update keys set seals = seals + $more where id = $id", ("$more", more), ("$id", (long)key));
                    count.ExecuteNonQuery();
                }

                act.Commit();
                return true;
            },
            cancel);

    public ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(CancellationToken cancel = default) => RunAsync<IReadOnlyList<EpochRow>>(
        connection =>
        {
            using var all = Command(connection, "select epoch, wrapped, created from epochs order by epoch");
            using var row = all.ExecuteReader();
            List<EpochRow> epochs = [];
            while (row.Read())
                epochs.Add(new(row.GetInt32(0), (byte[])row[1], DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))));

            return epochs;
        },
        cancel);

    public async ValueTask AddEpochAsync(EpochRow epoch, CancellationToken cancel = default) =>
        await RunAsync(
            connection =>
            {
                using var add = Command(
                    connection,
                    "insert into epochs (epoch, wrapped, created) values ($epoch, $wrapped, $created) on conflict do nothing",
                    ("$epoch", epoch.Epoch), ("$wrapped", epoch.Wrapped), ("$created", epoch.Created.ToUnixTimeMilliseconds()));
                return add.ExecuteNonQuery();
            },
            cancel);

    public void Dispose()
    {
        _connection?.Dispose();
        _gate.Dispose();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        // Only constants arrive here; what varies goes in as a parameter.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);

        return command;
    }

    private async ValueTask<T> RunAsync<T>(Func<SqliteConnection, T> act, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            return act(_connection ??= Open());
        }
        finally
        {
            _gate.Release();
        }
    }

    // secure_delete zeroes the wrapped bytes in the pages, but the old pages stay in the -wal until it is truncated.
    // On a connection of its own that never waits: one that did would hold every writer up with it.
    private async ValueTask TruncateAsync(CancellationToken cancel)
    {
        using var connection = new SqliteConnection(ConnectionString());
        connection.Open();
        using var hasty = Command(connection, "pragma busy_timeout = 0");
        hasty.ExecuteNonQuery();
        using var command = Command(connection, "pragma wal_checkpoint(truncate)");
        var end = Environment.TickCount64 + (long)TruncateWithin.TotalMilliseconds;
        while (!Truncated(command))
        {
            if (Environment.TickCount64 > end)
                throw new TimeoutException("The scope is shredded, but keys.db-wal is in use and still holds its wrapped key: shred it again.");

            await Task.Delay(20, cancel);
        }
    }

    private static bool Truncated(SqliteCommand checkpoint)
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

    private string ConnectionString() =>
        new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 5 }.ToString();

    private SqliteConnection Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        if (!OperatingSystem.IsWindows() && !File.Exists(_path))
        {
            // SQLite gives -wal and -shm the mode of the file itself.
            using var made = new FileStream(
                _path,
                new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        }

        var connection = new SqliteConnection(ConnectionString());
        try
        {
            connection.Open();
            using var begin = Command(connection, Schema);
            begin.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private const string Schema =
        """
        pragma busy_timeout = 5000;
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma secure_delete = on;
        pragma trusted_schema = off;
        pragma cell_size_check = on;
        create table if not exists epochs (epoch integer primary key, wrapped blob not null, created integer not null) strict;
        create table if not exists keys (
            id integer primary key, scope text not null, state integer not null, epoch integer not null,
            wrapped blob, seals integer not null default 0, created integer not null) strict;
        create unique index if not exists keys_living on keys (scope, state) where state < 3;
        create table if not exists tombstones (scope text primary key, request blob not null, at integer not null) strict;
        create table if not exists counters (name text primary key, value integer not null) strict;
        insert into counters (name, value) values ('key', 0) on conflict do nothing;
        """;
}
