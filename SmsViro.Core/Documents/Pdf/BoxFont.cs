using System.Globalization;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// Characters that no font of ours covers, each a box that holds its code point: as a glyph of its own, so that it is copied as the character it is.
/// </summary>
internal sealed class BoxFont(int number, int index)
{
    private const int MostCodes = 256;
    private const int DigitWidth = 180, DigitHeight = 330, Gap = 85, Left = 150, Bottom = -110, RowGap = 90;

    // The seven strokes of a digit on a calculator, lowest bit first: top, right up, right down, bottom, left down, left up, middle.
    private static readonly byte[] Strokes = [0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F, 0x77, 0x7C, 0x39, 0x5E, 0x79, 0x71];

    private static readonly (int X1, int Y1, int X2, int Y2)[] Segments =
    [
        (0, 2, 1, 2), (1, 2, 1, 1), (1, 1, 1, 0), (0, 0, 1, 0), (0, 1, 0, 0), (0, 2, 0, 1), (0, 1, 1, 1),
    ];

    private readonly List<string> _characters = [];

    public int Number { get; } = number;

    public int Index { get; } = index;

    public bool IsFull => _characters.Count == MostCodes;

    public bool Holds(string character) => _characters.Contains(character);

    public int CodeOf(string character)
    {
        var code = _characters.IndexOf(character);
        if (code >= 0) return code;

        _characters.Add(character);
        return _characters.Count - 1;
    }

    public void Write(PdfFile file)
    {
        var drawings = _characters.ConvertAll(character => Draw(file, character));
        var unicode = ToUnicode.Write(file, 1, _characters);
        var font = new PdfText();
        font.Add("<</Type/FontDescriptor/FontName/CodePoints/Flags 4/FontBBox[0 -250 1000 800]/ItalicAngle 0/Ascent 800/Descent -250/CapHeight 720/StemV 40>>");
        var descriptor = file.Add(font);

        font.Clear();
        font.Add($"<</Type/Font/Subtype/Type3/Name/CodePoints/FontDescriptor {descriptor} 0 R/FontBBox[0 -250 1000 800]/FontMatrix[.001 0 0 .001 0 0]/Resources<<>>");
        font.Add($"/FirstChar 0/LastChar {drawings.Count - 1}/ToUnicode {unicode} 0 R/CharProcs<<");
        for (var code = 0; code < drawings.Count; code++) font.Add($"/c{code} {drawings[code]} 0 R");
        font.Add(">>/Encoding<</Type/Encoding/Differences[0");
        for (var code = 0; code < drawings.Count; code++) font.Add($"/c{code}");
        font.Add("]>>/Widths[");
        foreach (var character in _characters) font.Add($"{WidthOf(character)} ");
        font.Add("]>>");
        file.Put(Number, font);
    }

    private static int WidthOf(string character) => character.Length > 1 ? 970 : 700;

    // Two rows of two digits, or of three beyond the first 65,536 characters.
    private static int Draw(PdfFile file, string character)
    {
        var width = WidthOf(character);
        var columns = character.Length > 1 ? 3 : 2;
        var digits = char.ConvertToUtf32(character, 0).ToString(columns == 3 ? "X6" : "X4", CultureInfo.InvariantCulture);
        var ink = new PdfText();
        ink.Add($"{width} 0 0 -250 {width} 800 d1 1 J 1 j 34 w 50 -210 {width - 100} 950 re S 46 w\n");
        for (var i = 0; i < digits.Length; i++)
        {
            var x = Left + i % columns * (DigitWidth + Gap);
            var y = Bottom + (i < columns ? DigitHeight + RowGap : 0);
            var strokes = Strokes[Convert.ToInt32(digits[i].ToString(), 16)];
            for (var s = 0; s < Segments.Length; s++)
            {
                var line = Segments[s];
                if ((strokes >> s & 1) == 0) continue;
                ink.Add($"{x + line.X1 * DigitWidth} {y + line.Y1 * DigitHeight / 2} m {x + line.X2 * DigitWidth} {y + line.Y2 * DigitHeight / 2} l ");
            }

            ink.Add("S\n");
        }

        return file.AddStream("", ink.Written);
    }
}
