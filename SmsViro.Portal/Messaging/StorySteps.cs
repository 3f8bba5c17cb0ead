using SmsViro.Core.Messaging;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Messaging;

/// <summary>A message's transitions as a person reads them, and the one that is awaited.</summary>
internal static class StorySteps
{
    public static IReadOnlyList<TimelineStep> Of(MessageStory story, string operatorName)
    {
        var steps = story.Steps.Select(step => new TimelineStep(Title(step, operatorName), step.At, MarkOf(step), Text(step, story))).ToList();
        if (Awaited(story.State, operatorName) is { } awaited) steps.Add(new TimelineStep(awaited, Pending: true));
        return steps;
    }

    public static Mark MarkOf(PartState part) => part switch
    {
        PartState.Waiting => Mark.Sending,
        PartState.Accepted => Mark.Sent,
        PartState.Delivered => Mark.Delivered,
        PartState.Undelivered => Mark.NotDelivered,
        PartState.Expired => Mark.TimedOut,
        PartState.Rejected => Mark.Refused,
        PartState.Unknown => Mark.Unknown,
    };

    public static string Word(PartState part) => part switch
    {
        PartState.Waiting => "Waits",
        PartState.Accepted => "With the operator",
        PartState.Delivered => "On the phone",
        PartState.Undelivered => "Not delivered",
        PartState.Expired => "Timed out",
        PartState.Rejected => "Refused",
        PartState.Unknown => "Unknown",
    };

    // The first step is where the story begins, not a state to be told apart.
    private static Mark? MarkOf(TimelineEntry step) => step.State is DeliveryState.Queued ? null : MessageWords.MarkOf(step.State);

    private static string Title(TimelineEntry step, string operatorName) => step.State switch
    {
        DeliveryState.Submitting => $"Handed to {operatorName}",
        DeliveryState.Sent => $"{operatorName} took it",
        _ => MessageWords.Title(step.State),
    };

    private static string? Text(TimelineEntry step, MessageStory story)
    {
        var money = MoneyText.Of(story.Price).Plain;
        var told = step.State switch
        {
            DeliveryState.Queued => $"Text and number sealed, {money} held",
            DeliveryState.Sent => $"{money} charged",
            _ => step.Plain,
        };
        var words = step.OperatorWords is { Length: > 0 } raw ? $"The operator’s words: {raw}" : null;
        return (told, words) switch
        {
            (null, null) => null,
            (null, _) => words,
            (_, null) => told,
            _ => $"{told}. {words}",
        };
    }

    private static string? Awaited(DeliveryState state, string operatorName) => state switch
    {
        DeliveryState.Scheduled or DeliveryState.Queued => $"Waits to be handed to {operatorName}",
        DeliveryState.Submitting => $"Waits for {operatorName}’s answer",
        DeliveryState.Sent => "Waits for the delivery receipt",
        DeliveryState.Delivered or DeliveryState.Undelivered or DeliveryState.Expired or DeliveryState.Rejected or DeliveryState.Unknown or DeliveryState.Cancelled or DeliveryState.Suppressed => null,
    };
}
