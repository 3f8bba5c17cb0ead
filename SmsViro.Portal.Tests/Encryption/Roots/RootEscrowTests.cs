using System.Text;
using SmsViro.Core.Encryption.Roots;

namespace SmsViro.Portal.Tests.Encryption.Roots;

/// <summary>The page that root keys are kept on.</summary>
public class RootEscrowTests
{
    private const string Words = "correct horse battery stäple";

    private static readonly Dictionary<int, byte[]> Keys = new() { [691] = [.. Enumerable.Repeat((byte)7, 32)], [692] = [.. Enumerable.Range(0, 32).Select(i => (byte)i)] };

    [Fact]
    public void Opens_with_its_passphrase_however_the_keyboard_composes_it()
    {
        var page = RootEscrow.Seal(Keys, Words);

        var opened = RootEscrow.Open(page.Replace("\n", "\r\n", StringComparison.Ordinal), Words.Normalize(NormalizationForm.FormD))!;

        Assert.Equal(Keys, opened);
        Assert.Contains("epochs 691 692\npbkdf2-sha512 600000 ", page, StringComparison.Ordinal);
        Assert.All(page.Split('\n').Skip(4), line => Assert.InRange(line.Length, 0, 64));
    }

    [Theory]
    [InlineData("epochs 691", "epochs 690")]
    [InlineData(" 600000 ", " 600001 ")]
    public void Does_not_open_once_a_line_was_changed(string was, string now) =>
        Assert.Null(RootEscrow.Open(RootEscrow.Seal(Keys, Words).Replace(was, now, StringComparison.Ordinal), Words));

    /// <summary>Fewer rounds would make guessing cheap; more than any of ours would never end.</summary>
    [Theory]
    [InlineData(" 600000 ", " 1000 ")]
    [InlineData(" 600000 ", " 2000000000 ")]
    [InlineData("escrow v1", "escrow v2")]
    [InlineData("aes-256-gcm ", "aes-256-gcm * ")]
    public void Is_refused_when_it_is_of_another_kind(string was, string now)
    {
        var page = RootEscrow.Seal(Keys, Words).Replace(was, now, StringComparison.Ordinal);

        Assert.Throws<FormatException>(() => RootEscrow.Open(page, Words));
        Assert.Throws<FormatException>(() => RootEscrow.Open(page[..^24], Words));
    }
}
