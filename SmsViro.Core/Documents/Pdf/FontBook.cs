using SmsViro.Core.Documents.Typesetting;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>The fonts of one document. Pages name them by index; they are written when the last page is done, cut down to what was used.</summary>
internal sealed class FontBook(PdfFile file)
{
    private readonly Dictionary<Typeface, EmbeddedFont> _open = [];
    private readonly List<EmbeddedFont> _fonts = [];
    private readonly List<BoxFont> _boxes = [];

    public EmbeddedFont For(Typeface face)
    {
        if (_open.TryGetValue(face, out var font) && !font.IsFull) return font;

        font = new EmbeddedFont(file.Reserve(), _fonts.Count, face);
        _fonts.Add(font);
        return _open[face] = font;
    }

    public BoxFont BoxFor(string character)
    {
        var box = _boxes.Find(one => one.Holds(character)) ?? _boxes.Find(one => !one.IsFull);
        if (box is not null) return box;

        box = new BoxFont(file.Reserve(), _boxes.Count);
        _boxes.Add(box);
        return box;
    }

    public void Write()
    {
        foreach (var font in _fonts) font.Write(file);
        foreach (var box in _boxes) box.Write(file);
    }
}
