using SmsViro.Core.Messaging;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Messaging;

/// <summary>What a person should know first about a message that did not simply arrive: why, and what to do.</summary>
/// <param name="Tone">How serious it is.</param>
/// <param name="Why">What happened, in one sentence.</param>
/// <param name="Then">What follows from it and what to do.</param>
internal sealed record Verdict(Tone Tone, string Why, string Then)
{
    /// <summary>Null while all goes as it should.</summary>
    public static Verdict? Of(MessageStory story, bool operatorIsUp) => story.State switch
    {
        DeliveryState.Queued when !operatorIsUp => new(
            Tone.Wait, "The operator cannot be reached right now.", "This message waits, sealed, and leaves by itself when it is back. Until then nothing is charged."),
        DeliveryState.Undelivered => new(
            Tone.Bad, "The network could not deliver it.", "The number may not exist, or the phone does not take texts. Check the number, or call." + Money(story)),
        DeliveryState.Expired => new(
            Tone.Bad, "The phone was off or out of range until the network gave up.", "Write it again when the phone is likely to be on, or call." + Money(story)),
        DeliveryState.Rejected => new(
            Tone.Bad, $"{story.Steps[^1].Plain ?? "The operator refused it"}.", "It did not reach the phone. Check the number and the text, then write it again." + Money(story)),
        DeliveryState.Unknown when story.OfferedAgainAt is not null => new(
            Tone.Doubt, "We cannot say whether it left.", "It is sent again by itself if no receipt arrives, and never charged twice."),
        DeliveryState.Unknown => new(
            Tone.Doubt, "We cannot say whether it arrived.", "Written again, it may arrive twice: that is for you to decide. It is never charged twice."),
        DeliveryState.Scheduled or DeliveryState.Queued or DeliveryState.Submitting or DeliveryState.Sent or DeliveryState.Delivered or DeliveryState.Cancelled or DeliveryState.Suppressed => null,
    };

    private static string Money(MessageStory story) => story.Charge is Charge.Returned ? " It costs you nothing." : " Networks there charge for every attempt, so it was charged.";
}
