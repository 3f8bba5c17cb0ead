using System.Text.Json;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>The shape of a file's rows as JSON Schema (draft 2020-12), made from the declarations; a reader needs nothing else to understand them.</summary>
internal static class ArchiveSchema
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    public static void Write(Stream output, ArchiveTable table)
    {
        using var json = new Utf8JsonWriter(output, Layout);
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("$id", $"urn:smsviro:export:1:{table.Name}");
        json.WriteString("title", table.Title);
        json.WriteString("description", "One row. Null means that nothing is stored; \"erased\" names the columns that were erased.");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var column in table.Columns) Write(json, column);
        json.WriteStartObject("erased");
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var column in table.Columns) json.WriteStringValue(column.Key);
        json.WriteEndArray();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    /// <exception cref="ArchiveException">It is no schema of ours.</exception>
    public static ArchiveTable Read(string name, ReadOnlyMemory<byte> schema)
    {
        try
        {
            using var json = JsonDocument.Parse(schema);
            var title = json.RootElement.GetProperty("title").GetString()!;
            var columns = json.RootElement.GetProperty("properties").EnumerateObject().Where(property => property.Value.TryGetProperty("x-category", out _)).Select(Read).ToList();
            return columns.DistinctBy(column => column.Key).Count() == columns.Count ? new ArchiveTable(name, title, columns) : throw new ArchiveException($"The schema of {name} names a column twice.");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new ArchiveException($"The schema of {name} cannot be read.");
        }
    }

    private static void Write(Utf8JsonWriter json, ArchiveColumn column)
    {
        json.WriteStartObject(column.Key);
        json.WriteString("title", column.Label);
        json.WriteStartArray("type");
        json.WriteStringValue(column.Kind switch
        {
            Kind.Flag => "boolean",
            Kind.Whole => "integer",
            Kind.Fraction => "number",
            Kind.Amount => "object",
            Kind.Text or Kind.Word or Kind.Instant or Kind.Day => "string",
        });
        json.WriteStringValue("null");
        json.WriteEndArray();
        switch (column.Kind)
        {
            case Kind.Instant: json.WriteString("format", "date-time"); break;
            case Kind.Day: json.WriteString("format", "date"); break;
            case Kind.Word:
                json.WriteStartArray("enum");
                foreach (var word in column.Words) json.WriteStringValue(word);
                json.WriteNullValue();
                json.WriteEndArray();
                break;
            case Kind.Amount:
                json.WriteStartObject("properties");
                json.WriteStartObject("amount");
                json.WriteString("type", "string");
                json.WriteString("pattern", "^-?[0-9]+\\.[0-9]{2,6}$");
                json.WriteEndObject();
                json.WriteStartObject("currency");
                json.WriteString("type", "string");
                json.WriteString("pattern", "^[A-Z]{3}$");
                json.WriteEndObject();
                json.WriteEndObject();
                break;
        }

        json.WriteString("x-category", column.Category);
        json.WriteEndObject();
    }

    private static ArchiveColumn Read(JsonProperty property)
    {
        var value = property.Value;
        var format = value.TryGetProperty("format", out var named) ? named.GetString() : null;
        var kind = (value.GetProperty("type")[0].GetString(), format) switch
        {
            ("boolean", _) => Kind.Flag,
            ("integer", _) => Kind.Whole,
            ("number", _) => Kind.Fraction,
            ("object", _) => Kind.Amount,
            ("string", "date-time") => Kind.Instant,
            ("string", "date") => Kind.Day,
            ("string", _) when value.TryGetProperty("enum", out _) => Kind.Word,
            ("string", _) => Kind.Text,
            _ => throw new ArchiveException("A schema names a type we do not write."),
        };
        return new ArchiveColumn(property.Name, value.GetProperty("title").GetString()!, value.GetProperty("x-category").GetString()!, kind, []);
    }
}
