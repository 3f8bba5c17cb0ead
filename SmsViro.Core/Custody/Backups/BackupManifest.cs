using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmsViro.Core.Custody.Backups;

/// <summary>What a backup says of itself: what was taken when, how much of it there is, and the digest of every file. It names tables and counts, never a person.</summary>
public sealed record BackupManifest
{
    public const string FileName = "manifest.json";

    /// <summary>What this program writes; a higher one is from a newer program.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>Sqlite or Postgres.</summary>
    public required string Data { get; init; }

    public required string Keys { get; init; }

    /// <summary>The last migration of the data.</summary>
    public required string Migration { get; init; }

    /// <summary>The instants of the three, in the order in which they are taken.</summary>
    public required DateTimeOffset DataAt { get; init; }

    public required DateTimeOffset KeysAt { get; init; }

    public required DateTimeOffset LedgerAt { get; init; }

    /// <summary>Rows by table.</summary>
    public required IReadOnlyDictionary<string, long> DataRows { get; init; }

    public required IReadOnlyDictionary<string, long> KeyRows { get; init; }

    /// <summary>The erasure ledger's last line and its digest.</summary>
    public required long LedgerLines { get; init; }

    public required string LedgerDigest { get; init; }

    /// <summary>The audit trail's last entry and its head.</summary>
    public required long AuditNumber { get; init; }

    public required string AuditHead { get; init; }

    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>SHA-256 of everything above.</summary>
    public string Digest { get; init; } = "";

    public string DataFile => Data == "Postgres" ? "data.copies" : "data.db";

    public string KeysFile => Keys == "Postgres" ? "keys.copies" : "keys.db";

    public const string LedgerFile = "erasures.ledger";

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this with { Digest = DigestOf(this) }, BackupJson.Default.BackupManifest);

    /// <exception cref="CustodyException">It is missing, cut short, changed, or of a newer program.</exception>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new CustodyException($"{folder} is not a whole backup: it has no {FileName}.");

        BackupManifest? read;
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var sketch = JsonDocument.Parse(bytes);
            if (sketch.RootElement.TryGetProperty(nameof(Format), out var format) && format.TryGetInt32(out var number) && number > CurrentFormat)
                throw new CustodyException($"The backup in {folder} was made by a newer version of the portal (format {number}): use that version.");

            read = sketch.Deserialize(BackupJson.Default.BackupManifest);
        }
        catch (JsonException)
        {
            read = null;
        }

        return read is not null && read.Digest == DigestOf(read) ? read : throw new CustodyException($"The {FileName} in {folder} is damaged: use another backup.");
    }

    private static string DigestOf(BackupManifest manifest) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(manifest with { Digest = "" }, BackupJson.Default.BackupManifest))));
}

/// <summary>A file of a backup.</summary>
public sealed record BackupFile(string Name, long Bytes, string Sha256)
{
    public static BackupFile Of(string path)
    {
        using var file = File.OpenRead(path);
        return new BackupFile(Path.GetFileName(path), file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    /// <summary>Throws one sentence when the file is not what it was.</summary>
    public void Require(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw new CustodyException($"{Name} is not in {folder}: it was pruned at the end of its life, or lost; use another backup.");
        if (Of(path) != this) throw new CustodyException($"{Name} in {folder} is damaged: it is not the file that was written; use another backup.");
    }
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(CopyContents))]
internal sealed partial class BackupJson : JsonSerializerContext;
