using System.Globalization;
using System.Text;
using HarfBuzzSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace SmsViro.Core.Documents.Typesetting;

/// <summary>Turns words into glyphs and remembers them: reports say the same words again and again. For one document, on one thread.</summary>
internal sealed class Shaper(string language) : IDisposable
{
    private const int Remembered = 20_000, LongestRemembered = 48;
    // Letterlike signs and fractions, squared words of the East, and letters of half or full width. Not raised digits: ten to the sixth is not 106.
    private static readonly (char First, char Last)[] LookAlikes = [('\u2100', '\u215F'), ('\u3200', '\u33FF'), ('\uFF00', '\uFFEF')];

    private const float NarrowBox = .7f, WideBox = .97f;

    private readonly Buffer _buffer = new();
    private readonly Language _language = new(language);
    private readonly HanStyle _han = HanStyles.OfLanguage(language);
    private readonly Dictionary<string, Piece>[] _known = [.. Enumerable.Range(0, 18).Select(_ => new Dictionary<string, Piece>())];
    private readonly List<int> _characters = [];

    /// <summary>How the Han characters of a whole text are to look; its words are then shaped alike.</summary>
    public HanStyle HanOf(string text) => HanStyles.Of(text, _han);

    public Piece Shape(ReadOnlySpan<char> text, RunStyle style, HanStyle han, bool rightToLeft)
    {
        var known = _known[((int)han * 3 + (int)style) * 2 + (rightToLeft ? 1 : 0)];
        if (text.Length <= LongestRemembered && known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var piece)) return piece;

        var word = text.ToString();
        piece = new Piece([.. Runs(word, style, han, rightToLeft)], string.IsNullOrWhiteSpace(word));
        if (word.Length > LongestRemembered) return piece;

        if (known.Count == Remembered) known.Clear();
        return known[word] = piece;
    }

    public void Dispose() => _buffer.Dispose();

    private List<GlyphRun> Runs(string text, RunStyle style, HanStyle han, bool rightToLeft)
    {
        var runs = new List<GlyphRun>();
        Typeface? present = null;
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var face = FaceFor(text.AsSpan(at, length), style, han, present);
            if (face is null || face != present) Close(at);
            if (face is null)
            {
                AddPieceByPiece(runs, text.Substring(at, length), style, han, rightToLeft);
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

    private Typeface? FaceFor(ReadOnlySpan<char> cluster, RunStyle style, HanStyle han, Typeface? present)
    {
        _characters.Clear();
        foreach (var rune in cluster.EnumerateRunes()) _characters.Add(rune.Value);

        // Punctuation follows the letters it stands among.
        var first = new Rune(_characters[0]);
        if (present is not null && _characters.Count == 1 && first.IsAscii && !Rune.IsLetterOrDigit(first) && present.Covers(first.Value)) return present;
        if (_characters.TrueForAll(Unicode.Characters.IsSilent)) return present ?? Typefaces.First(style);

        var face = Typefaces.For(style, han, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_characters));
        if (face is not null || _characters.Count == 1) return face;

        // A letter and its accent may have one picture together where the accent has none alone.
        face = Typefaces.For(style, han, [_characters[0]]);
        return face is not null && Array.TrueForAll(Glyphs(face, cluster.ToString(), false).Glyphs, glyph => glyph.Id != 0) ? face : null;
    }

    /// <summary>A form of the same character that has a picture where it has none itself: composed, or of usual width; never one that says less.</summary>
    private GlyphRun? Alike(string cluster, RunStyle style, HanStyle han, bool rightToLeft)
    {
        if (cluster.IsNormalized() && !Array.Exists(LookAlikes, block => cluster.AsSpan().ContainsAnyInRange(block.First, block.Last))) return null;

        var alike = cluster.Normalize(NormalizationForm.FormKC);
        int[] characters = [.. alike.EnumerateRunes().Select(rune => rune.Value)];
        if (alike == cluster || Typefaces.For(style, han, characters) is not { } face) return null;

        // Drawn like the other, it is copied as itself.
        return new GlyphRun(face, cluster, [.. Glyphs(face, alike, rightToLeft).Glyphs.Select(glyph => glyph with { Cluster = 0 })], rightToLeft);
    }

    private static void AddBox(List<GlyphRun> runs, string character) =>
        runs.Add(new GlyphRun(null, character, [new Glyph(0, char.ConvertToUtf32(character, 0) > 0xFFFF ? WideBox : NarrowBox, 0, 0, 0)], false));

    // No face covers the cluster: each character has its own face, or a box that names it.
    private void AddPieceByPiece(List<GlyphRun> runs, string cluster, RunStyle style, HanStyle han, bool rightToLeft)
    {
        if (Alike(cluster, style, han, rightToLeft) is { } whole)
        {
            runs.Add(whole);
            return;
        }

        foreach (var rune in cluster.EnumerateRunes())
        {
            var face = Unicode.Characters.IsSilent(rune.Value) ? Typefaces.First(style) : Typefaces.For(style, han, [rune.Value]);
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
