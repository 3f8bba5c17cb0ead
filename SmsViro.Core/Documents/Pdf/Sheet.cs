namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// Coloured paper under an element, from its making to its end, with a bar at its left edge or none. Paper comes before ink, and what is longer than a page
/// gets a sheet on each.
/// </summary>
internal sealed class Sheet : IDisposable
{
    public const float BarWidth = 2.5f;

    private readonly PageFlow _flow;
    private readonly float _pad;
    private readonly Ink _paper;
    private readonly Ink? _bar;
    private float _left;

    public Sheet(PageFlow flow, float height, float pad, Ink paper, Ink? bar)
    {
        (_flow, _left, _pad, _paper, _bar) = (flow, height, pad, paper, bar);
        _flow.OnNewPage = Paint;
        Paint();
    }

    public void Dispose() => _flow.OnNewPage = null;

    private void Paint()
    {
        var height = Math.Min(_left, _flow.Room);
        _left = Math.Max(_left - height, 0) + _pad;
        _flow.Canvas.BeginArtifact();
        _flow.Canvas.Fill(PageFlow.Left, _flow.Y, PageFlow.ContentWidth, height, _paper);
        if (_bar is not null) _flow.Canvas.Fill(PageFlow.Left, _flow.Y, BarWidth, height, _bar);
        _flow.Canvas.EndArtifact();
    }
}
