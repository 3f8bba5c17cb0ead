using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Every guise in which software, files and telephone networks write one value.</summary>
internal static class Guises
{
    private static readonly Encoding[] Encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>
    /// As typed, upper and lower case; in UTF-8 and both UTF-16; as text, hex and base64 at each of its three alignments; as addresses, JSON and
    /// forms escape it; in septets as a text message packs it; digits also as the bytes of a number, either end first, and two in an octet.
    /// </summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(string value) => AsText(value).Concat(Escaped(value)).Concat(InSeptets(value)).Concat(AsNumber(value));

    private static IEnumerable<(string Name, byte[] Bytes)> AsText(string value) =>
        from written in new[] { value, value.ToUpperInvariant(), value.ToLowerInvariant() }.Distinct()
        from encoding in Encodings
        let bytes = encoding.GetBytes(written)
        from guise in (IEnumerable<(string Name, byte[] Bytes)>)
        [
            ("text", bytes),
            ("hex", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes))),
            ("lower hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes))),
            .. Enumerable.Range(0, 3).Select(before => ("base64", Encoding.ASCII.GetBytes(Base64(bytes, before)))),
            .. Enumerable.Range(0, 3).Select(before => ("base64url", Encoding.ASCII.GetBytes(Base64(bytes, before).Replace('+', '-').Replace('/', '_')))),
        ]
        select ($"{guise.Name} of {encoding.WebName}", guise.Bytes);

    // The characters of base64 that depend on these bytes alone, when so many others come before them.
    private static string Base64(byte[] bytes, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
        var first = ((before * 8) + 5) / 6;
        var last = (before + bytes.Length) * 8 / 6;
        return text[first..last];
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Escaped(string value) =>
        from guise in new (string Name, string Text)[]
        {
            ("percent-encoded", Uri.EscapeDataString(value)),
            ("a form's field", Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal)),
            ("JSON", JsonEncodedText.Encode(value).ToString()),
            ("relaxed JSON", JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()),
            ("HTML", HtmlEncoder.Default.Encode(value)),
        }
        from written in new[] { guise.Text, guise.Text.ToLowerInvariant() }
        where written != value
        select (guise.Name, Encoding.UTF8.GetBytes(written));

    // 3GPP TS 23.038 clause 6.1.2.1: septets follow each other without a gap, the low bit first, so that a word may begin at any of eight bits.
    private static IEnumerable<(string Name, byte[] Bytes)> InSeptets(string value)
    {
        if (value.Any(character => Gsm7.Units(character) == 0)) yield break;

        var octets = new byte[value.Length * 2];
        var septets = octets[..Gsm7.Encode(value, octets)];
        yield return ("GSM 7 bit, a septet an octet", septets);

        for (var shift = 0; shift < 8; shift++)
        {
            var packed = new byte[((septets.Length * 7) + shift + 7) / 8];
            for (var bit = 0; bit < septets.Length * 7; bit++)
                if ((septets[bit / 7] >> (bit % 7) & 1) == 1) packed[(bit + shift) / 8] |= (byte)(1 << ((bit + shift) % 8));

            // Octets that the words before and after it share say nothing, and fewer than eight are found by chance in megabytes of noise.
            var whole = packed[(shift == 0 ? 0 : 1)..(((septets.Length * 7) + shift) / 8)];
            if (whole.Length >= 8) yield return ("GSM 7 bit, packed", whole);
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> AsNumber(string value)
    {
        var digits = value.StartsWith('+') ? value[1..] : value;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) yield break;

        if (digits != value)
            foreach (var guise in AsText(digits)) yield return guise;

        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        byte[] significant = [.. bytes.SkipWhile(octet => octet == 0)];
        yield return ("a number", significant);
        yield return ("a number, low end first", [.. significant.Reverse()]);

        // 3GPP TS 23.040 clause 9.1.2.3: two digits an octet, the first in its low half; F fills the last. The other order is plain BCD.
        var filled = digits.Length % 2 == 0 ? digits : digits + "F";
        yield return ("semi-octets", Convert.FromHexString(string.Concat(filled.Chunk(2).Select(two => $"{two[1]}{two[0]}"))));
        yield return ("two digits an octet", Convert.FromHexString(filled));
    }
}
