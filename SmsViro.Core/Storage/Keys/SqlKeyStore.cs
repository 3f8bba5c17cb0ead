using System.Data.Common;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Keys;

/// <summary>The key database in SQL that SQLite and PostgreSQL share; what differs between them is abstract.</summary>
public abstract class SqlKeyStore : IKeyStore
{
    private const string Facts = "id, scope, state, epoch, seals, created, retired, destroyed";

    // "state <> 3" says what the index of living keys says: without it SQLite reads every key there is to make one.
    private const string OfNoLivingKey = "not exists (select 1 from keys where scope = @p1 and state <> 3 and state in (1, 4))";

    /// <summary>What other processes hear when an epoch changed; no scope has this text.</summary>
    private const string Epochs = "";

    public ValueTask<ScopeKeys> FindAsync(Scope scope, CancellationToken cancel = default) => ReadAsync(
        async connection =>
        {
            if (await ScalarAsync(connection, "select 1 from tombstones where scope = @p0", cancel, scope.Text) is not null)
                return new ScopeKeys(Shredded: true, []);

            return new ScopeKeys(
                Shredded: false,
                await RowsAsync(
                    connection,
                    "select id, scope, state, epoch, wrapped, seals, created from keys where scope = @p0 and state <> 3 order by state, id desc", Key, cancel, scope.Text));
        },
        cancel);

    public ValueTask<bool> AddAsync(Scope scope, int epoch, DateTimeOffset created, Func<uint, byte[]> wrap, CancellationToken cancel = default) =>
        AddAsync(scope, KeyState.Active, OfNoLivingKey, epoch, created, wrap, cancel);

    public ValueTask<bool> AddNextAsync(Scope scope, int epoch, DateTimeOffset created, Func<uint, byte[]> wrap, CancellationToken cancel = default) =>
        AddAsync(scope, KeyState.Next, "exists (select 1 from keys where scope = @p1 and state = 1)", epoch, created, wrap, cancel);

    public async ValueTask PromoteAsync(Scope scope, DateTimeOffset at, CancellationToken cancel = default) =>
        await WriteAsync(
            async connection =>
            {
                await TakeTurnAsync(connection, scope.Text, cancel);
                if (await ScalarAsync(connection, "select 1 from keys where scope = @p0 and state = 4", cancel, scope.Text) is null)
                    return false;

                await DoAsync(connection, "update keys set state = 2, retired = @p1 where scope = @p0 and state = 1", cancel, scope.Text, Time(at));
                await DoAsync(connection, "update keys set state = 1 where scope = @p0 and state = 4", cancel, scope.Text);
                await NumberAsync(connection, scope.Text, cancel);
                return true;
            },
            cancel);

    public async ValueTask DestroyAsync(uint key, DateTimeOffset at, CancellationToken cancel = default)
    {
        var destroyed = await WriteAsync(
            async connection =>
            {
                const string destroy = "update keys set state = 3, wrapped = null, destroyed = @p1 where id = @p0 and state = 2 returning scope";
                if (await ScalarAsync(connection, destroy, cancel, (long)key, Time(at)) is not string scope)
                    return false;

                await NumberAsync(connection, scope, cancel);
                return true;
            },
            cancel);
        if (destroyed)
            await ForgetWipedAsync(cancel);
    }

    public async ValueTask ShredAsync(Scope scope, Guid request, DateTimeOffset at, CancellationToken cancel = default)
    {
        await WriteAsync(
            async connection =>
            {
                await TakeTurnAsync(connection, scope.Text, cancel);
                await DoAsync(connection, "insert into tombstones (scope, request, at) values (@p0, @p1, @p2) on conflict do nothing", cancel, scope.Text, request, Time(at));
                await DoAsync(connection, "update keys set state = 3, wrapped = null, destroyed = @p1 where scope = @p0 and state <> 3", cancel, scope.Text, Time(at));
                await NumberAsync(connection, scope.Text, cancel);
                return true;
            },
            cancel);
        await ForgetWipedAsync(cancel);
    }

    public ValueTask<IReadOnlyDictionary<uint, long>> CountSealsAsync(IReadOnlyDictionary<uint, long> seals, CancellationToken cancel = default) =>
        WriteAsync<IReadOnlyDictionary<uint, long>>(
            async connection =>
            {
                var totals = new Dictionary<uint, long>();

                // In one order, so that two processes that count at once wait for each other rather than deadlock.
                foreach (var (key, more) in seals.OrderBy(count => count.Key))
                    if (await ScalarAsync(connection, "update keys set seals = seals + @p1 where id = @p0 returning seals", cancel, (long)key, more) is long total)
                        totals[key] = total;
                return totals;
            },
            cancel);

    public ValueTask<KeyChanges> ChangesAsync(long after, CancellationToken cancel = default) => ReadAsync(
        async connection =>
        {
            // The number first: a change between the two reads is heard twice rather than never.
            var last = (long)(await ScalarAsync(connection, "select value from counters where name = 'change'", cancel))!;
            if (last <= after)
                return new KeyChanges(last, []);

            var changed = await RowsAsync(connection, "select scope from changes where no > @p0", row => row.GetString(0), cancel, after);
            return new KeyChanges(last, [.. changed.Where(scope => scope != Epochs).Select(Scope.Parse)]);
        },
        cancel);

