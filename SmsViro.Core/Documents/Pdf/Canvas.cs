using SmsViro.Core.Documents.Typesetting;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// Pages, one after the other: ink that belongs to an element of the structure, and artifacts that belong to none. Places are in points from the top left
/// of an A4 page. A page leaves when it ends.
/// </summary>
internal sealed class Canvas
{
    public const float Width = 595.28f, Height = 841.89f;

    private readonly record struct Hairline(float X, float Y, float Width, float Height, Ink Ink);

    private readonly PdfFile _file;
    private readonly StructureTree _structure;
    private readonly FontBook _fonts;
    private readonly GlyphWriter _glyphs;
    private readonly PdfText _page = new();
    private readonly PdfText _object = new();
    private readonly List<int> _pages = [];
    private readonly List<int> _annotations = [];
    private readonly List<Hairline> _hairlines = [];
    private readonly List<(int Form, string Anchor)> _numbers = [];
    private readonly List<int> _numbersHere = [];
    private readonly SignatureField? _signature;
    private readonly int _pageTree;
    private readonly int _total;
    private Ink? _ink;
    private int _markedFor;
    private bool _artifact, _inSpan;

    public Canvas(PdfFile file, Document document)
    {
        _file = file;
        _signature = document.Signature is { } signature ? new SignatureField(file, signature, document.CreatedAt) : null;
        (_pageTree, _total) = (file.Reserve(), file.Reserve());
        _structure = new StructureTree(file);
        _fonts = new FontBook(file);
        _glyphs = new GlyphWriter(_page, _fonts, Mark, Unmark);
    }

    public int Pages => _pages.Count;

    public Outline Outline { get; } = new();

    private int Page => _pages[^1];

    public void BeginPage()
    {
        _pages.Add(_file.Reserve());
        _page.Clear();
        _glyphs.Forget();
        _annotations.Clear();
        _numbersHere.Clear();
        if (_pages.Count == 1 && _signature is not null) _annotations.Add(_signature.Widget);
        _ink = null;
    }

    public void EndPage()
    {
        Unmark();
        BeginArtifact();
        foreach (var line in _hairlines) Fill(line.X, line.Y, line.Width, line.Height, line.Ink);
        EndArtifact();
        _hairlines.Clear();

        var content = _file.AddStream("", _page.Written);
        var key = _structure.EndPage();
        _object.Clear();
        _object.Add($"<</Type/Page/Parent {_pageTree} 0 R/MediaBox[0 0 {Width} {Height}]/Contents {content} 0 R/StructParents {key}/Tabs/S");
        _object.Add($"/Resources<</Font<<{_glyphs.Resources}>>/XObject<</Total {_total} 0 R");
        foreach (var form in _numbersHere) _object.Add($"/N{form} {form} 0 R");
        _object.Add(">>>>");
        if (_annotations.Count > 0) _object.Add($"/Annots[{string.Join(' ', _annotations.Select(annotation => $"{annotation} 0 R"))}]");
        _object.Add(">>");
        _file.Put(Page, _object);
    }

    public void Begin(string tag, string attributes = "", string? spoken = null)
    {
        Unmark();
        _structure.Begin(tag, attributes, spoken);
    }

    public void End()
    {
        Unmark();
        _structure.End();
    }

    public void BeginArtifact()
    {
        Unmark();
        _page.Add("/Artifact BMC\n"u8);
        _artifact = true;
    }

    public void EndArtifact()
    {
        _page.Add("EMC\n"u8);
        _artifact = false;
    }

    /// <summary>Paper of a colour under ink still to come; only inside an artifact.</summary>
    public void Fill(float x, float y, float width, float height, Ink ink)
    {
        Take(ink);
        _page.Add($"{x} {Height - y - height} {width} {height} re f\n");
    }

    /// <summary>A line that means nothing, drawn with all others when the page ends.</summary>
    public void Rule(float x, float y, float width, Ink ink, float height = .6f) => _hairlines.Add(new(x, y, width, height, ink));

    /// <summary>A line of text; what leads somewhere is underlined and becomes a link, but not in an artifact.</summary>
    public void Text(Line line, float x, float baseline, float size, Ink ink)
    {
        if (line.RightToLeft) x -= line.Overhang * size;
        var runs = line.Runs as Placed[] ?? [.. line.Runs];
        for (var start = 0; start < runs.Length;)
        {
            var end = start;
            var width = 0f;
            var target = _artifact ? null : runs[start].Target;
            for (; end < runs.Length && (_artifact || runs[end].Target == target); end++) width += runs[end].Run.Width * size;

            var group = runs.AsSpan(start, end - start);
            if (target is null) Show(group, x, baseline, size, ink);
            else Link(group, target, x, baseline, width, size);
            x += width;
            start = end;
        }
    }

