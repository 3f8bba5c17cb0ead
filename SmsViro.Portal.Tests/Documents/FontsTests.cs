using System.Security.Cryptography;
using SmsViro.Core.Documents;
using SmsViro.Core.Documents.Typesetting;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Documents;

public class FontsTests
{
    private static readonly string Folder = Path.Combine(Tree.Core, "Documents", "Fonts");

    [Fact]
    public void The_fonts_are_the_files_that_were_chosen()
    {
        var sums = File.ReadAllLines(Path.Combine(Folder, "SHA256SUMS")).Select(line => line.Split("  ")).ToDictionary(line => line[1], line => line[0]);
        var files = Directory.GetFiles(Folder).Where(file => Path.GetExtension(file) is ".woff" or ".ttf").ToList();

        Assert.Equal(files.Select(Path.GetFileName).Order(), sums.Keys.Order());
        Assert.All(files, file => Assert.Equal(sums[Path.GetFileName(file)], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))));
    }

    [Fact]
    public void All_of_them_together_weigh_less_than_twelve_megabytes() =>
        Assert.InRange(Directory.GetFiles(Folder).Sum(file => new FileInfo(file).Length), 1, 12 << 20);

    [Theory]
    [InlineData(RunStyle.Regular)]
    [InlineData(RunStyle.Bold)]
    [InlineData(RunStyle.Mono)]
    public void Every_style_has_a_face_for_every_script(RunStyle style)
    {
        foreach (var character in "aßŁΩώЖїبहि中é0€שไகক字語한뷁①★")
            Assert.True(Typefaces.For(style, HanStyle.Chinese, [character]) is not null, $"{character}");

        Assert.NotNull(Typefaces.For(style, HanStyle.Chinese, [0x1F600]));
    }
}