    public ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(CancellationToken cancel = default) =>
        ReadAsync(connection => RowsAsync(connection, "select epoch, wrapped, created, closed, emptied, destroyed from epochs where destroyed is null order by epoch", Epoch, cancel), cancel);

    public ValueTask<IReadOnlyList<EpochRow>> EpochHistoryAsync(CancellationToken cancel = default) =>
        ReadAsync(connection => RowsAsync(connection, "select epoch, wrapped, created, closed, emptied, destroyed from epochs order by epoch", Epoch, cancel), cancel);

    public async ValueTask AddEpochAsync(EpochRow epoch, CancellationToken cancel = default) =>
        await WriteAsync(
            connection => DoAsync(
                connection, "insert into epochs (epoch, wrapped, created) values (@p0, @p1, @p2) on conflict do nothing", cancel, epoch.Epoch, epoch.Wrapped, Time(epoch.Created)),
            cancel);

    public async ValueTask CloseEpochAsync(int epoch, DateTimeOffset at, CancellationToken cancel = default) =>
        await WriteAsync(
            async connection =>
            {
                await TakeTurnAsync(connection, Epochs, cancel);
                var closed = await DoAsync(connection, "update epochs set closed = @p1 where epoch = @p0 and closed is null", cancel, epoch, Time(at));
                if (closed > 0)
                    await NumberAsync(connection, Epochs, cancel);
                return closed;
            },
            cancel);

    public async ValueTask<bool> EmptyEpochAsync(int epoch, DateTimeOffset at, CancellationToken cancel = default) =>
        await WriteAsync(
            async connection =>
            {
                const string empty = "epoch = @p0 and closed is not null and not exists (select 1 from keys where epoch = @p0 and state <> 3)";
                await DoAsync(connection, $"update epochs set emptied = @p1 where emptied is null and {empty}", cancel, epoch, Time(at));
                return await ScalarAsync(connection, $"select 1 from epochs where {empty}", cancel, epoch) is not null;
            },
            cancel);

    public async ValueTask DestroyEpochAsync(int epoch, DateTimeOffset at, CancellationToken cancel = default)
    {
        await WriteAsync(
            async connection =>
            {
                await DoAsync(
                    connection, "update epochs set destroyed = @p1, wrapped = @p2 where epoch = @p0 and emptied is not null and destroyed is null", cancel, epoch, Time(at), Array.Empty<byte>());
                await NumberAsync(connection, Epochs, cancel);
                return true;
            },
            cancel);
        await ForgetWipedAsync(cancel);
    }

    public ValueTask<IReadOnlyList<KeyRow>> KeysOfAsync(int epoch, uint after, int most, CancellationToken cancel = default) => ReadAsync(
        connection => RowsAsync(
            connection,
            "select id, scope, state, epoch, wrapped, seals, created from keys where epoch = @p0 and id > @p1 and state <> 3 order by id limit @p2", Key, cancel, epoch, (long)after, most),
        cancel);

    public ValueTask<int> RewrapAsync(int from, int to, IReadOnlyList<(uint Id, byte[] Wrapped)> keys, CancellationToken cancel = default) => WriteAsync(
        connection => new ValueTask<int>(connection.DoEach(
            "update keys set wrapped = @p0, epoch = @p1 where id = @p2 and epoch = @p3 and state <> 3", keys.Select(key => new object?[] { key.Wrapped, to, (long)key.Id, from }))),
        cancel);

    public ValueTask<IReadOnlyList<KeyFacts>> ListAsync(uint after, int most, CancellationToken cancel = default) =>
        ReadAsync(connection => RowsAsync(connection, $"select {Facts} from keys where id > @p0 order by id limit @p1", FactsOf, cancel, (long)after, most), cancel);

    public ValueTask<IReadOnlyList<KeyFacts>> RotatingAsync(CancellationToken cancel = default) =>
        ReadAsync(connection => RowsAsync(connection, $"select {Facts} from keys where state in (2, 4) order by id", FactsOf, cancel), cancel);

    public ValueTask<IReadOnlyList<KeyFacts>> DueAsync(DateTimeOffset createdBefore, long seals, uint after, int most, CancellationToken cancel = default) => ReadAsync(
        connection => RowsAsync(
            connection,
            $"""
            select {Facts} from keys where state = 1 and id > @p2 and (created < @p0 or seals >= @p1)
            and not exists (select 1 from keys as next where next.scope = keys.scope and next.state = 4) order by id limit @p3
            """,
            FactsOf, cancel, Time(createdBefore), seals, (long)after, most),
        cancel);

