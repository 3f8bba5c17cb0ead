using System.Globalization;
using System.IO.Compression;
using SmsViro.Core.Documents.Unicode;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Documents;

/// <summary>The standard's own data and conformance files, kept beside this class, compressed.</summary>
internal static class UnicodeFiles
{
    /// <summary>"0041 05D0" as text.</summary>
    public static string Text(string codes) =>
        string.Concat(codes.Split(' ').Select(code => char.ConvertFromUtf32(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    /// <summary>The kind of every UTF-16 unit, both halves of a character alike.</summary>
    public static BidiClass[] BidiOf(string text) =>
        [.. text.EnumerateRunes().SelectMany(rune => Enumerable.Repeat(Characters.BidiOf(rune.Value), rune.Utf16SequenceLength))];

    /// <summary>The fields of every line that carries data, comments removed.</summary>
    public static IEnumerable<string> Lines(string file) =>
        from line in Read(file)
        let data = line.Split('#')[0].Trim()
        where data.Length > 0
        select data;

    /// <summary>The table that Characters reads, made again.</summary>
    public static byte[] CharacterTable()
    {
        var bidi = Values("DerivedBidiClass.txt", "L");
        var breaks = Values("LineBreak.txt", "XX");
        var category = Values("DerivedGeneralCategory.txt", "Cn");
        var width = Values("EastAsianWidth.txt", "N");
        var pictograph = Values("emoji-data.txt", "", "Extended_Pictographic");

        var table = new List<byte>();
        (byte, byte) before = (255, 255);
        for (var character = 0; character < bidi.Length; character++)
        {
            var wide = width[character] is "F" or "W" or "H";
            var resolved = breaks[character] switch
            {
                "AI" or "SG" or "XX" when pictograph[character] != "" && category[character] == "Cn" => "IDP",
                "AI" or "SG" or "XX" => "AL",
                "SA" => category[character] is "Mn" or "Mc" ? "CM" : "AL",
                "CJ" => "NS",
                "OP" when wide => "OPW",
                "CP" when wide => "CPW",
                "ID" when pictograph[character] != "" && category[character] == "Cn" => "IDP",
                var plain => plain,
            };
            var classes = ((byte)Enum.Parse<BidiClass>(bidi[character]), (byte)Enum.Parse<BreakClass>(resolved));
            if (classes != before)
                table.AddRange((byte)(character >> 16), (byte)(character >> 8), (byte)character, classes.Item1, classes.Item2);
            before = classes;
        }

        return [.. table];
    }

    private static string[] Values(string file, string otherwise, string? property = null)
    {
        var values = new string[0x110000];
        Array.Fill(values, otherwise);
        var lines = Read(file).ToArray();

        // "# @missing: 0590..05FF; Right_To_Left" speaks for the unassigned; the long names occur nowhere else.
        foreach (var line in lines.Where(line => property is null && line.StartsWith("# @missing:", StringComparison.Ordinal)))
            Fill(values, line["# @missing:".Length..].Split(';'), Short);
        foreach (var line in lines.Select(line => line.Split('#')[0]).Where(line => line.Contains(';', StringComparison.Ordinal)))
        {
            var fields = line.Split(';');
            if (property is null || fields[1].Trim() == property) Fill(values, fields, value => value);
        }

        return values;
    }

    private static IEnumerable<string> Read(string file)
    {
        using var packed = File.OpenRead(Path.Combine(Tree.Tests, "Documents", "Unicode", file + ".br"));
        using var lines = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line) yield return line;
    }

    private static void Fill(string[] values, string[] fields, Func<string, string> name)
    {
        var ends = fields[0].Trim().Split("..").Select(end => int.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
        Array.Fill(values, name(fields[1].Trim()), ends[0], ends[^1] - ends[0] + 1);
    }

    private static string Short(string missing) => missing switch
    {
        "Left_To_Right" => "L",
        "Right_To_Left" => "R",
        "Arabic_Letter" => "AL",
        "European_Terminator" => "ET",
        "Boundary_Neutral" => "BN",
        "Unassigned" => "Cn",
        "Neutral" => "N",
        _ => missing,
    };
}
