using System.Data;
using System.IO.Compression;
using System.Text.Json;
using Npgsql;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Backups;

/// <summary>A living PostgreSQL schema at one instant: a repeatable-read transaction that only reads. It needs no program of PostgreSQL's beside the portal's own driver.</summary>
internal sealed class PostgresTables : StoredTables
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _instant;
    private readonly string _schema;

    public PostgresTables(string connectionString, string schema)
    {
        _schema = schema;
        _connection = new NpgsqlConnection(connectionString);
        _connection.Open();
        _instant = _connection.BeginTransaction(IsolationLevel.RepeatableRead);
        Tables = Texts(
                """
                select c.table_name || '|' || c.column_name from information_schema.columns c
                join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
                where c.table_schema = @p0 and c.is_generated = 'NEVER' order by c.table_name, c.ordinal_position
                """,
                schema)
            .Select(pair => pair.Split('|', 2))
            .GroupBy(pair => pair[0], pair => pair[1])
            .ToDictionary(table => table.Key, IReadOnlyList<string> (table) => [.. table]);
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Tables { get; }

    public override IEnumerable<object?[]> Read(string table, IReadOnlyList<StoredColumn> columns, string? order = null)
    {
        var wanted = columns.Count == 0 ? "true" : string.Join(", ", columns.Select(column => Quoted(column.Name)));
        using var copy = _connection.BeginRawBinaryCopy($"copy (select {wanted} from {Named(table)}{(order is null ? "" : $" order by {Quoted(order)}")}) to stdout (format binary)");
        foreach (var fields in CopyRows.Read(copy))
            yield return [.. columns.Select((column, at) => CopyRows.Value(fields[at], column.Kind))];
    }

    public override long Count(string table)
    {
        using var count = _connection.Sql($"select count(*) from {Named(table)}");
        return (long)count.ExecuteScalar()!;
    }

    /// <summary>Writes every table into an archive.</summary>
    public void CopyTo(Stream to)
    {
        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        using (var contents = archive.CreateEntry(CopyContents.Entry, CompressionLevel.NoCompression).Open())
            JsonSerializer.Serialize(contents, new CopyContents(Tables, Sequences()), BackupJson.Default.CopyContents);
        foreach (var (table, columns) in Tables)
        {
            // What is sealed does not get smaller.
            using var entry = archive.CreateEntry($"{table}.copy", CompressionLevel.NoCompression).Open();
            using var copy = _connection.BeginRawBinaryCopy($"copy {Named(table)} ({string.Join(", ", columns.Select(Quoted))}) to stdout (format binary)");
            copy.CopyTo(entry);
        }
    }

    /// <summary>Puts an archive's rows in the place of all there are, in one transaction. The tables must be there.</summary>
    public static void PutBack(CopiedTables copies, string connectionString, string schema)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var tables = InOrder(connection, schema, copies.Tables.Keys);
        using (var empty = connection.Sql($"truncate {string.Join(", ", tables.Select(table => $"{Quoted(schema)}.{Quoted(table)}"))}")) empty.ExecuteNonQuery();
        foreach (var table in tables)
        {
            using var from = copies.OpenCopy(table);
            using var into = connection.BeginRawBinaryCopy($"copy {Quoted(schema)}.{Quoted(table)} ({string.Join(", ", copies.Tables[table].Select(Quoted))}) from stdin (format binary)");
            from.CopyTo(into);
        }

        foreach (var (sequence, value) in copies.Contents.Sequences)
        {
            using var set = connection.Sql("select setval(@p0::regclass, @p1)", $"{Quoted(schema)}.{Quoted(sequence)}", value);
            set.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public override void Dispose()
    {
        _instant.Dispose();
        _connection.Dispose();
    }

    // A row is copied after the rows it refers to.
    private static List<string> InOrder(NpgsqlConnection connection, string schema, IEnumerable<string> tables)
    {
        var refers = new List<(string From, string To)>();
        using (var keys = connection.Sql(
            """
            select f.relname, t.relname from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
            join pg_namespace n on n.oid = f.relnamespace where c.contype = 'f' and n.nspname = @p0 and f.oid <> t.oid
            """,
            schema))
        using (var row = keys.ExecuteReader())
            while (row.Read()) refers.Add((row.GetString(0), row.GetString(1)));

        var left = tables.Order(StringComparer.Ordinal).ToList();
        var ordered = new List<string>();
        while (left.Count > 0)
        {
            var next = left.FirstOrDefault(table => !refers.Any(pair => pair.From == table && left.Contains(pair.To))) ?? throw new CustodyException("The tables of this backup refer to each other in a circle and cannot be put back one by one.");
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private Dictionary<string, long> Sequences() =>
        Texts("select sequencename || '|' || last_value from pg_sequences where schemaname = @p0 and last_value is not null", _schema)
            .Select(pair => pair.Split('|', 2))
            .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture));

    private string Named(string table) => $"{Quoted(_schema)}.{Quoted(table)}";

    private List<string> Texts(string sql, params ReadOnlySpan<object?> values)
    {
        using var read = _connection.Sql(sql, values);
        using var row = read.ExecuteReader();
        var texts = new List<string>();
        while (row.Read()) texts.Add(row.GetString(0));
        return texts;
    }
}
