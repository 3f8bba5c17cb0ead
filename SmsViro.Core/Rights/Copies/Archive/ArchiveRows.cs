using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using SmsViro.Core.PersonalData.Imports;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>The rows of an archive that was found whole, section by section, over all its months.</summary>
internal sealed class ArchiveRows
{
    private readonly Func<Stream> _open;
    private readonly Dictionary<string, ArchiveTable> _tables;

    private ArchiveRows(Func<Stream> open, IReadOnlyList<ArchiveFile> files, Dictionary<string, ArchiveTable> tables, IReadOnlyList<(string? Section, bool IsExported)> columns) =>
        (_open, Files, _tables, Columns) = (open, files, tables, columns);

    /// <summary>The files of rows, in the order of the archive, each once: not their tables for spreadsheets.</summary>
    public IReadOnlyList<ArchiveFile> Files { get; }

    /// <summary>Every column its manifest declares: the section that holds it, and whether one does.</summary>
    public IReadOnlyList<(string? Section, bool IsExported)> Columns { get; }

    /// <param name="open">Opens the ZIP once more; files read side by side each have their own.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async Task<ArchiveRows> OpenAsync(Func<Stream> open, CancellationToken cancel)
    {
        await using var content = open();
        using var zip = new ZipArchive(content, ZipArchiveMode.Read);
        var manifest = await BytesAsync(zip, "manifest.json", cancel);
        var (_, files) = ReadArchive.Parse(manifest);
        var tables = new Dictionary<string, ArchiveTable>(StringComparer.Ordinal);
        foreach (var schema in files.Keys.Where(name => name.StartsWith("schema/", StringComparison.Ordinal)))
        {
            var name = Path.GetFileName(schema).Replace(".schema.json", "", StringComparison.Ordinal);
            tables[name] = ArchiveSchema.Read(name, await BytesAsync(zip, schema, cancel));
        }

        return new ArchiveRows(
            open,
            [.. files.Values.Where(file => file.Rows is not null && file.Name.StartsWith("data/", StringComparison.Ordinal) && file.Name.EndsWith("json", StringComparison.Ordinal))],
            tables,
            ColumnsOf(manifest));
    }

    /// <summary>Which section a file belongs to: messages-2026-11-2.ndjson holds messages.</summary>
    public string SectionOf(ArchiveFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        while (!_tables.ContainsKey(name) && name.LastIndexOf('-') is > 0 and var at && name[(at + 1)..].All(char.IsAsciiDigit)) name = name[..at];
        return name;
    }

    public async IAsyncEnumerable<ImportedRow> OfAsync(string section, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (!_tables.TryGetValue(section, out var table)) yield break;

        var files = Files.Where(file => SectionOf(file) == section).ToList();
        if (files.Count == 0) yield break;

        using var row = new CanonicalRow(table);
        var places = table.Columns.Select((column, at) => (column.Key, at)).ToDictionary(column => column.Key, column => column.at, StringComparer.Ordinal);
        await using var content = _open();
        using var zip = new ZipArchive(content, ZipArchiveMode.Read);
        foreach (var file in files)
        {
            await using var entry = await zip.GetEntry(file.Name)!.OpenAsync(cancel);
            using var lines = new StreamReader(entry, Encoding.UTF8);
            while (await lines.ReadLineAsync(cancel) is { } line)
            {
                if (line.Length == 0 || line[0] != '{') continue;

                var cells = new Cell[table.Columns.Count];
                row.Read(Encoding.UTF8.GetBytes(line.TrimEnd(',')), cells);
                yield return new ImportedRow(section, places, [.. cells.Select(cell => cell.Value)]);
            }
        }
    }

    private static List<(string? Section, bool IsExported)> ColumnsOf(byte[] manifest)
    {
        try
        {
            using var json = JsonDocument.Parse(manifest);
            return [.. json.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.TryGetProperty("file", out var file) ? (NameOf(file.GetString()), true) : ((string?)null, false))];
        }
        catch (InvalidOperationException)
        {
            throw new ArchiveException("Its manifest cannot be read.");
        }
    }

    // "data/messages-*.ndjson" holds messages.
    private static string NameOf(string? file) =>
        file is not null && file.StartsWith("data/", StringComparison.Ordinal) ? file["data/".Length..].Split('*', '.')[0].TrimEnd('-') : throw new ArchiveException("Its manifest keeps a column in a file that is none of ours.");

    private static async Task<byte[]> BytesAsync(ZipArchive zip, string name, CancellationToken cancel)
    {
        await using var entry = await zip.GetEntry(name)!.OpenAsync(cancel);
        using var bytes = new MemoryStream();
        await entry.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
