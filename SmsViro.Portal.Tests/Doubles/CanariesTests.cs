using System.Text;

namespace SmsViro.Portal.Tests.Doubles;

public class CanariesTests
{
    private const string Canary = "Quetzal-7f3a@example.org";

    [Theory]
    [InlineData("xx{0}yy", "utf-8")]
    [InlineData("{0}", "utf-16")]
    [InlineData("before {0} after", "utf-16BE")]
    public void Finds_a_value_in_any_encoding_and_case(string around, string encoding)
    {
        foreach (var written in new[] { Canary, Canary.ToUpperInvariant(), Canary.ToLowerInvariant() })
            AssertFound(Encoding.GetEncoding(encoding).GetBytes(string.Format(null, around, written)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("abcdef;")]
    public void Finds_a_value_inside_base64_wherever_it_begins(string before)
    {
        var bytes = Encoding.UTF8.GetBytes(before + Canary + " and more");

        AssertFound(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)));
        AssertFound(Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
    }

    [Fact]
    public void Finds_digits_stored_as_a_number()
    {
        var folder = Scratch.Folder("canary");
        File.WriteAllBytes(Path.Combine(folder, "file"), BitConverter.GetBytes(447912345678L));

        Assert.NotEmpty(Canaries.FindIn(folder, ["447912345678"]));
    }

    [Theory]
    [InlineData("447912345678")]
    [InlineData("+447912345678")]
    public void Finds_a_number_however_a_network_writes_it(string wanted)
    {
        Assert.True(Finds(wanted, [1, .. Convert.FromHexString("449721436587"), 2]));
        Assert.True(Finds(wanted, [1, .. Convert.FromHexString("447912345678"), 2]));
        Assert.True(Finds(wanted, "447912345678"u8.ToArray()));
        Assert.True(Finds(wanted, [9, .. BitConverter.GetBytes(447912345678L)]));
    }

    // "hellohello" packed as 3GPP TS 23.038 does it, and the same after one and after three letters more.
    [Theory]
    [InlineData("E8329BFD4697D9EC37")]
    [InlineData("617499CD7EA3CB6CF61B")]
    [InlineData("61F1185D66B3DFE8329BFD06")]
    public void Finds_a_text_as_a_message_packs_it(string octets) => Assert.True(Finds("hellohello", Convert.FromHexString(octets)));

    [Theory]
    [InlineData("Zoë +44", "Zo%C3%AB%20%2B44")]
    [InlineData("Zoë +44", "zo%c3%ab+%2b44")]
    [InlineData("Zoë +44", "Zo\\u00EB \\u002B44")]
    [InlineData("O'Brien-7", "O&#x27;Brien-7")]
    public void Finds_a_value_as_addresses_JSON_and_pages_escape_it(string wanted, string written) => Assert.True(Finds(wanted, Encoding.UTF8.GetBytes($"<{written}>")));

    [Fact]
    public void Refuses_to_look_for_what_lies_anywhere_by_chance() => Assert.Throws<ArgumentException>(() => Finds("abc", [1, 2, 3, 4]));

    [Fact]
    public void Finds_nothing_where_nothing_lies() => Assert.False(Finds(Encoding.UTF8.GetBytes("Quetzal-7f3b@example.org")));

    private static void AssertFound(byte[] content) => Assert.True(Finds(content), Encoding.Latin1.GetString(content));

    private static bool Finds(byte[] content) => Finds(Canary, content);

    private static bool Finds(string wanted, byte[] content)
    {
        var folder = Scratch.Folder("canary");
        File.WriteAllBytes(Path.Combine(folder, "file"), content);
        return Canaries.FindIn(folder, [wanted]).Count > 0;
    }
}
