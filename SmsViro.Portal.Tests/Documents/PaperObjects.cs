using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SmsViro.Portal.Tests.Documents;

internal sealed partial class Paper
{
    private readonly Dictionary<int, int> _streams = [];

    // Strict on purpose: every object must lie exactly where the table says.
    private void ReadObjects()
    {
        var text = Encoding.Latin1.GetString(_file);
        var start = int.Parse(Regex.Match(text, @"startxref\n(\d+)\n%%EOF\n$").Groups[1].Value, CultureInfo.InvariantCulture);
        var table = ReadAt(text, start);
        var entries = Stream(table);
        var packs = new SortedDictionary<int, SortedDictionary<int, int>>();
        for (var number = 0; number * 8 < entries.Length; number++)
        {
            var entry = entries.AsSpan(number * 8, 8);
            var at = (int)(BinaryPrimitives.ReadInt64BigEndian(entry) >> 16 & 0xFF_FFFF_FFFF);
            var index = BinaryPrimitives.ReadUInt16BigEndian(entry[6..]);
            switch (entry[0])
            {
                case 0: Assert.Equal(0, number); break;
                case 1: Assert.Equal(number, ReadAt(text, at)); break;
                default:
                    packs.TryAdd(at, []);
                    packs[at].Add(index, number);
                    break;
            }
        }

        foreach (var (pack, members) in packs) Unpack(pack, members);
    }

    private int ReadAt(string text, int at)
    {
        var head = Regex.Match(text[at..Math.Min(at + 20, text.Length)], @"^(\d+) 0 obj\n");
        var number = Number(head.Groups[1]);
        var end = text.IndexOf("\nstream\n", at, StringComparison.Ordinal);
        _objects[number] = text[(at + head.Length)..end];
        _streams[number] = end + "\nstream\n".Length;

        var length = Number(Regex.Match(_objects[number], @"/Length (\d+)>>").Groups[1]);
        Assert.Equal("\nendstream\nendobj\n", text.Substring(_streams[number] + length, 18));
        return number;
    }

    private void Unpack(int pack, SortedDictionary<int, int> members)
    {
        var data = Encoding.Latin1.GetString(Stream(pack));
        var first = Number(Regex.Match(_objects[pack], @"/First (\d+)").Groups[1]);
        var head = data[..first].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(members.Count, head.Length / 2);
        foreach (var (index, number) in members)
        {
            Assert.Equal(number, head[2 * index]);
            var end = 2 * index + 3 < head.Length ? first + head[2 * index + 3] : data.Length;
            _objects[number] = data[(first + head[2 * index + 1])..end].Trim();
        }
    }
}
