using System.Text.Json;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>
/// What an archive says of itself: every file with its rows and digest, and every declared personal column either exported or left out for a reason.
/// It is what the signature stands over.
/// </summary>
internal static class Manifest
{
    public const string Format = "smsviro-export";
    public const int Version = 1;

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    public static byte[] Write(ManifestFacts facts)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, Layout))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("schemaVersion", Version);
            json.WriteString("scope", facts.Exports is Exports.Portability ? "portability" : "access");
            json.WriteString("reference", facts.Reference);
            json.WriteString("generated", facts.MadeAt.UtcDateTime);
            json.WriteStartObject("coverage");
            json.WriteNumber("covered", facts.Columns.Count);
            json.WriteNumber("declared", facts.Declared);
            json.WriteEndObject();
            json.WriteStartArray("files");
            foreach (var file in facts.Files)
            {
                json.WriteStartObject();
                json.WriteString("name", file.Name);
                if (file.Rows is { } rows) json.WriteNumber("rows", rows);
                json.WriteNumber("bytes", file.Bytes);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("columns");
            foreach (var column in facts.Columns) Write(json, column);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
        return output.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ManifestColumn column)
    {
        json.WriteStartObject();
        json.WriteString("path", column.Column.Path);
        json.WriteString("label", column.Column.Label);
        json.WriteString("category", column.Column.Category!.Id);
        json.WriteBoolean("exported", column.File is not null);
        if (column.File is not null)
        {
            json.WriteString("file", column.File);
        }
        else
        {
            json.WriteString("code", column.LeftOut!.Code);
            json.WriteString("reason", column.LeftOut!.Reason);
        }

        json.WriteEndObject();
    }
}

/// <summary>What a manifest is written from.</summary>
internal sealed record ManifestFacts(
    string Reference, DateTimeOffset MadeAt, Exports Exports, IReadOnlyList<ArchiveFile> Files, IReadOnlyList<ManifestColumn> Columns, int Declared);

/// <summary>One declared column, and either the files that hold it or why none does.</summary>
internal sealed record ManifestColumn(ColumnDeclaration Column, string? File, LeftOut? LeftOut);
