using System.Text;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>What she told us about herself as a vCard 4.0 (RFC 6350), which every address book reads: the columns declared for it, from whatever tables hold them.</summary>
internal sealed class ContactCard
{
    private const int LongestLine = 75;

    private readonly List<(string Property, string Text)> _values = [];

    public bool IsEmpty => _values.Count == 0;

    public void Take(HeldRecord record)
    {
        foreach (var value in record.Values)
            if (value.Column.CardProperty is { } property && value.Text is { Length: > 0 } text) _values.Add((property, text));
    }

    public byte[] ToBytes()
    {
        var card = new StringBuilder();
        Append(card, "BEGIN:VCARD");
        Append(card, "VERSION:4.0");

        // A card without a name is none (section 6.2.1).
        if (_values.All(value => value.Property != "FN")) Append(card, $"FN:{Escaped(_values[0].Text)}");
        foreach (var (property, text) in _values)
            Append(card, property is "TEL" ? $"TEL;VALUE=uri:tel:{text}" : $"{property}:{Escaped(text)}");
        Append(card, "END:VCARD");
        return Encoding.UTF8.GetBytes(card.ToString());
    }

    // Section 3.4: what would end a value is written behind a backslash.
    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    // Section 3.2: a line has at most 75 octets and goes on after a space; no character is cut in two.
    private static void Append(StringBuilder card, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                card.Append("\r\n ");
                octets = 1;
            }

            card.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        card.Append("\r\n");
    }
}
