namespace SmsViro.Core.Documents.Pdf;

/// <summary>The bookmarks beside the pages, nested by the level of their headings, and the named places that links lead to.</summary>
internal sealed class Outline
{
    private readonly record struct Place(int Level, string Title, int Page, float Y);

    private readonly List<Place> _places = [];
    private readonly SortedDictionary<string, Place> _anchors = new(StringComparer.Ordinal);

    public void Add(int level, string title, int page, float y, string? anchor)
    {
        var place = new Place(level, title, page, y);
        _places.Add(place);
        if (anchor is not null) _anchors.TryAdd(PdfText.QuoteBytes(anchor), place);
    }

    /// <summary>The page a named place is on; a name that nobody gave is a defect of the report.</summary>
    public int PageOf(string anchor) =>
        _anchors.TryGetValue(PdfText.QuoteBytes(anchor), out var place)
            ? place.Page
            : throw new InvalidOperationException("The contents name an anchor that no heading has.");

    /// <summary>Entries of the catalog.</summary>
    public string Write(PdfFile file)
    {
        var entries = "";
        if (_places.Count > 0) entries += $"/Outlines {WriteTree(file)} 0 R/PageMode/UseOutlines";
        if (_anchors.Count > 0) entries += $"/Names<</Dests {WriteAnchors(file)} 0 R>>";
        return entries;
    }

    private int WriteAnchors(PdfFile file)
    {
        var names = new PdfText();
        names.Add("<</Names[");
        foreach (var (name, place) in _anchors) names.Add($"{name}[{place.Page} 0 R/XYZ null {place.Y} null]");
        names.Add("]>>");
        return file.Add(names);
    }

    // An item's parent is the nearest one before it of a higher rank; the rest follows from that.
    private int WriteTree(PdfFile file)
    {
        var root = _places.Count;
        var parents = new int[_places.Count];
        var children = new List<int>[_places.Count + 1];
        for (var i = 0; i <= root; i++) children[i] = [];

        var path = new Stack<int>();
        for (var i = 0; i < _places.Count; i++)
        {
            while (path.TryPeek(out var above) && _places[above].Level >= _places[i].Level) path.Pop();
            parents[i] = path.TryPeek(out var parent) ? parent : root;
            children[parents[i]].Add(i);
            path.Push(i);
        }

        var numbers = Enumerable.Range(0, root + 1).Select(_ => file.Reserve()).ToArray();
        var text = new PdfText();
        for (var i = 0; i < root; i++)
        {
            var (siblings, place) = (children[parents[i]], _places[i]);
            var at = siblings.BinarySearch(i);
            text.Clear();
            text.Add($"<</Title{PdfText.Quote(place.Title)}/Parent {numbers[parents[i]]} 0 R/Dest[{place.Page} 0 R/XYZ null {place.Y} null]");
            if (at > 0) text.Add($"/Prev {numbers[siblings[at - 1]]} 0 R");
            if (at < siblings.Count - 1) text.Add($"/Next {numbers[siblings[at + 1]]} 0 R");
            AddChildren(i, open: false);
            file.Put(numbers[i], text);
        }

        text.Clear();
        text.Add("<</Type/Outlines");
        AddChildren(root, open: true);
        file.Put(numbers[root], text);
        return numbers[root];

        // A negative count is a closed item; the title of the paper stands open over its sections.
        void AddChildren(int item, bool open)
        {
            if (children[item].Count > 0)
            {
                var shown = open || _places[item].Level == 1;
                text.Add($"/First {numbers[children[item][0]]} 0 R/Last {numbers[children[item][^1]]} 0 R/Count {(shown ? Shown(item) : -children[item].Count)}");
            }

            text.Add(">>");
        }

        int Shown(int item) => children[item].Sum(child => 1 + (_places[child].Level == 1 ? Shown(child) : 0));
    }
}
