using System.Globalization;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Messaging.Text;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Messaging;

/// <summary>What messages are called on screen.</summary>
internal static class MessageWords
{
    public static Mark MarkOf(DeliveryState state) => state switch
    {
        DeliveryState.Scheduled => Mark.Scheduled,
        DeliveryState.Queued => Mark.Queued,
        DeliveryState.Submitting => Mark.Sending,
        DeliveryState.Sent => Mark.Sent,
        DeliveryState.Delivered => Mark.Delivered,
        DeliveryState.Undelivered => Mark.NotDelivered,
        DeliveryState.Expired => Mark.TimedOut,
        DeliveryState.Rejected => Mark.Refused,
        DeliveryState.Unknown => Mark.Unknown,
        DeliveryState.Cancelled => Mark.Cancelled,
        DeliveryState.Suppressed => Mark.OptedOut,
    };

    public static string PartsOf(int parts) => parts == 1 ? "1 part" : $"{parts} parts";

    public static string Alphabet(SmsEncoding encoding) => encoding switch
    {
        SmsEncoding.Gsm7 => "standard alphabet",
        SmsEncoding.Ucs2 => "Unicode",
    };

    /// <summary>Why something stays that would go: never which claim or law, for whoever reads it may be whom it is about.</summary>
    public static string Because(ContentStay stay) => stay switch
    {
        ContentStay.Law => "the law asks us to",
        ContentStay.Pause => "the use of your data is paused",
    };

    public static string Characters(string text)
    {
        var count = new StringInfo(text).LengthInTextElements;
        return count == 1 ? "1 character" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} characters";
    }

    /// <summary>Where the price is, as a sentence.</summary>
    public static string Charged(Charge charge) => charge switch
    {
        Charge.Held => "It is held now, and charged when the operator takes the message.",
        Charge.Charged => "It was charged when the operator took the message.",
        Charge.Returned => "It was returned to your balance.",
    };

    public static string ChargeNote(Charge charge) => charge switch
    {
        Charge.Held => ", held",
        Charge.Charged => "",
        Charge.Returned => ", returned",
    };

    public static string Where(Country country) => country == Country.UnitedKingdom ? "the United Kingdom" : country.EnglishName;

    /// <summary>Who carries the texts, inside a sentence: nobody has named an operator when the portal carries them to its own simulator.</summary>
    public static string Carrier(OperatorOptions operators) =>
        operators.IsSimulated ? "the simulator" : operators.Name == OperatorOptions.Unnamed ? "the operator" : operators.Name;

    /// <summary>The same at the beginning of one.</summary>
    public static string AtFirst(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>How long something took: "3 seconds", "2 hours".</summary>
    public static string Took(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalMinutes: < 1 } => Count((int)time.TotalSeconds, "second"),
        { TotalHours: < 1 } => Count((int)time.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Count((int)time.TotalHours, "hour"),
        _ => Count((int)time.TotalDays, "day"),
    };

    private static string Count(int count, string thing) => $"{count.ToString(CultureInfo.InvariantCulture)} {thing}{(count == 1 ? "" : "s")}";
}
