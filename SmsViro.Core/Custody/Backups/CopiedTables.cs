using System.IO.Compression;
using System.Text.Json;

namespace SmsViro.Core.Custody.Backups;

/// <summary>A PostgreSQL database in a backup: an archive with one entry a table, as COPY wrote it.</summary>
internal sealed class CopiedTables : StoredTables
{
    private readonly ZipArchive _archive;

    public CopiedTables(string file)
    {
        try
        {
            _archive = ZipFile.OpenRead(file);
            using var contents = (_archive.GetEntry(CopyContents.Entry) ?? throw new InvalidDataException("without contents")).Open();
            Contents = JsonSerializer.Deserialize(contents, BackupJson.Default.CopyContents) ?? throw new InvalidDataException("without contents");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException)
        {
            _archive?.Dispose();
            throw new CustodyException($"{Path.GetFileName(file)} is not a copy of a database that can be read: use another backup.", damaged);
        }
    }

    public CopyContents Contents { get; }

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Tables => Contents.Tables;

    public override IEnumerable<object?[]> Read(string table, IReadOnlyList<StoredColumn> columns, string? order = null)
    {
        var places = columns.Select(column => Contents.Tables[table].ToList().IndexOf(column.Name)).ToList();
        using var entry = OpenCopy(table);
        var rows = CopyRows.Read(entry).Select(fields => columns.Select((column, at) => CopyRows.Value(fields[places[at]], column.Kind)).ToArray());
        if (order is not null)
        {
            var by = columns.Select(column => column.Name).ToList().IndexOf(order);
            rows = rows.OrderBy(row => row[by]);
        }

        foreach (var row in rows) yield return row;
    }

    public Stream OpenCopy(string table) => (_archive.GetEntry($"{table}.copy") ?? throw new InvalidDataException($"without {table}")).Open();

    public override void Dispose() => _archive.Dispose();
}

/// <summary>What such an archive holds.</summary>
/// <param name="Tables">Each table's columns in the order of its copy.</param>
/// <param name="Sequences">The last value each sequence gave out.</param>
internal sealed record CopyContents(IReadOnlyDictionary<string, IReadOnlyList<string>> Tables, IReadOnlyDictionary<string, long> Sequences)
{
    public const string Entry = "contents.json";
}
