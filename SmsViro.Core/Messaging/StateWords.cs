namespace SmsViro.Core.Messaging;

/// <summary>What states of messages are called wherever a person reads them: on a page, on paper, in what staff are shown.</summary>
public static class StateWords
{
    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Scheduled => "Scheduled",
        DeliveryState.Queued => "Accepted",
        DeliveryState.Submitting => "Handed to the operator",
        DeliveryState.Sent => "The operator took it",
        DeliveryState.Delivered => "Delivered",
        DeliveryState.Undelivered => "Not delivered",
        DeliveryState.Expired => "Given up",
        DeliveryState.Rejected => "Refused",
        DeliveryState.Unknown => "No answer",
        DeliveryState.Cancelled => "Cancelled",
        DeliveryState.Suppressed => "Not sent: opted out",
    };

    public static string Of(MessageKind kind) => kind switch
    {
        MessageKind.OneTimeCode => "One-time code",
        MessageKind.Conversation => "Message",
        MessageKind.Campaign => "Campaign",
    };

    public static string Of(BatchState state) => state switch
    {
        BatchState.Accepting => "Being accepted",
        BatchState.Queued => "Waiting to be sent",
        BatchState.Drained => "All handed to the operator",
        BatchState.Voided => "Never accepted, nothing was sent",
    };
}
