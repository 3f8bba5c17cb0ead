using SmsViro.Core.Documents.Typesetting;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// Writes runs of glyphs as text operators. A cluster of one glyph is spelled by its character code alone; one of several glyphs is a marked piece with
/// its text as ActualText, its first glyph with an advance standing for all of it and the others for a zero-width space. Where text reads to the left,
/// readers turn the ink around character by character, so each character of a ligature has a glyph there, if an empty one. Letters that were turned by
/// force (U+202E) they leave alone: there the whole run is marked with its text.
/// </summary>
internal sealed class GlyphWriter(PdfText page, FontBook fonts, Action<string?> mark, Action unmark)
{
    private const string Nothing = "\u200B";

    private readonly HashSet<(char Kind, int Index, int Number)> _used = [];
    private (char Kind, int Index, float Size) _font;
    private float _x, _y;
    private bool _inText, _inArray, _inString;

    /// <summary>The fonts used since the last <see cref="Forget"/>, as entries of a resource dictionary.</summary>
    public string Resources => string.Concat(_used.Select(font => $"/{font.Kind}{font.Index} {font.Number} 0 R"));

    public void Forget()
    {
        _used.Clear();
        _font = default;
    }

    public void Show(ReadOnlySpan<Placed> runs, float x, float y, float size)
    {
        (_x, _y) = (x, y);
        foreach (var placed in runs)
        {
            if (placed.Run.Face is null) ShowBox(placed.Run, size);
            else ShowGlyphs(placed.Run, placed.Run.Face, size);
        }

        EndText();
    }

    private void ShowBox(GlyphRun run, float size)
    {
        var box = fonts.BoxFor(run.Text);
        Use('B', box.Index, box.Number, size);
        BeginString();
        page.Add($"{box.CodeOf(run.Text):X2}");
        _x += run.Width * size;
    }

    private void ShowGlyphs(GlyphRun run, Typeface face, float size)
    {
        var font = fonts.For(face);
        size *= face.Scale;
        Use('F', font.Index, font.Number, size);
        if (run.IsTurned)
        {
            ShowMarked(font, run.Glyphs, run.Text, size);
            return;
        }

        var start = 0;
        foreach (var (end, text) in run.Clusters)
        {
            var cluster = run.Glyphs.AsSpan(start..end);
            if (cluster.Length == 1 && text.Length > 1 && run.RightToLeft && face.Empty is { } empty) ShowTurned(font, cluster[0], empty, text, size);
            else if (cluster.Length == 1 && text.Length <= EmbeddedFont.LongestText) ShowGlyph(font, cluster[0], text, size);
            else ShowMarked(font, cluster, text, size);
            start = end;
        }
    }

    private void ShowMarked(EmbeddedFont font, ReadOnlySpan<Glyph> cluster, string text, float size)
    {
        var lead = 0;
        while (lead < cluster.Length - 1 && cluster[lead].Advance <= 0) lead++;

        EndText();
        mark(text);
        BeginText();
        for (var i = 0; i < cluster.Length; i++) ShowGlyph(font, cluster[i], i == lead ? text : Nothing, size);

        // Poppler takes the place of the last glyph for the end of them all; one under its neighbour would make it see a gap.
        if (cluster[^1].Advance <= 0 && font.Face.Empty is { } empty) ShowGlyph(font, new Glyph(empty, 0, 0, 0, 0), Nothing, size);
        EndText();
        unmark();
    }

    // From left to right the last character comes first; all but the first stand without ink before the ligature.
    private void ShowTurned(EmbeddedFont font, Glyph ligature, ushort empty, string text, float size)
    {
        var characters = text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        for (var i = characters.Length - 1; i > 0; i--) ShowGlyph(font, new Glyph(empty, 0, 0, 0, 0), characters[i], size);
        ShowGlyph(font, ligature, characters[0], size);
    }

    private void ShowGlyph(EmbeddedFont font, Glyph glyph, string text, float size)
    {
        var (code, width) = font.CodeOf(glyph.Id, text);
        var before = glyph.Dx * 1000;
        if (glyph.Dy != 0) Raise(glyph.Dy * size);

        Move(before);
        BeginString();
        page.Add($"{code:X4}");
        Move(glyph.Advance * 1000 - width - before);
        if (glyph.Dy != 0) Raise(0);
        _x += glyph.Advance * size;
    }

    // To the right, in thousandths of the font's size; what nobody can see is left out.
    private void Move(float distance)
    {
        if (MathF.Abs(distance) < .5f) return;

        EndString();
        BeginArray();
        page.Add($"{-(int)MathF.Round(distance)} ");
    }

    private void Raise(float height)
    {
        EndArray();
        BeginText();
        page.Add($"{height} Ts\n");
    }

    private void Use(char kind, int index, int number, float size)
    {
        if (_font == (kind, index, size)) return;

        EndArray();
        _used.Add((kind, index, number));
        _font = (kind, index, size);
        page.Add($"/{kind.ToString()}{index} {size} Tf\n");
    }

    private void BeginText()
    {
        if (_inText) return;

        mark(null);
        page.Add($"BT 1 0 0 1 {_x} {_y} Tm\n");
        _inText = true;
    }

    private void BeginArray()
    {
        BeginText();
        if (!_inArray) page.Add("[");
        _inArray = true;
    }

    private void BeginString()
    {
        BeginArray();
        if (!_inString) page.Add("<");
        _inString = true;
    }

    private void EndString()
    {
        if (_inString) page.Add(">");
        _inString = false;
    }

    private void EndArray()
    {
        EndString();
        if (_inArray) page.Add("]TJ\n");
        _inArray = false;
    }

    private void EndText()
    {
        EndArray();
        if (_inText) page.Add("ET\n");
        _inText = false;
    }
}
