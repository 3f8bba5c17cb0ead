using System.Globalization;
using System.Text;
using HarfBuzzSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace SmsViro.Core.Documents.Typesetting;

/// <summary>Turns words into glyphs and remembers them: reports say the same words again and again. For one document, on one thread.</summary>
internal sealed class Shaper(string language) : IDisposable
{
    private const int Remembered = 20_000, LongestRemembered = 48;
    private const float NarrowBox = .7f, WideBox = .97f;

    private readonly Buffer _buffer = new();
    private readonly Language _language = new(language);
    private readonly Dictionary<string, Piece>[] _known = [.. Enumerable.Range(0, 6).Select(_ => new Dictionary<string, Piece>())];
    private readonly List<int> _characters = [];

    public Piece Shape(ReadOnlySpan<char> text, RunStyle style, bool rightToLeft)
    {
        var known = _known[(int)style * 2 + (rightToLeft ? 1 : 0)];
        if (text.Length <= LongestRemembered && known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var piece)) return piece;

        var word = text.ToString();
        piece = new Piece([.. Runs(word, style, rightToLeft)], string.IsNullOrWhiteSpace(word));
        if (word.Length > LongestRemembered) return piece;

        if (known.Count == Remembered) known.Clear();
        return known[word] = piece;
    }

    public void Dispose() => _buffer.Dispose();

    private List<GlyphRun> Runs(string text, RunStyle style, bool rightToLeft)
    {
        var runs = new List<GlyphRun>();
        Typeface? present = null;
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var face = FaceFor(text.AsSpan(at, length), style, present);
            if (face is null || face != present) Close(at);
            if (face is null)
            {
                AddPieceByPiece(runs, text.Substring(at, length), style, rightToLeft);
                start = at + length;
            }

            present = face;
            at += length;
        }

        Close(text.Length);
        return runs;

        void Close(int end)
        {
            if (present is not null && end > start) runs.Add(Glyphs(present, text[start..end], rightToLeft));
            start = end;
        }
    }

    private Typeface? FaceFor(ReadOnlySpan<char> cluster, RunStyle style, Typeface? present)
    {
        _characters.Clear();
        foreach (var rune in cluster.EnumerateRunes()) _characters.Add(rune.Value);

        // Punctuation follows the letters it stands among.
        var first = new Rune(_characters[0]);
        if (present is not null && _characters.Count == 1 && first.IsAscii && !Rune.IsLetterOrDigit(first) && present.Covers(first.Value)) return present;
        if (_characters.TrueForAll(Unicode.Characters.IsSilent)) return present ?? Typefaces.First(style);

        var face = Typefaces.For(style, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_characters));
        if (face is not null || _characters.Count == 1) return face;

        // A letter and its accent may have one picture together where the accent has none alone.
        face = Typefaces.For(style, [_characters[0]]);
        return face is not null && Array.TrueForAll(Glyphs(face, cluster.ToString(), false).Glyphs, glyph => glyph.Id != 0) ? face : null;
    }

    private static void AddBox(List<GlyphRun> runs, string character) =>
        runs.Add(new GlyphRun(null, character, [new Glyph(0, char.ConvertToUtf32(character, 0) > 0xFFFF ? WideBox : NarrowBox, 0, 0, 0)], false));

    // No face covers the cluster: each character has its own face, or a box that names it.
    private void AddPieceByPiece(List<GlyphRun> runs, string cluster, RunStyle style, bool rightToLeft)
    {
        foreach (var rune in cluster.EnumerateRunes())
        {
            var face = Unicode.Characters.IsSilent(rune.Value) ? Typefaces.First(style) : Typefaces.For(style, [rune.Value]);
            if (face is null) AddBox(runs, rune.ToString());
            else runs.Add(Glyphs(face, rune.ToString(), rightToLeft));
        }
    }

    private GlyphRun Glyphs(Typeface face, string text, bool rightToLeft)
    {
        _buffer.ClearContents();
        _buffer.ClusterLevel = ClusterLevel.MonotoneGraphemes;
        _buffer.AddUtf16(text);
        _buffer.GuessSegmentProperties();
        // The guess would take the language of the machine, and the same document would differ between two of them.
        _buffer.Language = _language;
        _buffer.Direction = rightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        face.Font.Shape(_buffer, face.FeaturesFor(text));

        var infos = _buffer.GetGlyphInfoSpan();
        var places = _buffer.GetGlyphPositionSpan();
        var glyphs = new Glyph[infos.Length];
        for (var i = 0; i < glyphs.Length; i++)
        {
            var place = places[i];
            glyphs[i] = new(
                (ushort)infos[i].Codepoint, place.XAdvance / face.UnitsPerEm, place.XOffset / face.UnitsPerEm, place.YOffset / face.UnitsPerEm,
                (int)infos[i].Cluster);
        }

        return new GlyphRun(face, text, glyphs, rightToLeft);
    }
}
