using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Portal.Tests.Documents;

public class CharactersTests
{
    [Fact]
    public void The_table_is_what_the_standards_files_say()
    {
        using var resource = typeof(Characters).Assembly.GetManifestResourceStream("SmsViro.Core.Documents.Unicode.characters.bin")!;
        var table = new byte[resource.Length];
        resource.ReadExactly(table);

        Assert.Equal(UnicodeFiles.CharacterTable(), table);
    }

    [Theory]
    [InlineData("as it is: Ω €", "as it is: Ω €")]
    [InlineData("a\0b\u0007c\u007F\u0085", "a\uFFFDb\uFFFDc\uFFFD\n")]
    [InlineData("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour")]
    [InlineData("whole 😀 \uFFFE\uFDD0", "whole 😀 \uFFFD\uFFFD")]
    [InlineData("tab\tstop", "tab stop")]
    public void Makes_any_text_printable(string text, string expected) =>
        Assert.Equal(expected, Characters.Printable(text));

    [Fact]
    public void Makes_the_halves_of_characters_printable() =>
        Assert.Equal("half \uFFFD of \uFFFD it", Characters.Printable("half \uD83D of \uDE00 it"));
}
