using SmsViro.Core.Messaging.Text;

namespace SmsViro.Portal.Tests.Messaging.Text;

public class Gsm7Tests
{
    // 3GPP TS 23.038 clauses 6.2.1 and 6.2.1.1.
    [Theory]
    [InlineData("@", "00")]
    [InlineData("Ç", "09")]
    [InlineData("\n", "0A")]
    [InlineData("Δ", "10")]
    [InlineData("É", "1F")]
    [InlineData("¤", "24")]
    [InlineData("¡", "40")]
    [InlineData("§", "5F")]
    [InlineData("¿", "60")]
    [InlineData("à", "7F")]
    [InlineData("\f", "1B0A")]
    [InlineData("^", "1B14")]
    [InlineData("{}", "1B281B29")]
    [InlineData("\\", "1B2F")]
    [InlineData("[~]", "1B3C1B3D1B3E")]
    [InlineData("|", "1B40")]
    [InlineData("€", "1B65")]
    public void Writes_the_codes_of_the_standard(string text, string codes)
    {
        Span<byte> octets = stackalloc byte[16];

        var written = Gsm7.Encode(text, octets);

        Assert.Equal(codes, Convert.ToHexString(octets[..written]));
        Assert.Equal(text, Gsm7.Decode(octets[..written]));
    }

    [Theory]
    [InlineData('ç')]
    [InlineData('`')]
    [InlineData('\u001B')]
    [InlineData('\t')]
    [InlineData('₭')]
    public void Costs_nothing_because_it_is_not_in_the_alphabet(char character) => Assert.Equal(0, Gsm7.Units(character));

    [Theory]
    [InlineData("1B41", "A")] // a code the extension table lacks
    [InlineData("1B1B", " ")] // the extension of the extension
    [InlineData("411B", "A ")] // an escape with nothing behind it
    [InlineData("C1", "A")] // bit 8 is not ours
    public void Reads_what_no_sender_should_send(string codes, string text) => Assert.Equal(text, Gsm7.Decode(Convert.FromHexString(codes)));

    [Fact]
    public void Refuses_to_write_a_character_outside_the_alphabet() =>
        Assert.Throws<ArgumentException>(() => Gsm7.Encode("ж", new byte[4]));
}
