using System.Data;
using System.Data.Common;
using Npgsql;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Keys;

/// <summary>The key database on PostgreSQL, in a schema of its own: for several processes on several machines.</summary>
// PostgreSQL keeps a destroyed key in its log and in the backups made of it; what it promises is therefore the longer horizon of its cluster.
public sealed class PostgresKeyStore(string connectionString) : SqlKeyStore, IAsyncDisposable, IDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = "smsviro_keys" });
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _ready;

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

    private protected override string FirstWordOfScope => "split_part(scope, '/', 1)";

    private protected override async ValueTask<T> ReadAsync<T>(Func<DbConnection, ValueTask<T>> act, CancellationToken cancel)
    {
        try
        {
            await using var connection = await OpenAsync(cancel);
            return await act(connection);
        }
        catch (PostgresException refused) when (Sentence(refused) is { } sentence)
        {
            throw new KeysException(sentence, refused);
        }
    }

    private protected override ValueTask<T> WriteAsync<T>(Func<DbConnection, ValueTask<T>> act, CancellationToken cancel) => ReadAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
            var outcome = await act(connection);
            await transaction.CommitAsync(cancel);
            return outcome;
        },
        cancel);

    private protected override async ValueTask TakeTurnAsync(DbConnection connection, string about, CancellationToken cancel, bool shared = false) =>
        await DoAsync(connection, $"select pg_advisory_xact_lock{(shared ? "_shared" : "")}(hashtextextended('smsviro_keys/' || @p0, 0))", cancel, about);

    private protected override async ValueTask<uint> NewIdAsync(DbConnection connection, CancellationToken cancel) =>
        checked((uint)(long)(await ScalarAsync(connection, "select nextval('key_ids')", cancel))!);

    private protected override ValueTask ForgetWipedAsync(CancellationToken cancel) => new(ReadAsync(
        async connection => await DoAsync(connection, "vacuum keys", cancel) + await DoAsync(connection, "vacuum epochs", cancel), cancel).AsTask());

    private protected override object Time(DateTimeOffset at) => at.ToUniversalTime();

    private protected override DateTimeOffset TimeOf(DbDataReader row, int at) => row.GetFieldValue<DateTimeOffset>(at);

    private static string? Sentence(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.DiskFull => "The disk of the key store's cluster is full, so no key was changed: make room, and what was begun goes on by itself.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "The key store's cluster is read-only, so no key was changed: point Keys:Connection at the one that takes writes.",
        _ => null,
    };

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
            await using var prepare = new NpgsqlCommand(Shape, connection);
            await prepare.ExecuteNonQueryAsync(cancel);
            _ready = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    // "if not exists" alone still collides when two processes start at once, hence the lock, held to the end of this one statement's transaction.
    private const string Shape =
        """
        select pg_advisory_xact_lock(hashtextextended('smsviro_keys', 0));
        create schema if not exists smsviro_keys;
        create sequence if not exists smsviro_keys.key_ids as bigint maxvalue 4294967295;
        create table if not exists smsviro_keys.epochs (epoch int primary key, wrapped bytea not null, created timestamptz not null);
        alter table smsviro_keys.epochs add column if not exists closed timestamptz, add column if not exists emptied timestamptz, add column if not exists destroyed timestamptz;
        create table if not exists smsviro_keys.keys (
            id bigint primary key, scope text not null, state int not null, epoch int not null,
            wrapped bytea, seals bigint not null default 0, created timestamptz not null);
        alter table smsviro_keys.keys add column if not exists retired timestamptz, add column if not exists destroyed timestamptz;
        drop index if exists smsviro_keys.keys_living;
        create index if not exists keys_of_scope on smsviro_keys.keys (scope) where state <> 3;
        create unique index if not exists keys_active on smsviro_keys.keys (scope) where state = 1;
        create unique index if not exists keys_next on smsviro_keys.keys (scope) where state = 4;
        create table if not exists smsviro_keys.tombstones (scope text primary key, request uuid not null, at timestamptz not null);
        create table if not exists smsviro_keys.counters (name text primary key, value bigint not null);
        insert into smsviro_keys.counters (name, value) values ('change', 0) on conflict do nothing;
        create table if not exists smsviro_keys.changes (scope text primary key, no bigint not null);
        create index if not exists changes_no on smsviro_keys.changes (no);
        """;
}
