using System.Buffers.Binary;
using System.Globalization;

namespace SmsViro.Core.Messaging.Text;

/// <summary>
/// A text cut into the parts it is sent in (3GPP TS 23.040 clause 9.2.3.24.1: a part of several gives six octets to its header).
/// The unit-safe rule: an escape pair or a surrogate pair never straddles two parts, so every part can be read alone.
/// </summary>
public sealed class Segments
{
    /// <summary>The most octets one part takes, header excluded.</summary>
    public const int MaxOctets = 160;

    private readonly SegmentCount _count;

    private Segments(string text, SegmentCount count) =>
        (Text, _count, Parts, ForcedUnicode) = (text, count, Cut(text, count), Foreign(text, count.Encoding));

    public string Text { get; }

    public SmsEncoding Encoding => _count.Encoding;

    /// <summary>The units of the whole text; an extension character costs two, a part's header none.</summary>
    public int Units => _count.Units;

    /// <summary>The units still free in the last part.</summary>
    public int UnitsLeft => _count.UnitsLeft;

    /// <summary>Where the text is cut; empty for an empty text.</summary>
    public IReadOnlyList<TextPart> Parts { get; }

    /// <summary>The characters that made the text Unicode, in order of first appearance; empty for a GSM text.</summary>
    public IReadOnlyList<ForcedCharacter> ForcedUnicode { get; }

    public static Segments Of(string text) => new(text, Count(text));

    /// <summary>What a text costs, without allocating: made for a counter under every key and for a file of a million rows.</summary>
    public static SegmentCount Count(ReadOnlySpan<char> text)
    {
        var gsm = Gsm7.TryMeasure(text, out var units, out var pairs);
        var encoding = gsm ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2;
        if (!gsm) units = text.Length;

        var whole = Capacity(encoding, alone: true);
        if (units <= whole) return new(encoding, units, units == 0 ? 0 : 1, whole - units);

        var capacity = Capacity(encoding, alone: false);
        var (parts, last) = gsm && pairs == 0
            ? ((units + capacity - 1) / capacity, (units - 1) % capacity + 1)
            : Walk(text, encoding);
        return new(encoding, units, parts, capacity - last);
    }

    /// <summary>The units a part holds: 160 or 70 when the text is one part, 153 or 67 when a header tells parts apart.</summary>
    public static int Capacity(SmsEncoding encoding, bool alone) => encoding switch
    {
        SmsEncoding.Gsm7 => alone ? 160 : 153,
        SmsEncoding.Ucs2 => alone ? 70 : 67,
    };

    /// <summary>The characters of one part, counted from 0.</summary>
    public ReadOnlySpan<char> this[int part] => Text.AsSpan(Parts[part].Start, Parts[part].Length);

    /// <summary>Writes the octets of one part as SMPP carries them (data_coding 0 or 8) and returns their count, at most <see cref="MaxOctets"/>.</summary>
    public int Encode(int part, Span<byte> octets) => Encode(Encoding, this[part], octets);

    /// <summary>Writes text in an encoding and returns the count of octets. A lone surrogate is written as it is: what was typed is what travels.</summary>
    public static int Encode(SmsEncoding encoding, ReadOnlySpan<char> text, Span<byte> octets)
    {
        if (encoding == SmsEncoding.Gsm7) return Gsm7.Encode(text, octets);

        for (var at = 0; at < text.Length; at++) BinaryPrimitives.WriteUInt16BigEndian(octets[(2 * at)..], text[at]);
        return 2 * text.Length;
    }

    /// <summary>Reads the octets of a part. An odd last octet of UCS-2 is left out: it is half a character.</summary>
    public static string Decode(SmsEncoding encoding, ReadOnlySpan<byte> octets)
    {
        if (encoding == SmsEncoding.Gsm7) return Gsm7.Decode(octets);

        Span<char> text = octets.Length <= 512 ? stackalloc char[octets.Length / 2] : new char[octets.Length / 2];
        for (var at = 0; at < text.Length; at++) text[at] = (char)BinaryPrimitives.ReadUInt16BigEndian(octets[(2 * at)..]);
        return new string(text);
    }

    private static (int Parts, int UnitsOfLast) Walk(ReadOnlySpan<char> text, SmsEncoding encoding)
    {
        var (parts, last) = (0, 0);
        for (var start = 0; start < text.Length; parts++) start = EndOfPart(text, start, encoding, out last);
        return (parts, last);
    }

    // Greedy is also the fewest: a part is closed only when its next character does not fit.
    private static int EndOfPart(ReadOnlySpan<char> text, int start, SmsEncoding encoding, out int units)
    {
        var capacity = Capacity(encoding, alone: false);
        if (encoding == SmsEncoding.Ucs2)
        {
            var end = Math.Min(start + capacity, text.Length);
            if (end < text.Length && char.IsSurrogatePair(text[end - 1], text[end])) end--;
            units = end - start;
            return end;
        }

        units = 0;
        for (var at = start; at < text.Length; at++)
        {
            var cost = Gsm7.Units(text[at]);
            if (units + cost > capacity) return at;
            units += cost;
        }

        return text.Length;
    }

    private static TextPart[] Cut(string text, SegmentCount count)
    {
        if (count.Parts == 0) return [];
        if (count.Parts == 1) return [new(0, text.Length, count.Units)];

        var parts = new TextPart[count.Parts];
        for (var (number, start) = (0, 0); number < parts.Length; number++)
        {
            var end = EndOfPart(text, start, count.Encoding, out var units);
            parts[number] = new(start, end - start, units);
            start = end;
        }

        return parts;
    }

    // A reader sees text elements: a family of emoji is one thing to delete, not seven.
    private static ForcedCharacter[] Foreign(string text, SmsEncoding encoding)
    {
        if (encoding == SmsEncoding.Gsm7) return [];

        var found = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            var element = text.AsSpan(at, StringInfo.GetNextTextElementLength(text, at));
            if (!Gsm7.TryMeasure(element, out _, out _))
            {
                var character = element.ToString();
                if (!found.TryGetValue(character, out var positions)) found[character] = positions = [];
                positions.Add(at);
            }

            at += element.Length;
        }

        return [.. found.Select(pair => new ForcedCharacter(pair.Key, pair.Value))];
    }
}
