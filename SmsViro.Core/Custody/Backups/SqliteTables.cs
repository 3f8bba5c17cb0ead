using System.Buffers.Binary;
using System.Text;
using Microsoft.Data.Sqlite;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Backups;

/// <summary>A SQLite file, opened to read.</summary>
internal sealed class SqliteTables : StoredTables
{
    private readonly SqliteConnection _connection;

    public SqliteTables(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            Tables = Texts("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
                .ToDictionary(table => table, IReadOnlyList<string> (table) => [.. Texts($"select name from pragma_table_info({Literal(table)})")]);
        }
        catch (SqliteException damaged)
        {
            _connection.Dispose();
            throw new CustodyException($"{Path.GetFileName(file)} is not a database that can be read (SQLite code {damaged.SqliteErrorCode}): use another backup.", damaged);
        }
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Tables { get; }

    public override IEnumerable<object?[]> Read(string table, IReadOnlyList<StoredColumn> columns, string? order = null)
    {
        var wanted = columns.Count == 0 ? "1" : string.Join(", ", columns.Select(column => Quoted(column.Name)));
        using var read = _connection.Sql($"select {wanted} from {Quoted(table)}{(order is null ? "" : $" order by {Quoted(order)}")}");
        using var row = read.ExecuteReader();
        while (row.Read())
        {
            var values = new object?[columns.Count];
            for (var at = 0; at < values.Length; at++)
                values[at] = row.GetValue(at) switch { DBNull => null, string text => Encoding.UTF8.GetBytes(text), var value => value };
            yield return values;
        }
    }

    public override long Count(string table)
    {
        using var count = _connection.Sql($"select count(*) from {Quoted(table)}");
        return (long)count.ExecuteScalar()!;
    }

    // In the database: the values themselves, most of a file's bytes, stay on the disk's side.
    public override IEnumerable<uint> KeyIds(string table, string column)
    {
        using var ids = _connection.Sql($"select distinct substr({Quoted(column)}, 2, 4) from {Quoted(table)} where length({Quoted(column)}) >= {Box.Overhead}");
        using var row = ids.ExecuteReader();
        while (row.Read()) yield return BinaryPrimitives.ReadUInt32BigEndian((byte[])row[0]);
    }

    public override IEnumerable<string> Damage()
    {
        foreach (var said in Texts("pragma integrity_check"))
            if (said != "ok") yield return said;
        if (Texts("select \"table\" from pragma_foreign_key_check").FirstOrDefault() is { } orphan) yield return $"rows of {orphan} refer to rows that are not there";
    }

    public override void Dispose() => _connection.Dispose();

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private List<string> Texts(string sql)
    {
        using var read = _connection.Sql(sql);
        using var row = read.ExecuteReader();
        var texts = new List<string>();
        while (row.Read()) texts.Add(row.GetString(0));
        return texts;
    }
}
