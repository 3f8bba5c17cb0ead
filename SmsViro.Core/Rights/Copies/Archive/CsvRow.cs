using System.Buffers;
using System.Text;
using SmsViro.Core.Documents;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>
/// A row for spreadsheets, as <see cref="Csv"/> writes lines but straight into bytes: a million rows pass here. A text that a spreadsheet would run gets
/// an apostrophe before it; a phone number is none and stays as it is.
/// </summary>
internal static class CsvRow
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    public static void WriteHeader(IBufferWriter<byte> output, ArchiveTable table)
    {
        for (var at = 0; at < table.Columns.Count; at++) Write(output, at, table.Columns[at].Key);
        output.Write("\r\n"u8);
    }

    public static void Write(IBufferWriter<byte> output, ArchiveTable table, ReadOnlySpan<Cell> cells)
    {
        for (var at = 0; at < cells.Length; at++)
        {
            var text = cells[at] switch
            {
                { Erased: true } => "(erased)",
                { Value: null } => "",
                { Value: { } value } => CanonicalRow.Plain(value),
            };
            Write(output, at, table.Columns[at].Kind is Kind.Text && Csv.IsFormula(text) ? "'" + text : text);
        }

        output.Write("\r\n"u8);
    }

    private static void Write(IBufferWriter<byte> output, int at, string text)
    {
        if (at > 0) output.Write(","u8);
        if (text.AsSpan().ContainsAny(Special)) text = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

        var room = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, room));
    }
}
