namespace SmsViro.Core.Messaging.Text;

/// <summary>The GSM 7 bit default alphabet with its extension table (3GPP TS 23.038 clauses 6.2.1 and 6.2.1.1), one septet an octet as SMPP carries it.</summary>
public static class Gsm7
{
    /// <summary>Announces a character of the extension table; the two septets are never parted.</summary>
    public const byte Escape = 0x1B;

    private const byte Absent = 0xFF;
    private const byte Extended = 0x80;

    private const string Default =
        "@£$¥èéùìòÇ\nØø\rÅå" +
        "Δ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ" +
        " !\"#¤%&'()*+,-./" +
        "0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNO" +
        "PQRSTUVWXYZÄÖÑÜ§" +
        "¿abcdefghijklmno" +
        "pqrstuvwxyzäöñüà";

    private static readonly (byte Code, char Character)[] Extension =
    [
        (0x0A, '\f'), (0x14, '^'), (0x28, '{'), (0x29, '}'), (0x2F, '\\'),
        (0x3C, '['), (0x3D, '~'), (0x3E, ']'), (0x40, '|'), (0x65, '€'),
    ];

    private static readonly byte[] Codes = CodesByCharacter();
    private static readonly char[] Extensions = ExtensionsByCode();

    /// <summary>What a character costs: 1 or 2 units, or 0 when the alphabet lacks it and the whole text must be Unicode.</summary>
    public static int Units(char character) => CodeOf(character) switch
    {
        Absent => 0,
        >= Extended => 2,
        _ => 1,
    };

    /// <summary>The units of a whole text and how many of its characters cost two; false when a character is not in the alphabet.</summary>
    internal static bool TryMeasure(ReadOnlySpan<char> text, out int units, out int pairs)
    {
        pairs = 0;
        foreach (var character in text)
        {
            var code = CodeOf(character);
            if (code == Absent)
            {
                units = 0;
                return false;
            }

            pairs += code >> 7;
        }

        units = text.Length + pairs;
        return true;
    }

    /// <summary>Writes one octet a septet and returns their count; throws <see cref="ArgumentException"/> on a character outside the alphabet, which <see cref="Segments"/> never lets through.</summary>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> octets)
    {
        var written = 0;
        foreach (var character in text)
        {
            var code = CodeOf(character);
            if (code == Absent) throw new ArgumentException("A character is not in the GSM 7 bit alphabet.", nameof(text));

            if (code >= Extended) octets[written++] = Escape;
            octets[written++] = (byte)(code & 0x7F);
        }

        return written;
    }

    /// <summary>Reads one septet an octet. A code the extension table lacks reads as the default alphabet's character and a second escape as a space (clause 6.2.1.1, note 1); bit 8 is ignored.</summary>
    public static string Decode(ReadOnlySpan<byte> octets)
    {
        Span<char> text = octets.Length <= 512 ? stackalloc char[octets.Length] : new char[octets.Length];
        var length = 0;
        for (var at = 0; at < octets.Length; at++)
        {
            var code = octets[at] & 0x7F;
            if (code != Escape)
            {
                text[length++] = Default[code];
                continue;
            }

            var next = at + 1 < octets.Length ? octets[++at] & 0x7F : Escape;
            text[length++] = next == Escape ? ' ' : Extensions[next];
        }

        return new string(text[..length]);
    }

    private static byte CodeOf(char character) => character < Codes.Length ? Codes[character] : Absent;

    private static byte[] CodesByCharacter()
    {
        var codes = new byte['€' + 1];
        Array.Fill(codes, Absent);
        for (byte code = 0; code < Default.Length; code++) codes[Default[code]] = code;
        foreach (var (code, character) in Extension) codes[character] = (byte)(code | Extended);
        codes[Escape] = Absent;
        return codes;
    }

    private static char[] ExtensionsByCode()
    {
        var characters = Default.ToCharArray();
        foreach (var (code, character) in Extension) characters[code] = character;
        return characters;
    }
}
