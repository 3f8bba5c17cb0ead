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

    [Fact]
    public void Finds_nothing_where_nothing_lies() => Assert.False(Finds(Encoding.UTF8.GetBytes("Quetzal-7f3b@example.org")));

    private static void AssertFound(byte[] content) => Assert.True(Finds(content), Encoding.Latin1.GetString(content));

    private static bool Finds(byte[] content)
    {
        var folder = Scratch.Folder("canary");
        File.WriteAllBytes(Path.Combine(folder, "file"), content);
        return Canaries.FindIn(folder, [Canary]).Count > 0;
    }
}
