using System.Globalization;
using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Portal.Tests.Documents;

/// <summary>The standard's own data and conformance files, as Debian's package unicode-data installs them.</summary>
internal static class UnicodeFiles
{
    private const string Folder = "/usr/share/unicode";

    public static bool Installed => File.Exists(Path.Combine(Folder, "BidiTest.txt"));

    /// <summary>The fields of every line that carries data, comments removed.</summary>
    public static IEnumerable<string> Lines(string file) =>
        from line in File.ReadLines(Path.Combine(Folder, file))
        let data = line.Split('#')[0].Trim()
        where data.Length > 0
        select data;

    /// <summary>The table that Characters reads, made again.</summary>
    public static byte[] CharacterTable()
    {
        var bidi = Read("extracted/DerivedBidiClass.txt", "L");
        var breaks = Read("LineBreak.txt", "XX");
        var category = Read("extracted/DerivedGeneralCategory.txt", "Cn");
        var width = Read("EastAsianWidth.txt", "N");
        var pictograph = Read("emoji/emoji-data.txt", "", "Extended_Pictographic");

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

    private static string[] Read(string file, string otherwise, string? property = null)
    {
        var values = new string[0x110000];
        Array.Fill(values, otherwise);
        var lines = File.ReadAllLines(Path.Combine(Folder, file));

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
