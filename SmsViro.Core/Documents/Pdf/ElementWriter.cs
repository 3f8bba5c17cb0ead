using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>Draws every element but the table, each with its tags.</summary>
internal sealed class ElementWriter(PageFlow flow)
{
    private const float KeyWidth = 132, RowPad = 3.4f, Indent = 13, CalloutPad = 10, CalloutBar = Sheet.BarWidth, PageNumberWidth = 40;

    // A heading without the beginning of what it heads says nothing.
    private const float HeadingKeeps = 52;

    private readonly LetterWriter _letters = new(flow);

    public void Write(Element element)
    {
        switch (element)
        {
            case Heading heading: Write(heading); break;
            case Paragraph paragraph: Write(paragraph); break;
            case KeyValues facts: Write(facts); break;
            case Bullets bullets: Write(bullets); break;
            case Callout callout: Write(callout); break;
            case Contents contents: Write(contents); break;
            case Verbatim verbatim: Write(verbatim); break;
            case Letterhead letterhead: _letters.Write(letterhead); break;
            case Signatory signatory: _letters.Write(signatory); break;
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
        flow.Write("P", paragraph.Text, style, PageFlow.Left, PageFlow.ContentWidth);
        flow.Skip(style.After);
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
            flow.Write("TD", fact.Value, TypeStyle.Body, PageFlow.Left + KeyWidth, PageFlow.ContentWidth - KeyWidth);
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
            flow.Write("LBody", item, TypeStyle.Body, PageFlow.Left + Indent, PageFlow.ContentWidth - Indent);
            flow.Canvas.End();
            flow.Skip(2.5f);
        }

        flow.Canvas.End();
        flow.Skip(TypeStyle.Body.After);
    }

    private void Write(Contents contents)
    {
        flow.Canvas.Begin("TOC");
        foreach (var entry in contents.Entries)
        {
            var title = flow.Set(Run.Jump(entry.Title, entry.Anchor), TypeStyle.Body, PageFlow.ContentWidth - PageNumberWidth);
            flow.Need(title.Lines.Count * TypeStyle.Body.Leading + 2 * RowPad);
            flow.Skip(RowPad);
            flow.Canvas.Begin("TOCI", spoken: title.Spoken);
            flow.Lines(title, TypeStyle.Body, PageFlow.Left, PageFlow.ContentWidth - PageNumberWidth);
            flow.Canvas.PageOf(entry.Anchor, PageFlow.Right, flow.Y - TypeStyle.Body.Leading + TypeStyle.Body.Baseline);
            flow.Canvas.End();
            flow.Skip(RowPad);
            flow.Canvas.Rule(PageFlow.Left, flow.Y, PageFlow.ContentWidth, Ink.Line);
        }

        flow.Canvas.End();
        flow.Skip(8);
    }

    private void Write(Verbatim verbatim)
    {
        const float inner = PageFlow.ContentWidth - 2 * CalloutPad;
        var text = flow.Set(Run.Mono(verbatim.Text), TypeStyle.Verbatim, inner);
        flow.Gap(2);
        flow.Need(Math.Min(2 * CalloutPad + text.Lines.Count * TypeStyle.Verbatim.Leading, PageFlow.WholeRoom));
        using (new Sheet(flow, 2 * CalloutPad + text.Lines.Count * TypeStyle.Verbatim.Leading, CalloutPad, Ink.CodePaper, bar: null))
        {
            flow.Skip(CalloutPad);
            flow.Canvas.Begin("P");
            flow.Canvas.Begin("Code", spoken: text.Spoken);
            flow.Lines(text, TypeStyle.Verbatim, PageFlow.Left + CalloutPad, inner);
            flow.Canvas.End();
            flow.Canvas.End();
        }

        flow.Skip(CalloutPad + 8);
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
        using (new Sheet(flow, height, CalloutPad, paper, bar))
        {
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
        }

        flow.Skip(CalloutPad + 8);
    }

    private void WriteRule()
    {
        flow.Gap(6);
        flow.Need(1);
        flow.Canvas.Rule(PageFlow.Left, flow.Y, PageFlow.ContentWidth, Ink.Line);
        flow.Skip(10);
    }
}
