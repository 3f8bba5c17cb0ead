using SmsViro.Core.Messaging.OptOuts;

namespace SmsViro.Portal.Tests.Messaging.OptOuts;

/// <summary>A wish is understood however it is written, and an answer is never mistaken for one.</summary>
public class StopWordsTests
{
    [Theory]
    [InlineData("STOP")]
    [InlineData("  Stop. ")]
    [InlineData("stop all")]
    [InlineData("StopAll!")]
    [InlineData("Opt-out")]
    [InlineData("UNSUBSCRIBE")]
    [InlineData("please stop texting me")]
    [InlineData("Stop sending me these messages, thank you")]
    [InlineData("ARRÊT")]
    [InlineData("Arret")]
    [InlineData("ABMELDEN")]
    [InlineData("Baja")]
    [InlineData("SAIR")]
    [InlineData("стоп")]
    [InlineData("ΣΤΟΠ")]
    [InlineData("İPTAL")]
    [InlineData("إيقاف")]
    [InlineData("הסר")]
    [InlineData("退订")]
    [InlineData("配信停止")]
    [InlineData("수신거부")]
    [InlineData("รยกเลิก", ReplyWish.None)]
    [InlineData("หยุด")]
    [InlineData("বন্ধ")]
    [InlineData("start", ReplyWish.Start)]
    [InlineData("Unstop", ReplyWish.Start)]
    [InlineData("старт", ReplyWish.Start)]
    [InlineData("", ReplyWish.None)]
    [InlineData("Thank you, we have your message.", ReplyWish.None)]
    [InlineData("I will stop by at nine", ReplyWish.None)]
    [InlineData("Please cancel my appointment", ReplyWish.None)]
    [InlineData("the bus stop", ReplyWish.None)]
    [InlineData("yes", ReplyWish.None)]
    public void A_reply_says_what_it_says(string text, ReplyWish wish = ReplyWish.Stop) => Assert.Equal(wish, StopWords.Of(text));
}
