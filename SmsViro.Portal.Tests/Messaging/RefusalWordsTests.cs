using SmsViro.Core.Messaging;
using SmsViro.Portal.Messaging;

namespace SmsViro.Portal.Tests.Messaging;

public class RefusalWordsTests
{
    [Fact]
    public void Every_refusal_has_a_sentence_of_its_own()
    {
        var sentences = Enum.GetValues<SendRefusal>().Select(RefusalWords.Of).ToList();

        Assert.Equal(sentences.Distinct(), sentences);
        Assert.All(sentences, sentence => Assert.True(sentence.Length > 20, sentence));
    }

    [Theory]
    [InlineData(SendRefusal.NoCredit)]
    [InlineData(SendRefusal.PriceChanged)]
    [InlineData(SendRefusal.AccountClosing)]
    [InlineData(SendRefusal.NoSuchDraft)]
    public void A_refusal_that_belongs_to_no_field_says_that_nothing_was_sent(SendRefusal refusal)
    {
        Assert.False(RefusalWords.IsAboutNumber(refusal) || RefusalWords.IsAboutText(refusal));
        Assert.Matches("not sent|Nothing was sent", RefusalWords.Of(refusal));
    }

    [Fact]
    public void No_refusal_belongs_to_both_fields() =>
        Assert.DoesNotContain(Enum.GetValues<SendRefusal>(), refusal => RefusalWords.IsAboutNumber(refusal) && RefusalWords.IsAboutText(refusal));
}
