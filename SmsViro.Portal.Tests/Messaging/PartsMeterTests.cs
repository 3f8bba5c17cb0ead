using Bunit;
using SmsViro.Core.Values;
using SmsViro.Portal.Messaging;

namespace SmsViro.Portal.Tests.Messaging;

public sealed class PartsMeterTests : BunitContext
{
    private static readonly Money Part = Money.Of(0.038m, Currency.Gbp);

    [Fact]
    public void Before_the_first_key_it_says_what_a_part_holds() => Assert.Contains("One part holds 160 characters", Meter("").Find(".legend2").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_short_text_is_one_part_and_needs_no_advice()
    {
        var meter = Meter("See you at 9");

        Assert.Equal("1 part, 12 characters, standard alphabet 148 left in this part", Words(meter.Find(".legend2").TextContent));
        Assert.Empty(meter.FindAll(".banner"));
        Assert.Single(meter.FindAll(".track > i"));
    }

    [Fact]
    public void A_text_a_little_too_long_says_how_much_to_cut_and_what_that_saves() =>
        Assert.Equal("24 characters too long for one part. Shorten it and save £0.0380 a message.", Words(Meter(new string('x', 184)).Find(".banner").TextContent));

    [Fact]
    public void A_third_part_begun_is_advised_about_and_one_half_full_is_not()
    {
        Assert.Contains("1 character too long for 2 parts", Words(Meter(new string('x', 307)).Find(".banner").TextContent), StringComparison.Ordinal);
        Assert.Empty(Meter(new string('x', 380)).FindAll(".banner"));
    }

    [Fact]
    public void The_character_that_forced_Unicode_is_named_with_what_it_costs() =>
        Assert.Equal("✓ makes this text Unicode: 2 parts instead of 1. Without it you save £0.0380 a message.", Words(Meter("✓" + new string('x', 100)).Find(".banner").TextContent));

    [Fact]
    public void Several_such_characters_are_named_together_six_at_most()
    {
        Assert.StartsWith("ń ś make this text Unicode", Words(Meter("ńś" + new string('x', 100)).Find(".banner").TextContent), StringComparison.Ordinal);
        Assert.Contains("ń ś ł ą ę ć and 1 more", Words(Meter("ńśłąęćź").Find(".banner").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_short_text_it_says_how_little_a_part_then_holds() =>
        Assert.Equal("ń makes this text Unicode, so a part holds 70 characters instead of 160.", Words(Meter("Dzień dobry").Find(".banner").TextContent));

    [Fact]
    public void An_emoji_counts_as_the_one_character_it_is() => Assert.Contains("1 character,", Words(Meter("👩‍👩‍👧").Find(".legend2").TextContent), StringComparison.Ordinal);

    private IRenderedComponent<PartsMeter> Meter(string text) => Render<PartsMeter>(with => with.Add(meter => meter.Text, text).Add(meter => meter.Saving, Part));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
