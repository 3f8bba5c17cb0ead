using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging;

/// <summary>Why a message ended as it did, in plain words and in the operator's own.</summary>
public static class OutcomeWords
{
    /// <summary>In a word or two, for whoever the text was to.</summary>
    public static string InBrief(DeliveryState state) => state switch
    {
        DeliveryState.Scheduled or DeliveryState.Queued or DeliveryState.Submitting => "waiting",
        DeliveryState.Sent => "sent",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Undelivered or DeliveryState.Expired or DeliveryState.Rejected => "not delivered",
        DeliveryState.Unknown => "not known whether it arrived",
        DeliveryState.Cancelled or DeliveryState.Suppressed => "not sent",
    };

    public static string? Plain(Delivery delivery) => delivery.State switch
    {
        DeliveryState.Rejected when delivery.SentAt is null => OfAnswer((SmppStatus)(uint)delivery.Answer),
        DeliveryState.Rejected => "The network refused it",
        DeliveryState.Undelivered => "The network could not deliver it: the number may not exist, or the phone does not take texts",
        DeliveryState.Expired => "The phone was off or out of range until the network gave up",
        DeliveryState.Unknown when delivery.SentAt is null => "The link to the operator ended before its answer was recorded, so we cannot say whether it was sent. It was not charged twice",
        DeliveryState.Unknown => "The network could not say what became of it",
        DeliveryState.Cancelled => "You cancelled it before it was sent",
        DeliveryState.Suppressed => "This number opted out",
        DeliveryState.Scheduled or DeliveryState.Queued or DeliveryState.Submitting or DeliveryState.Sent or DeliveryState.Delivered => null,
    };

    public static string? OfTheOperator(Delivery delivery) => delivery.State switch
    {
        DeliveryState.Rejected when delivery.SentAt is null => delivery.Answer == 0 ? null : ((SmppStatus)(uint)delivery.Answer).Word,
        DeliveryState.Delivered => Receipt(MessageState.Delivered, delivery.Reason),
        DeliveryState.Undelivered => Receipt(MessageState.Undeliverable, delivery.Reason),
        DeliveryState.Expired => Receipt(MessageState.Expired, delivery.Reason),
        DeliveryState.Rejected => Receipt(MessageState.Rejected, delivery.Reason),
        DeliveryState.Unknown when delivery.SentAt is not null => Receipt(MessageState.Unknown, delivery.Reason),
        DeliveryState.Unknown or DeliveryState.Scheduled or DeliveryState.Queued or DeliveryState.Submitting or DeliveryState.Sent or DeliveryState.Cancelled or DeliveryState.Suppressed => null,
    };

    private static string OfAnswer(SmppStatus answer) => answer switch
    {
        SmppStatus.Ok => "It could not be read to be sent: its seal is broken",
        SmppStatus.InvalidDestination => "The operator does not know this number",
        SmppStatus.InvalidSource => "The operator does not accept the sender name",
        SmppStatus.InvalidMessageLength => "The operator found it too long",
        _ => "The operator refused it",
    };

    private static string Receipt(MessageState state, string? reason) => string.IsNullOrEmpty(reason) ? $"stat:{state.Word}" : $"stat:{state.Word} err:{reason}";
}
