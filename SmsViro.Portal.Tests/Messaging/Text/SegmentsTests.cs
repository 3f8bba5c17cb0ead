using CsCheck;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Portal.Tests.Messaging.Text;

public class SegmentsTests
{
    private const string Emoji = "😀";

    private static readonly Gen<string> Texts = Gen.OneOf(
        Mix(Gen.Const("a"), AnyOf("€", "[", "\f", "Ω"), 40),
        Mix(Gen.Const("x"), AnyOf("я", "€", "^"), 6),
        Mix(AnyOf("a", "я"), AnyOf(Emoji, "\uD83D", "\uDE00"), 3),
        Gen.Char.Array[0, 400].Select(characters => new string(characters)));

    [Fact]
    public void Agrees_with_the_naive_model_on_any_text() =>
        Texts.Sample(
            text =>
            {
                var naive = NaiveSegments.Of(text);
                var count = Segments.Count(text);
                var segments = Segments.Of(text);

                Assert.Equal(naive.Gsm ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2, count.Encoding);
                Assert.Equal((naive.Units, naive.Parts.Count, naive.Left), (count.Units, count.Parts, count.UnitsLeft));
                Assert.Equal((count.Encoding, count.Units, count.UnitsLeft), (segments.Encoding, segments.Units, segments.UnitsLeft));
                Assert.Equal(naive.Parts, segments.Parts.Select((_, number) => segments[number].ToString()));
            },
            iter: 20_000);

    [Fact]
    public void Every_part_reads_back_alone_from_its_octets() =>
        Texts.Sample(
            text =>
            {
                var segments = Segments.Of(text);
                Span<byte> octets = stackalloc byte[Segments.MaxOctets];
                for (var part = 0; part < segments.Parts.Count; part++)
                {
                    var written = segments.Encode(part, octets);

                    Assert.True(written + (segments.Parts.Count > 1 ? 6 : 0) <= Segments.MaxOctets);
                    Assert.Equal(segments[part].ToString(), Segments.Decode(segments.Encoding, octets[..written]));
                }
            },
            iter: 5_000);

    [Theory]
    [InlineData(0, 0, 160)]
    [InlineData(1, 1, 159)]
    [InlineData(160, 1, 0)]
    [InlineData(161, 2, 145)]
    [InlineData(306, 2, 0)]
    [InlineData(307, 3, 152)]
    [InlineData(1530, 10, 0)]
    public void Plain_letters_fill_160_or_153_units(int letters, int parts, int left) =>
        Assert.Equal(new(SmsEncoding.Gsm7, letters, parts, left), Segments.Count(new string('a', letters)));

    [Theory]
    [InlineData(70, 1, 0)]
    [InlineData(71, 2, 63)]
    [InlineData(134, 2, 0)]
    [InlineData(135, 3, 66)]
    public void Unicode_letters_fill_70_or_67_units(int letters, int parts, int left) =>
        Assert.Equal(new(SmsEncoding.Ucs2, letters, parts, left), Segments.Count(new string('я', letters)));

    [Theory]
    [InlineData(151, 153)] // the euro ends in the last unit of the part
    [InlineData(152, 152)] // the euro would straddle: it moves whole and leaves a unit empty
    [InlineData(153, 153)]
    public void An_escape_pair_never_straddles_two_parts(int before, int unitsOfFirst)
    {
        var text = Segments.Of(new string('a', before) + "€" + new string('b', 20));

        Assert.Equal(2, text.Parts.Count);
        Assert.Equal(unitsOfFirst, text.Parts[0].Units);
        Assert.Equal(before + 22 - unitsOfFirst, text.Parts[1].Units);
    }

    [Theory]
    [InlineData(65, 67)]
    [InlineData(66, 66)]
    [InlineData(67, 67)]
    public void A_surrogate_pair_never_straddles_two_parts(int before, int unitsOfFirst)
    {
        var text = Segments.Of(new string('я', before) + Emoji + new string('ю', 20));

        Assert.Equal(2, text.Parts.Count);
        Assert.Equal(unitsOfFirst, text.Parts[0].Units);
        Assert.Equal(before + 22 - unitsOfFirst, text.Parts[1].Units);
    }

    [Fact]
    public void One_escape_at_an_edge_costs_a_third_part()
    {
        // 306 units fit two parts of 153, unless a pair in the middle forces one to stay empty.
        Assert.Equal(2, Segments.Count(new string('a', 304) + "€").Parts);
        Assert.Equal(3, Segments.Count(new string('a', 152) + "€" + new string('a', 152)).Parts);
    }

    [Fact]
    public void Names_the_characters_that_forced_Unicode_and_where_they_are()
    {
        var text = Segments.Of("It’s 5 € for Żaneta’s 👩‍👩‍👧!");

        Assert.Equal(["’", "Ż", "👩‍👩‍👧"], text.ForcedUnicode.Select(forced => forced.Character));
        Assert.Equal([2, 19], text.ForcedUnicode[0].Positions);
        Assert.Equal(2, text.ForcedUnicode[0].Count);
    }

    [Fact]
    public void Blames_nothing_in_a_GSM_text() => Assert.Empty(Segments.Of("Äpfel [5 €]\r\n").ForcedUnicode);

    [Fact]
    public void Counting_allocates_nothing()
    {
        var text = string.Concat(Enumerable.Repeat("100 € [", 60));
        Segments.Count(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++) Segments.Count(text);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static Gen<string> Mix(Gen<string> common, Gen<string> rare, int oneIn) =>
        Gen.Frequency((oneIn - 1, common), (1, rare)).Array[0, 500].Select(string.Concat);
}
