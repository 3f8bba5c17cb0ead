using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Core.Documents.Typesetting;

/// <summary>A glyph of a face; lengths in ems of that face. <see cref="Cluster"/> is where its characters start in the run's text.</summary>
internal readonly record struct Glyph(ushort Id, float Advance, float Dx, float Dy, int Cluster);

/// <summary>Glyphs of one face and one direction from left to right, beside their text in reading order. Without a face every glyph is a code point's box.</summary>
internal sealed class GlyphRun(Typeface? face, string text, Glyph[] glyphs, bool rightToLeft)
{
    // A run is remembered with its word, and drawn again and again.
    private List<(int End, string Text)>? _clusters;

    public Typeface? Face { get; } = face;

    public string Text { get; } = text;

    public Glyph[] Glyphs { get; } = glyphs;

    public bool RightToLeft { get; } = rightToLeft;

    /// <summary>Reads to the left by force: has letters or digits that no reader would turn by itself.</summary>
    public bool IsTurned { get; } = rightToLeft && text.EnumerateRunes().Any(rune => Characters.BidiOf(rune.Value) is BidiClass.L or BidiClass.EN or BidiClass.AN);

    public float Scale => Face?.Scale ?? 1;

    /// <summary>In ems of the line, the scale of the face counted in.</summary>
    public float Width { get; } = glyphs.Sum(glyph => glyph.Advance) * (face?.Scale ?? 1);

    /// <summary>The glyphs that stand for the same characters, from left to right: where each group ends, and those characters.</summary>
    public IReadOnlyList<(int End, string Text)> Clusters => _clusters ??= FindClusters();

    /// <summary>The clusters that lie in a range of the text, as a run of its own.</summary>
    public GlyphRun Slice(int from, int to)
    {
        var (first, end) = RightToLeft ? (Before(to), Before(from)) : (From(from), From(to));
        var glyphs = Glyphs[first..end];
        for (var i = 0; i < glyphs.Length; i++) glyphs[i] = glyphs[i] with { Cluster = glyphs[i].Cluster - from };
        return new(Face, Text[from..to], glyphs, RightToLeft);
    }

    private List<(int End, string Text)> FindClusters()
    {
        var clusters = new List<(int End, string Text)>(Glyphs.Length);
        for (var (at, end) = (0, 0); at < Glyphs.Length; at = end)
        {
            var first = Glyphs[at].Cluster;
            while (end < Glyphs.Length && Glyphs[end].Cluster == first) end++;

            var next = RightToLeft ? (at == 0 ? Text.Length : Glyphs[at - 1].Cluster) : (end < Glyphs.Length ? Glyphs[end].Cluster : Text.Length);

            // What takes no room of its own, such as a letter under the one before, is read together with that one: readers order text by place.
            if (!RightToLeft && clusters.Count > 0 && Glyphs.Skip(at).Take(end - at).Sum(glyph => glyph.Advance) <= 0)
                clusters[^1] = (end, clusters[^1].Text + Text[first..next]);
            else
                clusters.Add((end, Text[first..next]));
        }

        return clusters;
    }

    // Clusters climb from left to right, or fall where the text reads to the left: both are found by halving.
    private int From(int cluster) => Search(glyph => glyph.Cluster >= cluster);

    private int Before(int cluster) => Search(glyph => glyph.Cluster < cluster);

    private int Search(Predicate<Glyph> found)
    {
        var (low, high) = (0, Glyphs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (found(Glyphs[middle])) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}

/// <summary>A shaped stretch of text that no line break divides: a word, or the spaces after it.</summary>
internal sealed class Piece(GlyphRun[] runs, bool blank)
{
    public GlyphRun[] Runs { get; } = runs;

    public bool Blank { get; } = blank;

    public float Width { get; } = runs.Sum(run => run.Width);
}
