namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// What the ink means, for whoever listens to it (ISO 32000-1, 14.7): elements in reading order, each pointing to its marked pieces of pages.
/// An element is written when it ends; only open ones are held.
/// </summary>
internal sealed class StructureTree
{
    private sealed class Open
    {
        public int Number, Parent, Page;
        public string Tag = "", Attributes = "";
        public string? Spoken;
        public readonly PdfText Kids = new();
    }

    private readonly PdfFile _file;
    private readonly int _root;
    private readonly int _parents;
    private readonly int _document;
    private readonly Stack<Open> _open = new();
    private readonly Stack<Open> _spare = new();
    private readonly List<int> _marks = [];
    private readonly List<(int Key, int Number)> _parentOf = [];
    private readonly PdfText _text = new();
    private int _keys;

    public StructureTree(PdfFile file)
    {
        _file = file;
        (_root, _parents) = (file.Reserve(), file.Reserve());
        Begin("Document", "", null);
        _document = _open.Peek().Number;
    }

    /// <summary>The object number of the element that ink belongs to now, and its tag.</summary>
    public (int Number, string Tag) Present => (_open.Peek().Number, _open.Peek().Tag);

    /// <summary><paramref name="spoken"/> replaces the ink's own text for a reader aloud, where the order of ink is not the order of reading.</summary>
    public void Begin(string tag, string attributes, string? spoken)
    {
        var element = _spare.TryPop(out var spare) ? spare : new Open();
        (element.Number, element.Tag, element.Attributes, element.Spoken, element.Page) = (_file.Reserve(), tag, attributes, spoken, 0);
        element.Parent = _root;
        element.Kids.Clear();
        if (_open.TryPeek(out var parent))
        {
            element.Parent = parent.Number;
            parent.Kids.Add($"{element.Number} 0 R ");
        }

        _open.Push(element);
    }

    public void End()
    {
        var element = _open.Pop();
        _text.Clear();
        _text.Add($"<</Type/StructElem/S/{element.Tag}/P {element.Parent} 0 R{element.Attributes}");
        if (element.Page > 0) _text.Add($"/Pg {element.Page} 0 R");
        if (element.Spoken is not null) _text.Add($"/ActualText{PdfText.Quote(element.Spoken)}");
        _text.Add($"/K[{element.Kids}]>>");
        _file.Put(element.Number, _text);
        _spare.Push(element);
    }

    /// <summary>Gives the coming ink of a page to the present element; the answer is its number on that page.</summary>
    public int Mark(int page)
    {
        var element = _open.Peek();
        var mark = _marks.Count;
        _marks.Add(element.Number);
        if (element.Page == 0) element.Page = page;
        if (element.Page == page) element.Kids.Add($"{mark} ");
        else element.Kids.Add($"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>");
        return mark;
    }

    /// <summary>Gives an annotation to the present element; the answer is the annotation's key.</summary>
    public int Adopt(int page, int annotation)
    {
        var element = _open.Peek();
        element.Kids.Add($"<</Type/OBJR/Pg {page} 0 R/Obj {annotation} 0 R>>");
        _parentOf.Add((_keys, element.Number));
        return _keys++;
    }

    /// <summary>Notes whose ink the page holds; the answer is the page's key.</summary>
    public int EndPage()
    {
        _text.Clear();
        _text.Add("[");
        foreach (var number in _marks) _text.Add($"{number} 0 R ");
        _text.Add("]");
        _marks.Clear();
        _parentOf.Add((_keys, _file.Add(_text)));
        return _keys++;
    }

    public int Write()
    {
        while (_open.Count > 0) End();

        _text.Clear();
        _text.Add("<</Nums[");
        foreach (var (key, number) in _parentOf) _text.Add($"{key} {number} 0 R ");
        _text.Add("]>>");
        _file.Put(_parents, _text);

        _text.Clear();
        _text.Add($"<</Type/StructTreeRoot/K {_document} 0 R/ParentTree {_parents} 0 R/ParentTreeNextKey {_keys}>>");
        _file.Put(_root, _text);
        return _root;
    }
}
