namespace SmsViro.Portal.Tests.Messaging.Text;

/// <summary>The rule written again in the slowest and plainest way: cut the text into things that must stay whole, then fill parts one thing at a time.</summary>
internal static class NaiveSegments
{
    // 3GPP TS 23.038 clause 6.2.1, row by row, written down a second time on purpose: by code point.
    private static readonly HashSet<int> One =
    [
        0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5,
        0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0xC6, 0xE6, 0xDF, 0xC9,
        0x20, 0x21, 0x22, 0x23, 0xA4, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F,
        .. Enumerable.Range('0', 10), 0x3A, 0x3B, 0x3C, 0x3D, 0x3E, 0x3F,
        0xA1, .. Enumerable.Range('A', 26), 0xC4, 0xD6, 0xD1, 0xDC, 0xA7,
        0xBF, .. Enumerable.Range('a', 26), 0xE4, 0xF6, 0xF1, 0xFC, 0xE0,
    ];

    private static readonly HashSet<int> Two = [0x0C, 0x5E, 0x7B, 0x7D, 0x5C, 0x5B, 0x7E, 0x5D, 0x7C, 0x20AC];

    public static (bool Gsm, int Units, List<string> Parts, int Left) Of(string text)
    {
        var gsm = text.All(character => One.Contains(character) || Two.Contains(character));
        var things = new List<(string Text, int Units)>();
        for (var at = 0; at < text.Length; at++)
        {
            if (gsm) things.Add((text[at].ToString(), Two.Contains(text[at]) ? 2 : 1));
            else if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])) things.Add((text.Substring(at++, 2), 2));
            else things.Add((text[at].ToString(), 1));
        }

        var units = things.Sum(thing => thing.Units);
        var room = units <= (gsm ? 160 : 70) ? (gsm ? 160 : 70) : (gsm ? 153 : 67);
        List<string> parts = [];
        var left = 0;
        foreach (var (thing, cost) in things)
        {
            if (parts.Count == 0 || cost > left)
            {
                parts.Add("");
                left = room;
            }

            parts[^1] += thing;
            left -= cost;
        }

        return (gsm, units, parts, parts.Count == 0 ? room : left);
    }
}
