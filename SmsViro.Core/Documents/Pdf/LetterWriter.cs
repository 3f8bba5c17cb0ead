namespace SmsViro.Core.Documents.Pdf;

/// <summary>Draws what a letter has beyond a report: its head in two columns, and the line it is signed on.</summary>
internal sealed class LetterWriter(PageFlow flow)
{
    private const float Right = PageFlow.Left + 292, RightWidth = PageFlow.ContentWidth - 292, LeftWidth = 260, FactWidth = 70;
    private const float LineWidth = 200, SigningRoom = 46;

    public void Write(Letterhead head)
    {
        flow.Canvas.Begin("Div");
        var top = flow.Y;
        Block(head.Sender, TypeStyle.Sender, Right, RightWidth);
        flow.Skip(10);
        foreach (var fact in head.Facts) Write(fact);

        var (rightEnd, page) = (flow.Y, flow.Canvas.Pages);
        flow.Skip(top - rightEnd);
        Block(head.Recipient, TypeStyle.Body, PageFlow.Left, LeftWidth);
        if (flow.Canvas.Pages == page && rightEnd > flow.Y) flow.Skip(rightEnd - flow.Y);
        flow.Canvas.End();
        flow.Skip(26);
    }

    public void Write(Signatory signatory)
    {
        flow.Need(SigningRoom + 2 * TypeStyle.Body.Leading);
        flow.Skip(SigningRoom);
        flow.Canvas.Rule(PageFlow.Left, flow.Y, LineWidth, Ink.StrongLine, .8f);
        flow.Skip(5);
        flow.Write("P", Run.Bold(signatory.Name), TypeStyle.Body, PageFlow.Left, PageFlow.ContentWidth);
        flow.Write("P", signatory.Office, TypeStyle.Note, PageFlow.Left, PageFlow.ContentWidth);
        flow.Skip(TypeStyle.Note.After);
    }

    // The first line is the name.
    private void Block(IReadOnlyList<string> lines, TypeStyle style, float x, float width)
    {
        for (var i = 0; i < lines.Count; i++) flow.Write("P", i == 0 ? Run.Bold(lines[i]) : lines[i], style, x, width);
    }

    private void Write(KeyValue fact)
    {
        var key = flow.Set(fact.Key, TypeStyle.Sender, FactWidth - 6);
        flow.Canvas.Begin("Div");
        flow.Need(TypeStyle.Sender.Leading);
        flow.Canvas.Begin("P", spoken: key.Spoken);
        flow.DrawLine(key.Lines[0], TypeStyle.Sender with { Ink = Ink.Quiet }, Right, flow.Y, FactWidth, Align.Start);
        flow.Canvas.End();
        flow.Write("P", fact.Value, TypeStyle.Sender, Right + FactWidth, RightWidth - FactWidth);
        flow.Canvas.End();
    }
}
