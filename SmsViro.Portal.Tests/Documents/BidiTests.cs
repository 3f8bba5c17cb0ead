using System.Globalization;
using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Portal.Tests.Documents;

public class BidiTests
{
    [Theory]
    [InlineData("plain words 12", 0, null)]
    [InlineData("אב 12 ג", 1, "1112211")]
    [InlineData("code 12 אב, end", 0, "000000001100000")]
    [InlineData("אב (ab).", 1, "11112211")]
    [InlineData("שלום 12%.", 1, "111112221")]
    public void Gives_every_character_its_level(string text, byte paragraph, string? levels)
    {
        var (found, each) = Bidi.LevelsOf(text);

        Assert.Equal(paragraph, found);
        if (levels is null) Assert.Null(each);
        else Assert.Equal(levels[..text.Length], string.Concat(each!));
    }

    [Fact]
    public void Survives_more_embeddings_than_the_standard_allows()
    {
        var text = string.Concat(Enumerable.Repeat("\u202E\u2067", 1000)) + "a\u05D0" + new string('\u2069', 3000);

        var (_, levels) = Bidi.LevelsOf(text);

        Assert.All(levels!, level => Assert.InRange(level, 0, 126));
    }

    [Fact]
    public void Agrees_with_the_standard_on_every_sequence_of_kinds()
    {
        string[] expected = [];
        var (cases, wrong) = (0, new List<string>());
        foreach (var line in UnicodeFiles.Lines("BidiTest.txt"))
        {
            if (line.StartsWith("@Levels:", StringComparison.Ordinal)) expected = line[8..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (line[0] == '@') continue;

            var fields = line.Split(';');
            var classes = fields[0].Split(' ').Select(Enum.Parse<BidiClass>).ToArray();
            var paragraphs = int.Parse(fields[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            for (var choice = 0; choice < 3; choice++)
            {
                if ((paragraphs >> choice & 1) == 0) continue;

                var paragraph = choice == 0 ? Bidi.FirstStrong(classes, Bidi.Matches(classes), 0, classes.Length) : (byte)(choice - 1);
                var levels = Bidi.Resolve(classes, null, paragraph);
                cases++;
                if (!levels.Select(Said).Zip(expected).All(pair => pair.Second == "x" || pair.First == pair.Second)) wrong.Add(line);
            }
        }

        Assert.Empty(wrong.Take(20));
        Assert.Equal(770_241, cases);
        TestContext.Current.TestOutputHelper!.WriteLine($"{cases:N0} sequences of kinds");
    }

    [Fact]
    public void Agrees_with_the_standard_on_every_sequence_of_characters()
    {
        var (cases, wrong) = (0, new List<string>());
        foreach (var line in UnicodeFiles.Lines("BidiCharacterTest.txt"))
        {
            var fields = line.Split(';');
            var text = UnicodeFiles.Text(fields[0]);
            var classes = UnicodeFiles.BidiOf(text);
            var paragraph = fields[1] == "2" ? Bidi.FirstStrong(classes, Bidi.Matches(classes), 0, classes.Length) : byte.Parse(fields[1], CultureInfo.InvariantCulture);
            var levels = Bidi.Resolve(classes, text, paragraph);
            var starts = Enumerable.Range(0, text.Length).Where(i => !char.IsLowSurrogate(text[i]));
            cases++;
            if (Said(paragraph) != fields[2] || !starts.Select(i => Said(levels[i])).Zip(fields[3].Split(' ')).All(pair => pair.Second == "x" || pair.First == pair.Second))
                wrong.Add(line);
        }

        Assert.Empty(wrong.Take(20));
        Assert.Equal(91_707, cases);
        TestContext.Current.TestOutputHelper!.WriteLine($"{cases:N0} sequences of characters");
    }

    private static string Said(byte level) => level.ToString(CultureInfo.InvariantCulture);
}
