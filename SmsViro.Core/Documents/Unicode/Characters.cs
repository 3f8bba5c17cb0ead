using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SmsViro.Core.Documents.Unicode;

/// <summary>
/// What Unicode 15 says about a character, from a table made of the standard's own files (CharactersTests makes it again and compares).
/// Ours, because the maintained library (ICU4N) is an alpha on Unicode 10 that brings 10 MB and 220 folders of satellites.
/// </summary>
internal static class Characters
{
    private const int Block = 128;

    // Two stages: most blocks of 128 characters are uniform and share one copy.
    private static readonly (ushort[] Blocks, byte[] Bidi, byte[] Break) Table = Load();

    public static BidiClass BidiOf(int character) => (BidiClass)Table.Bidi[Slot(character)];

    public static BreakClass BreakOf(int character) => (BreakClass)Table.Break[Slot(character)];

    /// <summary>Characters that ask for no ink of their own: joiners, selectors, tags and the marks of direction.</summary>
    public static bool IsSilent(int character) =>
        character is 0xAD or 0x34F or 0x61C or 0x17B4 or 0x17B5 or 0xFEFF
            or (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>
    /// The same text with every character printable: halves of characters, controls and noncharacters become U+FFFD, a tab a space,
    /// every kind of line end "\n".
    /// </summary>
    public static string Printable(string text)
    {
        if (!NeedsCare(text)) return text;

        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var valid = Rune.TryGetRuneAt(text, at, out var rune);
            at += valid ? rune.Utf16SequenceLength : 1;
            if (rune.Value == '\r' && at < text.Length && text[at] == '\n') continue;

            clean.Append(!valid ? "\uFFFD" : rune.Value switch
            {
                '\t' => " ",
                '\n' or '\r' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029 => "\n",
                var other when Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || (other & 0xFFFE) == 0xFFFE
                    || other is >= 0xFDD0 and <= 0xFDEF => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return clean.ToString();
    }

    private static bool NeedsCare(string text)
    {
        foreach (var unit in text)
        {
            if (unit is < ' ' and not '\n' or >= '\x7F' and < '\xA0' or '\u2028' or '\u2029' or >= '\uD800' and < '\uE000' or >= '\uFDD0')
                return true;
        }

        return false;
    }

    private static int Slot(int character) => Table.Blocks[character / Block] * Block + character % Block;

    private static (ushort[], byte[], byte[]) Load()
    {
        using var resource = typeof(Characters).Assembly.GetManifestResourceStream("SmsViro.Core.Documents.Unicode.characters.bin")!;
        var ranges = new byte[resource.Length];
        resource.ReadExactly(ranges);

        // ranges := { first character (3 bytes, big endian) | bidi class | break class }*, each valid up to the next
        var bidi = new byte[0x110000];
        var breaks = new byte[0x110000];
        for (var at = 0; at < ranges.Length; at += 5)
        {
            var first = (int)(BinaryPrimitives.ReadUInt32BigEndian(ranges.AsSpan(at)) >> 8);
            bidi.AsSpan(first).Fill(ranges[at + 3]);
            breaks.AsSpan(first).Fill(ranges[at + 4]);
        }

        return Fold(bidi, breaks);
    }

    private static (ushort[], byte[], byte[]) Fold(byte[] bidi, byte[] breaks)
    {
        var blocks = new ushort[bidi.Length / Block];
        var known = new Dictionary<string, ushort>();
        List<byte> bidiOut = [], breakOut = [];
        for (var block = 0; block < blocks.Length; block++)
        {
            var range = new Range(block * Block, (block + 1) * Block);
            var key = Encoding.Latin1.GetString(bidi[range]) + Encoding.Latin1.GetString(breaks[range]);
            if (!known.TryGetValue(key, out blocks[block]))
            {
                known[key] = blocks[block] = (ushort)known.Count;
                bidiOut.AddRange(bidi[range]);
                breakOut.AddRange(breaks[range]);
            }
        }

        return (blocks, [.. bidiOut], [.. breakOut]);
    }
}
