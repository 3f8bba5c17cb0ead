using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Portal.Tests.Documents;

public class LineBreaksTests
{
    [Theory]
    [InlineData("two words", "two |words|")]
    [InlineData("well-known", "well-|known|")]
    [InlineData("(see 3.14 %) now", "(see |3.14 |%) |now|")]
    [InlineData("+30 691-234", "+30 |691-234|")]
    [InlineData("验证码，谢谢", "验|证|码，|谢|谢|")]
    [InlineData("", "")]
    public void Offers_a_break_where_a_reader_expects_one(string text, string expected) =>
        Assert.Equal(expected, Marked(text));

    [Fact]
    public void Agrees_with_the_standard_on_every_case()
    {
        var (cases, wrong) = (0, new List<string>());
        foreach (var line in UnicodeFiles.Lines("LineBreakTest.txt"))
        {
            // "× 0023 × 0308 ÷ 2014 ÷"
            var expected = string.Concat(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word is "×" ? "" : word is "÷" ? "|" : UnicodeFiles.Text(word)));
            var text = string.Concat(line.Split('×', '÷').Select(word => word.Trim()).Where(word => word.Length > 0).Select(UnicodeFiles.Text));
            cases++;
            if (Marked(text) != expected) wrong.Add(line);
        }

        Assert.Empty(wrong.Take(20));
        Assert.Equal(7_654, cases);
        TestContext.Current.TestOutputHelper!.WriteLine($"{cases:N0} sequences of characters");
    }

    [Theory]
    [InlineData("เวลาเป็นของมีค่า", "เวลา|เป็นของมีค่า")]
    [InlineData("และน้ำใจ", "และ|น้ำ|ใจ")]
    [InlineData("ต่างๆนานา", "ต่างๆ|นานา")]
    [InlineData("เเปลก", "เเปลก")]
    [InlineData("word", "word")]
    public void Parts_thai_only_where_a_syllable_surely_ends(string text, string expected)
    {
        var (parts, start) = (new List<string>(), 0);
        while (start < text.Length)
        {
            var end = ThaiSyllables.NextEnd(text, start, text.Length);
            parts.Add(text[start..end]);
            start = end;
        }

        Assert.Equal(expected, string.Join('|', parts));
    }

    private static string Marked(string text)
    {
        var breaks = new LineBreaks(text);
        var (marked, start) = ("", 0);
        for (var at = breaks.Next(); at >= 0; start = at, at = breaks.Next()) marked += text[start..at] + "|";
        return marked;
    }
}
