using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using SmsViro.Core.Custody;
using SmsViro.Core.Rights.Copies.Archive;

namespace SmsViro.Core.Rights.Copies;

/// <summary>What an archive turned out to be.</summary>
/// <param name="Reference">The request it answered.</param>
/// <param name="Scope">access or portability.</param>
/// <param name="Generated">When it was made.</param>
/// <param name="Files">How many files its manifest lists; each has the digest it says.</param>
/// <param name="Rows">How many rows were read by their schema and came out byte for byte as they stand.</param>
/// <param name="Covered">Columns exported or left out for a reason.</param>
/// <param name="Declared">Columns there were.</param>
/// <param name="Signature">Whose signature stands over the manifest.</param>
public sealed record ArchiveContent(string Reference, string Scope, DateTimeOffset Generated, int Files, long Rows, int Covered, int Declared, SignatureVerdict Signature);

/// <summary>
/// Reads an archive back, as somebody who was handed one and trusts nothing in it: (1) its names and sizes (2) its manifest and signature (3) the digest
/// of every file (4) every row, by its schema, into values and out again. What it cannot vouch for it refuses with a sentence.
/// </summary>
public sealed class ReadArchive(PortalCertificate certificate)
{
    private const int MostEntries = 20_000;
    private const int MostManifestBytes = 64 * 1024 * 1024;
    private const long MostBytes = 64L << 30;

    // What deflate can do at its best is 1,032; a file that claims more hides something.
    private const long MostRatio = 1_032;

    /// <param name="archive">The ZIP, which can be read from any place.</param>
    /// <param name="restore">Where the canonical JSON of each file of rows goes; null where the check alone is wanted.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <param name="mostBytes">What all its files together may unfold to.</param>
    /// <param name="mostEntries">How many files it may have.</param>
    /// <exception cref="ArchiveException">It is not whole, not ours in form, or not safe to open.</exception>
    public async Task<ArchiveContent> RunAsync(Stream archive, Func<string, Stream>? restore, CancellationToken cancel, long mostBytes = MostBytes, int mostEntries = MostEntries)
    {
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);

            // :: Step 1: names and sizes
            var entries = Safe(zip, mostBytes, mostEntries);

            // :: Step 2: the manifest and its signature
            var bytes = await ReadAsync(entries, "manifest.json", cancel);
            var (content, files) = Parse(bytes);
            using var manifest = new MemoryStream(bytes);
            var signature = await certificate.VerifyAsync(manifest, await ReadAsync(entries, "manifest.sig", cancel), cancel);
            if (signature is SignatureVerdict.Changed or SignatureVerdict.NotSigned) throw new ArchiveException("The signature does not stand over this manifest.");
            if (entries.Keys.Except(files.Keys).Except(["manifest.json", "manifest.sig"]).Any()) throw new ArchiveException("It holds a file its manifest does not list.");

            // :: Step 3 and 4: digests, and rows
            var schemas = new Dictionary<string, ArchiveTable>(StringComparer.Ordinal);
            foreach (var file in files.Values.Where(file => file.Name.StartsWith("schema/", StringComparison.Ordinal)))
            {
                var name = Path.GetFileName(file.Name).Replace(".schema.json", "", StringComparison.Ordinal);
                schemas[name] = ArchiveSchema.Read(name, await ReadAsync(entries, file.Name, cancel));
            }

            var rows = 0L;
            foreach (var file in files.Values)
            {
                if (!entries.TryGetValue(file.Name, out var entry)) throw new ArchiveException("It lacks a file its manifest lists.");

                rows += await ExamineAsync(entry, file, schemas, restore, cancel);
            }

