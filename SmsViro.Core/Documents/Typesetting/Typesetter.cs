using System.Text;
using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Core.Documents.Typesetting;

/// <summary>Breaks a text into lines of a width: as many words as fit, a word that fits nowhere cut between characters.</summary>
internal sealed class Typesetter(Shaper shaper)
{
    private readonly record struct Stretch(int End, RunStyle Style, string? Target);

    private readonly List<Placed> _line = [];
    private readonly List<Placed> _word = [];
    private float _width, _ink, _wordWidth, _measure;
    private List<Line> _lines = [];
    private byte _level;
    private HanStyle _han;
    private bool _turns;

    /// <summary>Sets a text in lines of at most <paramref name="measure"/> ems; there is always a first line, if an empty one.</summary>
    public SetText Set(RichText text, float measure, bool bold = false)
    {
        (_lines, _measure) = ([], measure);
        var (whole, stretches) = Join(text, bold);
        var turned = false;
        _han = shaper.HanOf(whole);
        for (var start = 0; start <= whole.Length;)
        {
            var end = whole.IndexOf('\n', start);
            if (end < 0) end = whole.Length;
            turned |= SetParagraph(start == 0 && end == whole.Length ? whole : whole[start..end], start, stretches, goesOn: end < whole.Length);
            start = end + 1;
        }

        var leads = stretches.Exists(stretch => stretch.Target is not null);
        return new SetText(_lines, !leads && (turned || whole.Contains('\n', StringComparison.Ordinal)) ? whole : null);
    }

    private static (string Whole, List<Stretch> Stretches) Join(RichText text, bool bold)
    {
        var stretches = new List<Stretch>(text.Runs.Count);
        var whole = text.Runs.Count == 1 ? Characters.Printable(text.Runs[0].Text) : null;
        var builder = whole is null ? new StringBuilder() : null;
        foreach (var run in text.Runs)
        {
            builder?.Append(Characters.Printable(run.Text));
            var style = bold && run.Style == RunStyle.Regular ? RunStyle.Bold : run.Style;
            stretches.Add(new Stretch(whole?.Length ?? builder!.Length, style, run.Target));
        }

        return (whole ?? builder!.ToString(), stretches);
    }

    private bool SetParagraph(string text, int offset, List<Stretch> stretches, bool goesOn)
    {
        (_level, var levels) = Bidi.LevelsOf(text);
        _turns = levels is not null;
        var breaks = new LineBreaks(text);
        for (int start = 0, end = breaks.Next(); end > 0; start = end, end = breaks.Next())
        {
            var spaces = end;
            while (spaces > start && text[spaces - 1] == ' ') spaces--;

            var part = start;
            do
            {
                var stop = ThaiSyllables.NextEnd(text, part, spaces);
                AddPieces(text, part, stop, offset, stretches, levels);
                PlaceWord();
                part = stop;
            }
            while (part < spaces);

            AddPieces(text, spaces, end, offset, stretches, levels);
            PlaceSpaces();
        }

        if (goesOn) PlaceBlank();
        EndLine();
        return _turns;
    }

    // Cuts where the style or the direction changes; what remains is shaped as one.
    private void AddPieces(string text, int start, int end, int offset, List<Stretch> stretches, byte[]? levels)
    {
        while (start < end)
        {
            var at = 0;
            while (stretches[at].End <= start + offset) at++;
            var stretch = stretches[at];
            var stop = Math.Min(end, stretch.End - offset);
            var level = levels?[start] ?? 0;
            if (levels is not null)
            {
                var same = start + 1;
                while (same < stop && levels[same] == level) same++;
                stop = same;
            }

            var piece = shaper.Shape(text.AsSpan(start, stop - start), stretch.Style, _han, level % 2 == 1);
            foreach (var run in piece.Runs) _word.Add(new Placed(run, level, stretch.Target, piece.Blank));
            _wordWidth += piece.Width;
            start = stop;
        }
    }

    private void PlaceWord()
    {
        if (_line.Count > 0 && _width + _wordWidth > _measure) EndLine();
        if (_wordWidth > _measure) PlaceInParts();
        else PlaceWhole();
        _ink = _width;
    }

    // Spaces hang over the edge, where nobody sees them and a copy still finds them.
    private void PlaceSpaces() => PlaceWhole();

    // Where a line is ended by hand nothing stands between its last word and the next one, and a reader aloud would join them.
    private void PlaceBlank()
    {
        var blank = shaper.Shape(" ", RunStyle.Regular, _han, _level % 2 == 1);
        foreach (var run in blank.Runs) _word.Add(new Placed(run, _level, null, blank.Blank));
        _wordWidth += blank.Width;
        PlaceSpaces();
    }

    private void PlaceWhole()
    {
        _line.AddRange(_word);
        _width += _wordWidth;
        _word.Clear();
        _wordWidth = 0;
    }

    private void PlaceInParts()
    {
        foreach (var placed in _word)
        {
            var run = placed.Run;
            var from = 0;
            foreach (var (start, advance) in Clusters(run))
            {
                if (_width + advance > _measure && (start > from || _line.Count > 0))
                {
                    if (start > from) _line.Add(placed with { Run = run.Slice(from, start) });
                    _ink = _width;
                    EndLine();
                    from = start;
                }

                _width += advance;
            }

            _line.Add(placed with { Run = from == 0 ? run : run.Slice(from, run.Text.Length) });
        }

        _word.Clear();
        _wordWidth = 0;
    }

    private static IEnumerable<(int Start, float Advance)> Clusters(GlyphRun run) =>
        from glyph in run.RightToLeft ? run.Glyphs.Reverse() : run.Glyphs
        group glyph.Advance * run.Scale by glyph.Cluster into cluster
        select (cluster.Key, cluster.Sum());

    private void EndLine()
    {
        _lines.Add(new Line(Reorder(), _ink, _width - _ink, _level % 2 == 1));
        _line.Clear();
        _width = _ink = 0;
    }

    // Rules L1 and L2 of UAX #9.
    private Placed[] Reorder()
    {
        Placed[] runs = [.. _line];
        if (!_turns) return runs;

        for (var i = runs.Length - 1; i >= 0 && runs[i].Blank; i--) runs[i] = runs[i] with { Level = _level };

        var highest = runs.Select(run => run.Level).DefaultIfEmpty().Max();
        for (int level = highest; level > 0; level--)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                var start = i;
                while (i < runs.Length && runs[i].Level >= level) i++;
                if (i - start > 1) Array.Reverse(runs, start, i - start);
            }
        }

        return runs;
    }
}
