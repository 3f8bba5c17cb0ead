using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Text;
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

    public static string Title(DeliveryState state) => state switch
    {
        DeliveryState.Scheduled => "Scheduled",
        DeliveryState.Queued => "Accepted",
        DeliveryState.Submitting => "Handed to the operator",
        DeliveryState.Sent => "The operator took it",
        DeliveryState.Delivered => "On the phone",
        DeliveryState.Undelivered => "Not delivered",
        DeliveryState.Expired => "Given up",
        DeliveryState.Rejected => "Refused",
        DeliveryState.Unknown => "No answer",
        DeliveryState.Cancelled => "Cancelled",
        DeliveryState.Suppressed => "Not sent: opted out",
    };

    public static string PartsOf(int parts) => parts == 1 ? "1 part" : $"{parts} parts";

    public static string Alphabet(SmsEncoding encoding) => encoding switch
    {
        SmsEncoding.Gsm7 => "standard alphabet",
        SmsEncoding.Ucs2 => "Unicode",
    };

    public static string Kind(MessageKind kind) => kind switch
    {
        MessageKind.OneTimeCode => "One-time code",
        MessageKind.Conversation => "Message",
        MessageKind.Campaign => "Campaign",
    };

    public static string Charged(Charge charge) => charge switch
    {
        Charge.Held => "held, charged when the operator takes it",
        Charge.Charged => "charged",
        Charge.Returned => "returned to your balance",
    };
}