            return content with { Rows = rows, Signature = signature };
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            throw new ArchiveException("It is not a ZIP archive, or a part of one.");
        }
    }

    private static Dictionary<string, ZipArchiveEntry> Safe(ZipArchive zip, long mostBytes, int mostEntries)
    {
        if (zip.Entries.Count > mostEntries) throw new ArchiveException($"It has more than {mostEntries:N0} files.");

        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            if (!IsPlain(entry.FullName)) throw new ArchiveException("It has a file whose name leads out of the archive or is not one of ours.");
            if (!entries.TryAdd(entry.FullName, entry)) throw new ArchiveException("It has two files of one name.");
            if (entry.Length > 1_000_000 && entry.Length / Math.Max(1, entry.CompressedLength) > MostRatio) throw new ArchiveException("It has a file that would unfold to more than its size allows.");

            total += entry.Length;
            if (total > mostBytes) throw new ArchiveException("It would unfold to more than we read.");
        }

        return entries;
    }

    // Folders of ours, then letters, digits, hyphens and points; never a way up, a root or a drive.
    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= 200 && !name.Contains("..", StringComparison.Ordinal) && name.Split('/') is { Length: <= 2 } parts
        && parts.All(part => part.Length > 0 && part[0] != '.' && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_'));

    private static async Task<byte[]> ReadAsync(Dictionary<string, ZipArchiveEntry> entries, string name, CancellationToken cancel)
    {
        if (!entries.TryGetValue(name, out var entry))
            throw new ArchiveException(name == "manifest.sig" ? "Nobody signed its list of contents: it has no manifest.sig." : "This is not an archive made by an SMS portal: it has no list of contents (manifest.json).");
        if (entry.Length > MostManifestBytes) throw new ArchiveException($"Its {name} is larger than any of ours.");

        await using var content = await entry.OpenAsync(cancel);
        var bytes = new byte[entry.Length];
        await content.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    internal static (ArchiveContent Content, Dictionary<string, ArchiveFile> Files) Parse(byte[] manifest)
    {
        try
        {
            using var json = JsonDocument.Parse(manifest);
            var root = json.RootElement;
            if (root.GetProperty("format").GetString() != Manifest.Format || root.GetProperty("schemaVersion").GetInt32() != Manifest.Version) throw new ArchiveException("It is of a format this version does not know.");

            var files = root.GetProperty("files").EnumerateArray()
                .Select(file => new ArchiveFile(
                    file.GetProperty("name").GetString()!, file.TryGetProperty("rows", out var rows) ? rows.GetInt64() : null, file.GetProperty("bytes").GetInt64(), file.GetProperty("sha256").GetString()!))
                .ToDictionary(file => file.Name, StringComparer.Ordinal);
            var coverage = root.GetProperty("coverage");
            var (covered, declared) = (coverage.GetProperty("covered").GetInt32(), coverage.GetProperty("declared").GetInt32());
            if (covered != declared || covered != root.GetProperty("columns").GetArrayLength()) throw new ArchiveException($"It covers {covered} of {declared} columns: it is not whole.");

            return (new ArchiveContent(root.GetProperty("reference").GetString() ?? throw new ArchiveException("It does not say what it answers."), root.GetProperty("scope").GetString()!, root.GetProperty("generated").GetDateTimeOffset(), files.Count, 0, covered, declared, default), files);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ArchiveException("Its manifest cannot be read.");
        }
    }

    private static async Task<long> ExamineAsync(ZipArchiveEntry entry, ArchiveFile file, Dictionary<string, ArchiveTable> schemas, Func<string, Stream>? restore, CancellationToken cancel)
    {
        if (entry.Length != file.Bytes) throw new ArchiveException($"{file.Name} is longer or shorter than its manifest says.");

        await using (var first = await entry.OpenAsync(cancel))
            if (await DigestAsync(first, file, cancel) != file.Sha256) throw new ArchiveException($"{file.Name} is not what its manifest says.");

        var rows = 0L;
        await using var content = await entry.OpenAsync(cancel);
        await using var again = new HashedStream(restore?.Invoke(file.Name) ?? Stream.Null);
        if (file.Rows is not null && !file.Name.EndsWith(".csv", StringComparison.Ordinal))
            rows = await RowsAgain.WriteAsync(content, SchemaOf(file.Name, schemas), file.Name.EndsWith(".ndjson", StringComparison.Ordinal), again, cancel);
        else
            await content.CopyToAsync(again, cancel);

        await again.DisposeAsync();
        if (again.Sha256 != file.Sha256) throw new ArchiveException($"{file.Name} does not read back to the same bytes.");
        if (file.Rows is { } said && file.Name.EndsWith("json", StringComparison.Ordinal) && said != rows) throw new ArchiveException($"{file.Name} has {rows} rows where its manifest says {said}.");

        return rows;
    }

    // A directory that lies about a length would have us unfold without end, so the counting stops where the length does.
    private static async Task<string> DigestAsync(Stream content, ArchiveFile file, CancellationToken cancel)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, total) = (new byte[64 * 1024], 0L);
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            total += read;
            if (total > file.Bytes) throw new ArchiveException($"{file.Name} is longer than its manifest says.");

            digest.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    // messages-2026-11.ndjson and messages-2026-11-2.ndjson are rows of messages.
    private static ArchiveTable SchemaOf(string file, Dictionary<string, ArchiveTable> schemas)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        while (!schemas.ContainsKey(name) && name.LastIndexOf('-') is > 0 and var at && name[(at + 1)..].All(char.IsAsciiDigit)) name = name[..at];
        return schemas.TryGetValue(name, out var table) ? table : throw new ArchiveException($"{file} has no schema.");
    }
}
