using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>
/// A row as canonical JSON: one object on one line, every column in the order of its schema, null where nothing is stored, and the names of the
/// erased ones last. The same values always give the same bytes, so that whoever reads an archive back can prove that nothing was lost.
/// </summary>
internal sealed class CanonicalRow(ArchiveTable table) : IDisposable
{
    private const string Erased = "erased";

    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly JsonEncodedText[] _keys = [.. table.Columns.Select(column => JsonEncodedText.Encode(column.Key))];
    private readonly Dictionary<string, int> _places = table.Columns.Select((column, at) => (column.Key, at)).ToDictionary(column => column.Key, column => column.at, StringComparer.Ordinal);

    private Utf8JsonWriter? _json;

    public void Write(IBufferWriter<byte> output, ReadOnlySpan<Cell> cells)
    {
        if (_json is null) _json = new Utf8JsonWriter(output, Layout);
        else _json.Reset(output);

        var erased = false;
        _json.WriteStartObject();
        for (var at = 0; at < cells.Length; at++)
        {
            _json.WritePropertyName(_keys[at]);
            WriteValue(_json, table.Columns[at].Kind, cells[at].Value);
            erased |= cells[at].Erased;
        }

        if (erased)
        {
            _json.WriteStartArray(Erased);
            for (var at = 0; at < cells.Length; at++)
                if (cells[at].Erased) _json.WriteStringValue(_keys[at]);
            _json.WriteEndArray();
        }

        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose() => _json?.Dispose();

    /// <summary>The values of a line, by the types its schema names.</summary>
    /// <exception cref="ArchiveException">It is not a row of this table.</exception>
    public void Read(ReadOnlySpan<byte> line, Span<Cell> cells)
    {
        cells.Clear();
        try
        {
            var json = new Utf8JsonReader(line);
            var read = 0;
            json.Read();
            while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
            {
                var key = json.GetString()!;
                json.Read();
                if (_places.TryGetValue(key, out var at))
                {
                    cells[at] = new Cell(ReadValue(ref json, table.Columns[at].Kind), cells[at].Erased);
                    read++;
                }
                else if (key == Erased)
                {
                    while (json.Read() && json.TokenType is JsonTokenType.String) cells[_places[json.GetString()!]] = new Cell(null, Erased: true);
                }
                else
                {
                    throw new ArchiveException($"A row of {table.Name} has a column its schema does not name.");
                }
            }

            if (json.BytesConsumed != line.Length) throw new ArchiveException($"A row of {table.Name} has something behind it.");
            if (read != cells.Length) throw new ArchiveException($"A row of {table.Name} lacks a column.");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException or ArgumentException)
        {
            throw new ArchiveException($"A row of {table.Name} is not what its schema says.");
        }
    }

    private static void WriteValue(Utf8JsonWriter json, Kind kind, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag when kind is Kind.Flag: json.WriteBooleanValue(flag); break;
            case int number when kind is Kind.Whole: json.WriteNumberValue(number); break;
            case long number when kind is Kind.Whole: json.WriteNumberValue(number); break;
            case double number when kind is Kind.Fraction: json.WriteNumberValue(number); break;
            case DateTimeOffset instant when kind is Kind.Instant: json.WriteStringValue(instant.UtcDateTime); break;
            case Money amount when kind is Kind.Amount:
                json.WriteStartObject();
                json.WriteString("amount", amount.ToDecimal().ToString("0.00####", CultureInfo.InvariantCulture));
                json.WriteString("currency", amount.Currency.Code);
                json.WriteEndObject();
                break;
            default: json.WriteStringValue(Plain(value)); break;
        }
    }

    /// <summary>A value as a program reads it where there are no types, as in CSV.</summary>
    public static string Plain(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum word => Names.Of(word),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static object? ReadValue(ref Utf8JsonReader json, Kind kind)
    {
        if (json.TokenType is JsonTokenType.Null) return null;

        return kind switch
        {
            Kind.Flag => json.GetBoolean(),
            Kind.Whole => json.GetInt64(),
            Kind.Fraction => json.GetDouble(),
            Kind.Instant => json.GetDateTimeOffset(),
            Kind.Day => DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Kind.Amount => ReadAmount(ref json),
            Kind.Word or Kind.Text => json.GetString(),
        };
    }

    private static Money ReadAmount(ref Utf8JsonReader json)
    {
        string? amount = null, currency = null;
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var isAmount = json.ValueTextEquals("amount");
            json.Read();
            if (isAmount) amount = json.GetString();
            else currency = json.GetString();
        }

        return Money.Of(decimal.Parse(amount ?? "", NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), Currency.Parse(currency ?? ""));
    }

    // Enum.ToString looks a name up anew each time; a million rows have a dozen words.
    private static class Names
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<Enum, string> Known = new();

        public static string Of(Enum word) => Known.GetOrAdd(word, one => one.ToString());
    }
}
