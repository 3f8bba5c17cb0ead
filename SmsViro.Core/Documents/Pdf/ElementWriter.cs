using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>Draws every element but the table, each with its tags.</summary>
internal sealed class ElementWriter(PageFlow flow)
{
    private const float KeyWidth = 132, RowPad = 3.4f, Indent = 13, CalloutPad = 10, CalloutBar = 2.5f;

    // A heading without the beginning of what it heads says nothing.
    private const float HeadingKeeps = 52;

    public void Write(Element element)
    {
        switch (element)
        {
            case Heading heading: Write(heading); break;
            case Paragraph paragraph: Write(paragraph); break;
            case KeyValues facts: Write(facts); break;
            case Bullets bullets: Write(bullets); break;
            case Callout callout: Write(callout); break;
            case Spacer spacer: flow.Gap((float)spacer.Points); break;
            case Rule: WriteRule(); break;
            case PageBreak: flow.NewPage(); break;
            default: throw new NotSupportedException($"An engine draws every element, and {element.GetType().Name} is new to this one.");
        }
    }

    private void Write(Heading heading)
    {
        var level = Math.Clamp(heading.Level, 1, 4);
        var style = TypeStyle.HeadingOf(level);
        var text = flow.Set(heading.Text, style, PageFlow.ContentWidth);
        flow.Gap(style.Before);
        flow.Need(text.Lines.Count * style.Leading + HeadingKeeps);
        flow.Canvas.Bookmark(level, Characters.Printable(heading.Text), flow.Y - 6, heading.Anchor);
        flow.Canvas.Begin("H" + (char)('0' + level), spoken: text.Spoken);
        flow.Lines(text, style, PageFlow.Left, PageFlow.ContentWidth);
        flow.Canvas.End();
        flow.Skip(style.After);
    }

    private void Write(Paragraph paragraph)
    {
        var style = TypeStyle.Of(paragraph.Voice);
        WriteText("P", paragraph.Text, style, PageFlow.Left, PageFlow.ContentWidth);
        flow.Skip(style.After);
    }

    private void WriteText(string tag, RichText words, TypeStyle style, float x, float width)
    {
        var text = flow.Set(words, style, width);
        flow.Canvas.Begin(tag, spoken: text.Spoken);
        flow.Lines(text, style, x, width);
        flow.Canvas.End();
    }

    private void Write(KeyValues facts)
    {
        flow.Canvas.Begin("Table");
        foreach (var fact in facts.Facts)
        {
            var key = flow.Set(fact.Key, TypeStyle.Key, KeyWidth - 12);
            flow.Need(Math.Max(key.Lines.Count, 1) * TypeStyle.Key.Leading + 2 * RowPad);
            flow.Skip(RowPad);
            flow.Canvas.Begin("TR");
            flow.Canvas.Begin("TH", "/A<</O/Table/Scope/Row>>", key.Spoken);
            var (top, page) = (flow.Y, flow.Canvas.Pages);
            for (var i = 0; i < key.Lines.Count; i++)
                flow.DrawLine(key.Lines[i], TypeStyle.Key, PageFlow.Left, top + i * TypeStyle.Key.Leading, KeyWidth - 12, Align.Start);
            flow.Canvas.End();
            WriteText("TD", fact.Value, TypeStyle.Body, PageFlow.Left + KeyWidth, PageFlow.ContentWidth - KeyWidth);
            flow.Canvas.End();

            var keyEnd = top + key.Lines.Count * TypeStyle.Key.Leading;
            if (page == flow.Canvas.Pages && keyEnd > flow.Y) flow.Skip(keyEnd - flow.Y);
            flow.Skip(RowPad);
            flow.Canvas.Rule(PageFlow.Left, flow.Y, PageFlow.ContentWidth, Ink.Line);
        }

        flow.Canvas.End();
        flow.Skip(8);
    }

    private void Write(Bullets bullets)
    {
        flow.Canvas.Begin("L");
        foreach (var item in bullets.Items)
        {
            flow.Need(TypeStyle.Body.Leading);
            flow.Canvas.Begin("LI");
            flow.Canvas.Begin("Lbl");
            flow.DrawLine(flow.Set("•", TypeStyle.Body, Indent).Lines[0], TypeStyle.Body, PageFlow.Left + 2, flow.Y, Indent, Align.Start);
            flow.Canvas.End();
            WriteText("LBody", item, TypeStyle.Body, PageFlow.Left + Indent, PageFlow.ContentWidth - Indent);
            flow.Canvas.End();
            flow.Skip(2.5f);
        }

        flow.Canvas.End();
        flow.Skip(TypeStyle.Body.After);
    }

    private void Write(Callout callout)
    {
        const float inner = PageFlow.ContentWidth - 2 * CalloutPad - CalloutBar;
        const float x = PageFlow.Left + CalloutBar + CalloutPad;
        var title = flow.Set(callout.Title, TypeStyle.CalloutTitle, inner);
        var text = flow.Set(callout.Text, TypeStyle.Body, inner);
        var height = 2 * CalloutPad + title.Lines.Count * TypeStyle.CalloutTitle.Leading + TypeStyle.CalloutTitle.After + text.Lines.Count * TypeStyle.Body.Leading;
        var (paper, bar) = callout.Tone switch
        {
            Tone.Note => (Ink.NotePaper, Ink.Accent),
            Tone.Warning => (Ink.WarningPaper, Ink.Warning),
        };

        flow.Gap(4);
        flow.Need(Math.Min(height, PageFlow.WholeRoom));
        var left = height;
        flow.OnNewPage = Paint;
        Paint();
        flow.Skip(CalloutPad);
        flow.Canvas.Begin("Div");
        flow.Canvas.Begin("P", spoken: title.Spoken);
        flow.Lines(title, TypeStyle.CalloutTitle, x, inner);
        flow.Canvas.End();
        flow.Skip(TypeStyle.CalloutTitle.After);
        flow.Canvas.Begin("P", spoken: text.Spoken);
        flow.Lines(text, TypeStyle.Body, x, inner);
        flow.Canvas.End();
        flow.Canvas.End();
        flow.OnNewPage = null;
        flow.Skip(CalloutPad + 8);

        // Paper comes before ink, and a remark longer than a page gets a sheet on each.
        void Paint()
        {
            var sheet = Math.Min(left, flow.Room);
            left = Math.Max(left - sheet, 0) + CalloutPad;
            flow.Canvas.BeginArtifact();
            flow.Canvas.Fill(PageFlow.Left, flow.Y, PageFlow.ContentWidth, sheet, paper);
            flow.Canvas.Fill(PageFlow.Left, flow.Y, CalloutBar, sheet, bar);
            flow.Canvas.EndArtifact();
        }
    }

    private void WriteRule()
    {
        flow.Gap(6);
        flow.Need(1);
        flow.Canvas.Rule(PageFlow.Left, flow.Y, PageFlow.ContentWidth, Ink.Line);
        flow.Skip(10);
    }
}
