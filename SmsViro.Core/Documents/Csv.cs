using System.Buffers;
using System.Text;

namespace SmsViro.Core.Documents;

/// <summary>
/// Lines of comma-separated values (RFC 4180). A spreadsheet runs a cell that begins like a formula, so such a cell gets an apostrophe before it,
/// unless nothing but a number follows the sign: +447700900123 stays as it is.
/// </summary>
public static class Csv
{
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    /// <summary>Written once before the first line, so that spreadsheets read the rest as UTF-8.</summary>
    public const char Mark = '\uFEFF';

    public static string Line(params IEnumerable<string?> cells)
    {
        var line = new StringBuilder();
        foreach (var cell in cells)
        {
            if (line.Length > 0) line.Append(',');
            Append(line, cell ?? "");
        }

        return line.Append("\r\n").ToString();
    }

    private static void Append(StringBuilder line, string cell)
    {
        if (IsFormula(cell)) cell = $"'{cell}";

        // An empty first cell is quoted too: the length of the line tells whether a comma is due.
        if (cell.Length > 0 && !cell.AsSpan().ContainsAny(",\"\r\n\t") && !char.IsWhiteSpace(cell[0]) && !char.IsWhiteSpace(cell[^1])) line.Append(cell);
        else line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    /// <summary>Whether a spreadsheet would run a cell.</summary>
    internal static bool IsFormula(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && (cell.Length == 1 || cell.AsSpan(1).ContainsAnyExcept(Number));
}
