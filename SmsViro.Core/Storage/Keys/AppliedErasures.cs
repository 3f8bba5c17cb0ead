using System.Data.Common;

namespace SmsViro.Core.Storage.Keys;

/// <summary>Which lines of the erasure ledger this key database has applied, so that one restored from a backup can be told to apply the rest.</summary>
public sealed class AppliedErasures(KeyPlace place)
{
    private string Table => place.Named("erasures");

    /// <summary>The digest of each applied line, by its number.</summary>
    public async Task<IReadOnlyDictionary<long, byte[]>> ReadAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var all = connection.Sql($"select number, digest from {Table}");
        await using var row = await all.ExecuteReaderAsync(cancel);
        var applied = new Dictionary<long, byte[]>();
        while (await row.ReadAsync(cancel)) applied[row.GetInt64(0)] = row.GetFieldValue<byte[]>(1);
        return applied;
    }

    public async Task NoteAsync(long number, byte[] digest, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var note = connection.Sql($"insert into {Table} (number, digest) values (@p0, @p1) on conflict do nothing", number, digest);
        await note.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Forgets every line: the ledger that comes next is another one.</summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var forget = connection.Sql($"delete from {Table}");
        await forget.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The highest id a key was ever given: a destroyed key's row stays.</summary>
    public async Task<long> NewestKeyAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var newest = connection.Sql($"select coalesce(max(id), 0) from {place.Named("keys")}");
        return Convert.ToInt64(await newest.ExecuteScalarAsync(cancel), null);
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = await place.OpenAsync(cancel);
        var make = place.IsPostgres
            ? $"create table if not exists {Table} (number bigint primary key, digest bytea not null)"
            : $"create table if not exists {Table} (number integer primary key, digest blob not null) strict";
        await using var table = connection.Sql(make);
        await table.ExecuteNonQueryAsync(cancel);
        return connection;
    }
}
