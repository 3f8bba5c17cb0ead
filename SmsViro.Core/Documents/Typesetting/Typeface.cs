using System.Runtime.InteropServices;
using HarfBuzzSharp;

namespace SmsViro.Core.Documents.Typesetting;

/// <summary>One font of this assembly, opened once per process and only read afterwards, so that any number of documents share it.</summary>
internal sealed class Typeface
{
    // Arrows out of "->" and crosses out of "2x3" are pretty in prose and wrong in somebody's own words.
    private static readonly Feature[] Plain = [new(Tag.Parse("calt"), 0), new(Tag.Parse("liga"), 0)];

    private static readonly int[] Joiners = [0x200B, 0x200D, 0x200C];

    private readonly bool _plain;

    public Typeface(int number, string file, float scale, bool plain)
    {
        (Number, Name, Scale) = (number, Path.GetFileNameWithoutExtension(file), scale);
        _plain = plain;

        using var resource = typeof(Typeface).Assembly.GetManifestResourceStream("SmsViro.Core.Documents.Fonts." + file)!;
        var packed = new byte[resource.Length];
        resource.ReadExactly(packed);
        var data = Woff.Unpack(packed);
        var blob = new Blob(Marshal.UnsafeAddrOfPinnedArrayElement(data, 0), data.Length, MemoryMode.ReadOnly, () => GC.KeepAlive(data));
        Face = new Face(blob, 0);
        Font = new Font(Face);
        Font.SetFunctionsOpenType();
        UnitsPerEm = Face.UnitsPerEm;
        Font.SetScale(Face.UnitsPerEm, Face.UnitsPerEm);
        Empty = Array.Find(Joiners, Covers) is > 0 and var joiner && Font.TryGetGlyph((uint)joiner, out var empty) ? (ushort)empty : null;
    }

    public int Number { get; }

    public string Name { get; }

    /// <summary>Its size beside the text face, so that both look equally large.</summary>
    public float Scale { get; }

    public float UnitsPerEm { get; }

    /// <summary>A glyph without ink or width, if there is one.</summary>
    public ushort? Empty { get; }

    public Face Face { get; }

    public Font Font { get; }

    public bool Covers(int character) => Font.TryGetGlyph((uint)character, out var glyph) && glyph != 0;

    /// <summary>How HarfBuzz is to shape a text: digits all of one width, so that they stand in columns, and their hyphens as they are.</summary>
    public Feature[] FeaturesFor(string text)
    {
        if (!_plain) return [];
        if (!text.Any(char.IsAsciiDigit)) return Plain;

        var features = new List<Feature>(Plain);
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            if (at > start) features.Add(new Feature(Tag.Parse("tnum"), 1, (uint)start, (uint)at));
        }

        return [.. features];
    }
}
