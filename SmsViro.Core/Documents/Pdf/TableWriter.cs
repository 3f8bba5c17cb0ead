using SmsViro.Core.Documents.Typesetting;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// Draws a table row by row and keeps none of them. The header returns on every page as an artifact, since a reader aloud heard it once;
/// a row that fits on a page stays whole unless that would leave much of the page empty.
/// </summary>
internal sealed class TableWriter
{
    private const float Gutter = 10, Pad = 3.8f;

    // A short row moves to the next page whole; a taller one is split, at least two lines on either side.
    private const float LargestHole = 110;

    private readonly PageFlow _flow;
    private readonly Table _table;
    private readonly (float X, float Width)[] _columns;
    private readonly SetText[] _titles;
    private readonly SetText[] _cells;

    public TableWriter(PageFlow flow, Table table)
    {
        (_flow, _table) = (flow, table);
        var weights = table.Columns.Sum(column => column.Weight);
        var free = PageFlow.ContentWidth - Gutter * (table.Columns.Count - 1);
        _columns = new (float, float)[table.Columns.Count];
        var x = PageFlow.Left;
        for (var i = 0; i < _columns.Length; i++)
        {
            var width = (float)(free * table.Columns[i].Weight / weights);
            _columns[i] = (x, width);
            x += width + Gutter;
        }

        _titles = [.. table.Columns.Select((column, i) => flow.Set(column.Title, TypeStyle.ColumnTitle, _columns[i].Width))];
        _cells = new SetText[_columns.Length];
    }

    private float HeaderHeight => _titles.Max(title => title.Lines.Count) * TypeStyle.ColumnTitle.Leading + 2 * Pad;

    public void Begin()
    {
        _flow.Need(HeaderHeight + 3 * TypeStyle.Cell.Leading);
        _flow.Canvas.Begin("Table");
        _flow.Canvas.Begin("THead");
        _flow.Canvas.Begin("TR");
        DrawHeader(repeated: false);
        _flow.Canvas.End();
        _flow.Canvas.End();
        _flow.Canvas.Begin("TBody");
    }

    public void Write(Row row)
    {
        if (row.Cells.Count != _columns.Length)
            throw new ArgumentException($"A row of {row.Cells.Count} cells does not fit a table of {_columns.Length} columns.", nameof(row));

        for (var i = 0; i < _cells.Length; i++) _cells[i] = _flow.Set(row.Cells[i], TypeStyle.Cell, _columns[i].Width);
        WriteCells();
    }

    /// <summary>Ends the table, with its word for emptiness where no row came.</summary>
    public void End(bool empty)
    {
        if (empty) WriteEmpty();
        _flow.Canvas.End();
        _flow.Canvas.End();
        _flow.Skip(8);
    }

    private void WriteEmpty()
    {
        var text = _flow.Set(_table.Empty, TypeStyle.Cell, PageFlow.ContentWidth);
        _flow.Canvas.Begin("TR");
        _flow.Canvas.Begin("TD", $"/A<</O/Table/ColSpan {_columns.Length}>>");
        _flow.Skip(Pad);
        _flow.Lines(text, TypeStyle.Cell, PageFlow.Left, PageFlow.ContentWidth);
        _flow.Skip(Pad);
        _flow.Canvas.End();
        _flow.Canvas.End();
        _flow.Canvas.Rule(PageFlow.Left, _flow.Y, PageFlow.ContentWidth, Ink.Line);
    }

    private void WriteCells()
    {
        var leading = TypeStyle.Cell.Leading;
        var lines = _cells.Max(cell => cell.Lines.Count);
        var height = lines * leading + 2 * Pad;
        if (height > _flow.Room && (height <= LargestHole || _flow.Room < 2 * leading + 2 * Pad)) Continue();

        _flow.Canvas.Begin("TR");
        for (var done = 0; done < lines;)
        {
            var fit = Math.Clamp((int)((_flow.Room - 2 * Pad) / leading), 1, lines - done);
            if (lines - done - fit == 1 && fit > 2) fit--;
            DrawCells(done, fit);
            done += fit;
            _flow.Skip(fit * leading + 2 * Pad);
            _flow.Canvas.Rule(PageFlow.Left, _flow.Y, PageFlow.ContentWidth, Ink.Line);
            if (done < lines) Continue();
        }

        _flow.Canvas.End();
    }

    // The part of a cell on another page is a cell of its own, in the same row.
    private void DrawCells(int from, int count)
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            var lines = _cells[i].Lines;
            if (from > 0 && lines.Count <= from) continue;

            _flow.Canvas.Begin("TD", spoken: from == 0 && lines.Count <= count ? _cells[i].Spoken : null);
            for (var line = from; line < Math.Min(from + count, lines.Count); line++)
            {
                var y = _flow.Y + Pad + (line - from) * TypeStyle.Cell.Leading;
                _flow.DrawLine(lines[line], TypeStyle.Cell, _columns[i].X, y, _columns[i].Width, _table.Columns[i].Align);
            }

            _flow.Canvas.End();
        }
    }

    private void Continue()
    {
        _flow.NewPage();
        _flow.Canvas.BeginArtifact();
        DrawHeader(repeated: true);
        _flow.Canvas.EndArtifact();
    }

    private void DrawHeader(bool repeated)
    {
        for (var i = 0; i < _titles.Length; i++)
        {
            if (!repeated) _flow.Canvas.Begin("TH", "/A<</O/Table/Scope/Column>>", _titles[i].Spoken);
            for (var line = 0; line < _titles[i].Lines.Count; line++)
            {
                var y = _flow.Y + Pad + line * TypeStyle.ColumnTitle.Leading;
                _flow.DrawLine(_titles[i].Lines[line], TypeStyle.ColumnTitle, _columns[i].X, y, _columns[i].Width, _table.Columns[i].Align);
            }

            if (!repeated) _flow.Canvas.End();
        }

        _flow.Skip(HeaderHeight);
        _flow.Canvas.Rule(PageFlow.Left, _flow.Y, PageFlow.ContentWidth, Ink.StrongLine, .8f);
    }
}
