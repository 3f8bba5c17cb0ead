using Npgsql;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Keys;

/// <summary>The key database on PostgreSQL, in a schema of its own: for several processes on several machines.</summary>
// PostgreSQL keeps a destroyed key in its log and in the backups made of it; what it promises is therefore the longer horizon of its cluster.
public sealed class PostgresKeyStore(string connectionString) : IKeyStore, IAsyncDisposable, IDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _ready;

    public async ValueTask<ScopeKeys> FindAsync(Scope scope, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var find = Command(
            connection,
            """
            select null, null, null, null, null, null from smsviro_keys.tombstones where scope = $1
            union all
            (select id, state, epoch, wrapped, seals, created from smsviro_keys.keys where scope = $1 and state < 3 order by state, id desc)
            """,
            scope.Text);
        await using var row = await find.ExecuteReaderAsync(cancel);
        List<KeyRow> living = [];
        while (await row.ReadAsync(cancel))
        {
            if (await row.IsDBNullAsync(0, cancel))
                return new(Shredded: true, []);

            living.Add(new(
                (uint)row.GetInt64(0), scope, (KeyState)row.GetInt32(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4),
                row.GetFieldValue<DateTimeOffset>(5)));
        }

        return new(Shredded: false, living);
    }

    public async ValueTask AddAsync(Scope scope, int epoch, DateTimeOffset created, Func<uint, byte[]> wrap, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var act = await connection.BeginTransactionAsync(cancel);
        await LockAsync(connection, scope, cancel);
        await using var next = Command(connection, "select nextval('smsviro_keys.key_ids')");
        var id = checked((uint)(long)(await next.ExecuteScalarAsync(cancel))!);
        await using var add = Command(
            connection,
            """
            insert into smsviro_keys.keys (id, scope, state, epoch, wrapped, created)
            select $1, $2, 1, $3, $4, $5 where not exists (select 1 from smsviro_keys.tombstones where scope = $2)
            on conflict do nothing
            """,
            (long)id, scope.Text, epoch, wrap(id), created);
        await add.ExecuteNonQueryAsync(cancel);
        await act.CommitAsync(cancel);
    }

    public async ValueTask ShredAsync(Scope scope, Guid request, DateTimeOffset at, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using (var act = await connection.BeginTransactionAsync(cancel))
        {
            await LockAsync(connection, scope, cancel);
            await using var bury = Command(
                connection, "insert into smsviro_keys.tombstones (scope, request, at) values ($1, $2, $3) on conflict do nothing", scope.Text, request, at);
            await bury.ExecuteNonQueryAsync(cancel);
            await using var wipe = Command(connection, "update smsviro_keys.keys set state = 3, wrapped = null where scope = $1 and state < 3", scope.Text);
            await wipe.ExecuteNonQueryAsync(cancel);
            await act.CommitAsync(cancel);
        }

        await using var vacuum = Command(connection, "vacuum smsviro_keys.keys");
        await vacuum.ExecuteNonQueryAsync(cancel);
    }

    public async ValueTask CountSealsAsync(IReadOnlyDictionary<uint, long> seals, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var count = Command(
            connection,
            "update smsviro_keys.keys set seals = keys.seals + used.seals from unnest($1, $2) as used (id, seals) where keys.id = used.id",
            seals.Keys.Select(key => (long)key).ToArray(), seals.Values.ToArray());
        await count.ExecuteNonQueryAsync(cancel);
    }

    public async ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var all = Command(connection, "select epoch, wrapped, created from smsviro_keys.epochs order by epoch");
        await using var row = await all.ExecuteReaderAsync(cancel);
        List<EpochRow> epochs = [];
        while (await row.ReadAsync(cancel))
            epochs.Add(new(row.GetInt32(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<DateTimeOffset>(2)));

        return epochs;
    }

    public async ValueTask AddEpochAsync(EpochRow epoch, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var add = Command(
            connection,
            "insert into smsviro_keys.epochs (epoch, wrapped, created) values ($1, $2, $3) on conflict do nothing",
            epoch.Epoch, epoch.Wrapped, epoch.Created);
        await add.ExecuteNonQueryAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _gate.Dispose();
    }

    public void Dispose()
    {
        _source.Dispose();
        _gate.Dispose();
    }

    // Making a key and shredding its scope take turns: each looks for what the other writes.
    private static async Task LockAsync(NpgsqlConnection connection, Scope scope, CancellationToken cancel)
    {
        await using var turn = Command(connection, "select pg_advisory_xact_lock(hashtextextended('smsviro_keys/' || $1, 0))", scope.Text);
        await turn.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        // Only constants arrive here; what varies goes in as a parameter.
#pragma warning disable CA2100
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });

        return command;
    }

    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        if (!_ready)
            await PrepareAsync(cancel);

        return await _source.OpenConnectionAsync(cancel);
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_ready)
                return;

            await using var connection = await _source.OpenConnectionAsync(cancel);
            await using var prepare = Command(connection, Schema);
            await prepare.ExecuteNonQueryAsync(cancel);
            _ready = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    // "if not exists" alone still collides when two processes start at once, hence the lock, held to the end of this one statement's transaction.
    private const string Schema =
        """
        select pg_advisory_xact_lock(hashtextextended('smsviro_keys', 0));
        create schema if not exists smsviro_keys;
        create sequence if not exists smsviro_keys.key_ids as bigint maxvalue 4294967295;
        create table if not exists smsviro_keys.epochs (epoch int primary key, wrapped bytea not null, created timestamptz not null);
        create table if not exists smsviro_keys.keys (
            id bigint primary key, scope text not null, state int not null, epoch int not null,
            wrapped bytea, seals bigint not null default 0, created timestamptz not null);
        create unique index if not exists keys_living on smsviro_keys.keys (scope, state) where state < 3;
        create table if not exists smsviro_keys.tombstones (scope text primary key, request uuid not null, at timestamptz not null);
        """;
}
