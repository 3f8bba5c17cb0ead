using System.Globalization;
using SmsViro.Core.Messaging;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Rights;

/// <summary>How texts and requests are said to the person they are about.</summary>
internal static class RecipientWords
{
    /// <param name="texts">At least one, newest first.</param>
    /// <param name="now">The time that is.</param>
    public static string Texts(IReadOnlyList<RecipientFinding> texts, DateTimeOffset now)
    {
        var last = texts[0].AcceptedAt;
        var when = ReaderZone.London.Day(last) == ReaderZone.London.Day(now)
            ? $"today at {ReaderZone.London.Local(last):HH:mm}"
            : $"on {ReaderZone.London.Local(last).ToString("d MMM", CultureInfo.InvariantCulture)}";
        return texts.Count == 1 ? $"1 text, {when}" : $"{texts.Count.ToString("N0", CultureInfo.InvariantCulture)} texts, the last {when}";
    }

    public static string Kinds(SenderLine sender) => string.Join(", ", sender.Texts.Concat(sender.BroughtIn).Select(text => text.Kind).Distinct().Order().Select(Of));

    /// <summary>What an erasure did, when it is done.</summary>
    public static string TakenOut(long rows) => $"Your number was taken out of {rows.ToString("N0", CultureInfo.InvariantCulture)} {(rows == 1 ? "record" : "records")}: each text to you, reply, draft and line of a list of opt-outs that held it is one.";

    public static string Of(RecipientRequest request) => request.Kind switch
    {
        RecipientRequestKind.Erasure => "Erasure",
        RecipientRequestKind.Objection => "Objection",
        RecipientRequestKind.Question => request.About is { } about ? Of(about) : "Question",
    };

    public static string Of(QuestionAbout about) => about switch
    {
        QuestionAbout.Copy => "A copy of what is held",
        QuestionAbout.Source => "Where the number is from",
        QuestionAbout.Correction => "A correction",
        QuestionAbout.Erasure => "Erasure from the sender\u2019s files",
        QuestionAbout.Words => "What the text said",
    };

    private static string Of(MessageKind kind) => kind switch
    {
        MessageKind.OneTimeCode => "A code somebody waited for",
        MessageKind.Conversation => "A message to you",
        MessageKind.Campaign => "A message to many",
    };
}
