using System.Globalization;
using SmsViro.Core.Documents.Typesetting;
using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>Where the next line goes: down the page, and on to the next one, which gets the same head and foot.</summary>
internal sealed class PageFlow(Canvas canvas, Shaper shaper, Document document)
{
    public const float Left = 56, ContentWidth = Canvas.Width - 2 * Left, Right = Left + ContentWidth;

    private const float Top = 76, HeadAt = 40, FootAt = Canvas.Height - 34, End = Canvas.Height - 66;

    private readonly Typesetter _typesetter = new(shaper);

    public Canvas Canvas => canvas;

    /// <summary>The top of what is still free, from the top of the page.</summary>
    public float Y { get; private set; }

    public float Room => End - Y;

    public bool AtTop => Y <= Top;

    /// <summary>The room of an empty page.</summary>
    public static float WholeRoom => End - Top;

    /// <summary>Called on the top of every page that a split element goes on to.</summary>
    public Action? OnNewPage { get; set; }

    public SetText Set(RichText text, TypeStyle style, float width) => _typesetter.Set(text, width / style.Size, style.Bold);

    public void Begin() => NewPage();

    public void NewPage()
    {
        if (canvas.Pages > 0) EndPage();
        canvas.BeginPage();
        Y = Top;
        OnNewPage?.Invoke();
    }

    /// <summary>Turns the page unless that much room is left, or a whole page has no more.</summary>
    public void Need(float height)
    {
        if (Room < height && !AtTop) NewPage();
    }

    public void Skip(float height) => Y += height;

    /// <summary>Space that only parts what stands on the same page.</summary>
    public void Gap(float height)
    {
        if (!AtTop) Y += height;
    }

    /// <summary>Writes lines from the present place down, page after page; a last line never stands alone on a page if two can.</summary>
    public void Lines(SetText text, TypeStyle style, float x, float width)
    {
        var lines = text.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            var together = lines.Count > 1 && (i == 0 || i == lines.Count - 2) ? 2 : 1;
            Need(together * style.Leading);
            DrawLine(lines[i], style, x, Y, width, Align.Start);
            Y += style.Leading;
        }
    }

    /// <summary>A text as an element of its own.</summary>
    public void Write(string tag, RichText words, TypeStyle style, float x, float width)
    {
        var text = Set(words, style, width);
        canvas.Begin(tag, spoken: text.Spoken);
        Lines(text, style, x, width);
        canvas.End();
    }

    public void DrawLine(Line line, TypeStyle style, float x, float y, float width, Align align)
    {
        var right = align == Align.End != line.RightToLeft;
        canvas.Text(line, right ? x + width - line.Width * style.Size : x, y + style.Baseline, style.Size, style.Ink);
    }

    public void Finish()
    {
        EndPage();
        canvas.Finish(document, (number, style) => Set(number.ToString(CultureInfo.InvariantCulture), style, ContentWidth).Lines[0]);
    }

    private void EndPage()
    {
        canvas.BeginArtifact();
        One(document.Author, TypeStyle.Brand, HeadAt, Align.Start);
        if (canvas.Pages > 1) One(document.Header, TypeStyle.Furniture, HeadAt, Align.End);

        // The number stands left, so that the total, drawn later, may be as long as it likes.
        var page = One($"Page {canvas.Pages} of ", TypeStyle.Furniture, FootAt, Align.Start);
        canvas.TotalPages(Left + (page.Width + page.Overhang) * TypeStyle.Furniture.Size, FootAt + TypeStyle.Furniture.Baseline);
        One(document.Footer, TypeStyle.Furniture, FootAt, Align.End);
        canvas.EndArtifact();
        canvas.EndPage();
    }

    // Only what fits in one line of it: the rest would run into the page.
    private Line One(string text, TypeStyle style, float y, Align align)
    {
        var line = Set(Characters.Printable(text).Replace('\n', ' '), style, ContentWidth * .75f).Lines[0];
        DrawLine(line, style, Left, y, ContentWidth, align);
        return line;
    }
}