    public ValueTask<IReadOnlyList<KeyCount>> CountAsync(CancellationToken cancel = default) => ReadAsync(
        connection => RowsAsync(
            connection,
            $"""
            select kind, state, epoch, count(*), cast(sum(seals) as bigint), min(created) from (
                select case when scope like 'account/%/msg/%' then 'messages' else {FirstWordOfScope} end as kind, state, epoch, seals, created from keys) as counted
            group by kind, state, epoch order by kind, state, epoch
            """,
            row => new KeyCount(row.GetString(0), (KeyState)row.GetInt32(1), row.GetInt32(2), row.GetInt64(3), row.GetInt64(4), TimeAt(row, 5)!.Value), cancel),
        cancel);

    private protected abstract string FirstWordOfScope { get; }

    private protected abstract ValueTask<T> ReadAsync<T>(Func<DbConnection, ValueTask<T>> act, CancellationToken cancel);

    /// <summary>Runs an act in a transaction that alone may write what it reads.</summary>
    private protected abstract ValueTask<T> WriteAsync<T>(Func<DbConnection, ValueTask<T>> act, CancellationToken cancel);

    /// <summary>Waits for whoever changes the same thing, until the transaction ends.</summary>
    private protected abstract ValueTask TakeTurnAsync(DbConnection connection, string about, CancellationToken cancel, bool shared = false);

    private protected abstract ValueTask<uint> NewIdAsync(DbConnection connection, CancellationToken cancel);

    /// <summary>Wiped bytes leave the database's files too.</summary>
    private protected abstract ValueTask ForgetWipedAsync(CancellationToken cancel);

    private protected abstract object Time(DateTimeOffset at);

    private protected abstract DateTimeOffset TimeOf(DbDataReader row, int at);

    private protected static async ValueTask<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken cancel, params object?[] values)
    {
        await using var command = connection.Sql(sql, values);
        return await command.ExecuteScalarAsync(cancel);
    }

    private protected static async ValueTask<int> DoAsync(DbConnection connection, string sql, CancellationToken cancel, params object?[] values)
    {
        await using var command = connection.Sql(sql, values);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private static async ValueTask<IReadOnlyList<T>> RowsAsync<T>(
        DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken cancel, params object?[] values)
    {
        await using var command = connection.Sql(sql, values);
        await using var row = await command.ExecuteReaderAsync(cancel);
        List<T> rows = [];
        while (await row.ReadAsync(cancel))
            rows.Add(read(row));

        return rows;
    }

    private ValueTask<bool> AddAsync(
        Scope scope, KeyState state, string condition, int epoch, DateTimeOffset created, Func<uint, byte[]> wrap, CancellationToken cancel) => WriteAsync(
        async connection =>
        {
            // Making a key, shredding its scope and closing its epoch take turns: each looks for what the others write.
            await TakeTurnAsync(connection, Epochs, cancel, shared: true);
            await TakeTurnAsync(connection, scope.Text, cancel);
            if (await ScalarAsync(connection, "select 1 from epochs where epoch = @p0 and closed is not null", cancel, epoch) is not null)
                return false;

            var id = await NewIdAsync(connection, cancel);
            await DoAsync(
                connection,
                $"""
                insert into keys (id, scope, state, epoch, wrapped, created)
                select @p0, @p1, @p2, @p3, @p4, @p5 where not exists (select 1 from tombstones where scope = @p1) and {condition} on conflict do nothing
                """,
                cancel, (long)id, scope.Text, (int)state, epoch, wrap(id), Time(created));
            if (state is KeyState.Next)
                await NumberAsync(connection, scope.Text, cancel);
            return true;
        },
        cancel);

    // One row holds the last number, so numbers are committed in their order: whoever has heard one has heard all before it.
    private static async ValueTask NumberAsync(DbConnection connection, string scope, CancellationToken cancel)
    {
        var no = (long)(await ScalarAsync(connection, "update counters set value = value + 1 where name = 'change' returning value", cancel))!;
        await DoAsync(connection, "insert into changes (scope, no) values (@p0, @p1) on conflict (scope) do update set no = excluded.no", cancel, scope, no);
    }

    private DateTimeOffset? TimeAt(DbDataReader row, int at) => row.IsDBNull(at) ? null : TimeOf(row, at);

    private KeyRow Key(DbDataReader row) => new(
        (uint)row.GetInt64(0), Scope.Parse(row.GetString(1)), (KeyState)row.GetInt32(2), row.GetInt32(3), row.GetFieldValue<byte[]>(4), row.GetInt64(5), TimeOf(row, 6));

    private KeyFacts FactsOf(DbDataReader row) => new(
        (uint)row.GetInt64(0), Scope.Parse(row.GetString(1)), (KeyState)row.GetInt32(2), row.GetInt32(3), row.GetInt64(4), TimeOf(row, 5), TimeAt(row, 6), TimeAt(row, 7));

    private EpochRow Epoch(DbDataReader row) => new(
        row.GetInt32(0), row.GetFieldValue<byte[]>(1), TimeOf(row, 2), TimeAt(row, 3), TimeAt(row, 4), TimeAt(row, 5));
}
