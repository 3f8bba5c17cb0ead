using HarfBuzzSharp;
using SmsViro.Core.Documents.Typesetting;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// A face as this document uses it. Every pair of a glyph and the text it stands for has a character code of its own, so that what is copied
/// out of the paper is exactly what was put in.
/// </summary>
internal sealed class EmbeddedFont(int number, int index, Typeface face)
{
    // Codes are two bytes; the glyphs of one more cluster must still fit.
    private const int MostCodes = 65_000;

    /// <summary>More characters poppler does not read out of one entry of the map; beyond them a text is told by ActualText.</summary>
    public const int LongestText = 60;

    private readonly Dictionary<(ushort Glyph, string Text), int> _codes = [];
    private readonly List<(ushort Glyph, string Text, int Width)> _entries = [(0, "", 0)];

    /// <summary>The object others refer to.</summary>
    public int Number { get; } = number;

    public int Index { get; } = index;

    public Typeface Face { get; } = face;

    public bool IsFull => _entries.Count >= MostCodes;

    public (int Code, int Width) CodeOf(ushort glyph, string text)
    {
        if (!_codes.TryGetValue((glyph, text), out var code))
        {
            code = _codes[(glyph, text)] = _entries.Count;
            var width = (int)MathF.Round(Face.Font.GetHorizontalGlyphAdvance(glyph) * 1000f / Face.UnitsPerEm);
            _entries.Add((glyph, Cut(text), width));
        }

        return (code, _entries[code].Width);
    }

    private static string Cut(string text) =>
        text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];

    public void Write(PdfFile file)
    {
        var (font, renumbered) = HarfBuzzSubset.Cut(Face.Face, [.. _entries.Select(entry => entry.Glyph).Distinct().Order()]);
        var name = $"SV{(char)('A' + Index / 26 / 26 % 26)}{(char)('A' + Index / 26 % 26)}{(char)('A' + Index % 26)}X+{Face.Name}";
        var program = file.AddStream($"/Length1 {font.Length}", font);

        var text = new PdfText();
        Face.Font.TryGetHorizontalFontExtents(out FontExtents extents);
        var em = 1000 / Face.UnitsPerEm;
        text.Add($"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-1000 -500 2000 1500]/ItalicAngle 0/CapHeight 720/StemV 80");
        text.Add($"/Ascent {extents.Ascender * em}/Descent {extents.Descender * em}/FontFile2 {program} 0 R>>");
        var descriptor = file.Add(text);

        var map = new byte[_entries.Count * 2];
        for (var code = 0; code < _entries.Count; code++)
        {
            var glyph = renumbered[_entries[code].Glyph];
            (map[2 * code], map[2 * code + 1]) = ((byte)(glyph >> 8), (byte)glyph);
        }

        text.Clear();
        text.Add($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
        text.Add($"/FontDescriptor {descriptor} 0 R/DW 1000/CIDToGIDMap {file.AddStream("", map)} 0 R/W[0[");
        foreach (var entry in _entries) text.Add($"{entry.Width} ");
        text.Add("]]>>");
        var descendant = file.Add(text);

        var unicode = ToUnicode.Write(file, 2, [.. _entries.Select(entry => entry.Text)]);
        text.Clear();
        text.Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>");
        file.Put(Number, text);
    }
}