    /// <summary>The number of pages, which nobody knows yet: a drawing that is filled in when the document is done.</summary>
    public void TotalPages(float x, float baseline) => _page.Add($"q 1 0 0 1 {x} {Height - baseline} cm/Total Do Q\n");

    /// <summary>The number of the page on which a named place will be, ending at <paramref name="right"/>.</summary>
    public void PageOf(string anchor, float right, float baseline)
    {
        var form = _file.Reserve();
        _numbers.Add((form, anchor));
        _numbersHere.Add(form);
        Mark(null);
        _page.Add($"q 1 0 0 1 {right} {Height - baseline} cm/N{form} Do Q\n");
    }

    public void Bookmark(int level, string title, float y, string? anchor) => Outline.Add(level, title, Page, Height - y, anchor);

    /// <summary>Writes what had to wait for the last page. <paramref name="set"/> sets a number as a line.</summary>
    public void Finish(Document document, Func<int, TypeStyle, Line> set)
    {
        WriteNumber(_total, set(_pages.Count, TypeStyle.Furniture), TypeStyle.Furniture, 0);
        foreach (var (number, anchor) in _numbers)
        {
            var line = set(_pages.IndexOf(Outline.PageOf(anchor)) + 1, TypeStyle.Body);
            WriteNumber(number, line, TypeStyle.Body, -line.Width * TypeStyle.Body.Size);
        }

        _fonts.Write();
        _object.Clear();
        _object.Add($"<</Type/Pages/Count {_pages.Count}/Kids[");
        foreach (var page in _pages) _object.Add($"{page} 0 R ");
        _object.Add("]>>");
        _file.Put(_pageTree, _object);
        _signature?.WriteWidget(_pages[0]);
        var (catalog, info) = Catalog.Write(_file, document, _pageTree, _structure.Write(), Outline, _signature);
        _file.Finish(catalog, info, _signature);
    }

    private void WriteNumber(int number, Line line, TypeStyle style, float x)
    {
        var form = new PdfText();
        var glyphs = new GlyphWriter(form, _fonts, _ => { }, () => { });
        form.Add($"{style.Ink.Fill}");
        glyphs.Show([.. line.Runs], x, 0, style.Size);
        _file.PutStream(number, $"/Type/XObject/Subtype/Form/BBox[-80 -4 80 12]/Resources<</Font<<{glyphs.Resources}>>>>", form.Written);
    }

    private void Show(ReadOnlySpan<Placed> runs, float x, float baseline, float size, Ink ink)
    {
        Take(ink);
        _glyphs.Show(runs, x, Height - baseline, size);
    }

    private void Link(ReadOnlySpan<Placed> runs, string target, float x, float baseline, float width, float size)
    {
        Begin("Link");
        Show(runs, x, baseline, size, Ink.Accent);
        Unmark();

        var link = _file.Reserve();
        var (action, says) = target.StartsWith('#')
            ? ($"/Dest{PdfText.QuoteBytes(target[1..])}", string.Concat(runs.ToArray().Select(run => run.Run.Text)))
            : ($"/A<</S/URI/URI{PdfText.QuoteBytes(target)}>>", target);
        _object.Clear();
        _object.Add($"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent {_structure.Adopt(Page, link)}{action}/Contents{PdfText.Quote(says)}");
        _object.Add($"/Rect[{x} {Height - baseline - size * .3f} {x + width} {Height - baseline + size}]>>");
        _file.Put(link, _object);
        _annotations.Add(link);
        Rule(x, baseline + size * .14f, width, Ink.Accent, .45f);
        End();
    }

    // Ink from here on belongs to the present element, until it is given to another; a piece with a text of its own is a mark of its own.
    private void Mark(string? text)
    {
        if (_artifact)
        {
            if (text is not null) _page.Add($"/Span<</ActualText{PdfText.Quote(text)}>>BDC\n");
            _inSpan = text is not null || _inSpan;
            return;
        }

        var (number, tag) = _structure.Present;
        if (text is null && _markedFor == number) return;

        Unmark();
        if (text is null) _page.Add($"/{tag}<</MCID {_structure.Mark(Page)}>>BDC\n");
        else _page.Add($"/Span<</MCID {_structure.Mark(Page)}/ActualText{PdfText.Quote(text)}>>BDC\n");
        _markedFor = number;
    }

    private void Unmark()
    {
        if (_markedFor > 0 || _inSpan) _page.Add("EMC\n"u8);
        (_markedFor, _inSpan) = (0, false);
    }

    private void Take(Ink ink)
    {
        if (_ink == ink) return;

        _page.Add($"{ink.Fill}");
        _ink = ink;
    }
}
