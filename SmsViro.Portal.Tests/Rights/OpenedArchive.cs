using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SmsViro.Core.Custody;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>An archive as whoever receives it opens it: its files, and the rows in them.</summary>
internal sealed class OpenedArchive
{
    public OpenedArchive(byte[] archive)
    {
        Files = Unzip(archive);
        Rows = Files.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal) && file.Key.EndsWith("json", StringComparison.Ordinal)).ToDictionary(file => file.Key, file => RowsOf(file.Value));
    }

    public Dictionary<string, byte[]> Files { get; }

    /// <summary>The rows of each file of data.</summary>
    public Dictionary<string, List<JsonElement>> Rows { get; }

    /// <summary>Everything in it that is text.</summary>
    public string Text => string.Concat(Files.Where(file => file.Key != "report.pdf").Select(file => Encoding.UTF8.GetString(file.Value)));

    /// <summary>What stands in a column, in every row of its table; null where nothing does.</summary>
    public List<string?> ValuesOf(TableDeclaration table, ColumnDeclaration column) =>
    [
        .. Rows.Where(file => file.Key.StartsWith($"data/{table.File.Name}", StringComparison.Ordinal)).SelectMany(file => file.Value)
            .Select(row => row.TryGetProperty(KeyOf(column.Name), out var value) && value.ValueKind is not JsonValueKind.Null ? value.ToString() : null),
    ];

    /// <summary>
    /// Somebody who was handed the archive reads its rows by their schema, into values and out again: no byte differs, no row is missing. Answers its scope.
    /// </summary>
    public async Task<string> ReadBackAsync(TestStore store, byte[] archive)
    {
        var again = new Dictionary<string, MemoryStream>(StringComparer.Ordinal);
        var content = await store.Get<ReadArchive>().RunAsync(new MemoryStream(archive), name => again[name] = new MemoryStream(), TestContext.Current.CancellationToken);

        Assert.Equal((SignatureVerdict.Genuine, store.Get<DataMap>().Columns.Count(column => column.IsPersonal)), (content.Signature, content.Covered));
        Assert.Equal(Rows.Values.Sum(file => (long)file.Count), content.Rows);
        Assert.NotEmpty(Rows);
        Assert.All(Rows.Keys, name => Assert.Equal(Files[name], again[name].ToArray()));
        return content.Scope;
    }

    public static List<JsonElement> RowsOf(byte[] file) =>
    [
        .. from line in Encoding.UTF8.GetString(file).Split('\n')
            let row = line.TrimEnd(',')
            where row.StartsWith('{')
            select JsonDocument.Parse(row).RootElement.Clone(),
    ];

    private static string KeyOf(string name) => string.Concat(name.Split('.')) is var whole ? char.ToLowerInvariant(whole[0]) + whole[1..] : name;

    private static Dictionary<string, byte[]> Unzip(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var content = entry.Open();
                using var bytes = new MemoryStream();
                content.CopyTo(bytes);
                return bytes.ToArray();
            },
            StringComparer.Ordinal);
    }
}
