using SmsViro.Core.Messaging;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Messaging;

/// <summary>A message's transitions as a person reads them, and the one that is awaited.</summary>
internal static class StorySteps
{
    /// <param name="story">The message.</param>
    /// <param name="carrier">Who carries it, inside a sentence.</param>
    public static IReadOnlyList<TimelineStep> Of(MessageStory story, string carrier)
    {
        var steps = story.Steps.Select(step => Told(step, story, carrier)).ToList();
        if (story.BroughtInAt is null && Awaited(story.State, carrier) is { } awaited) steps.Add(new TimelineStep(awaited, Pending: true));
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
        PartState.Delivered => "Delivered",
        PartState.Undelivered => "Not delivered",
        PartState.Expired => "Timed out",
        PartState.Rejected => "Refused",
        PartState.Unknown => "Unknown",
    };

    private static TimelineStep Told(TimelineEntry step, MessageStory story, string carrier)
    {
        var told = Plain(step, story);
        return step.OperatorWords is { Length: > 0 } raw
            ? new TimelineStep(Title(step, carrier), step.At, MarkOf(step), told is null ? Whose(step, raw) : $"{told}. {Whose(step, raw)}", Raw: raw)
            : new TimelineStep(Title(step, carrier), step.At, MarkOf(step), told);
    }

    // The first step is where the story begins, not a state to be told apart.
    private static Mark? MarkOf(TimelineEntry step) => step.State is DeliveryState.Queued ? null : MessageWords.MarkOf(step.State);

    private static string Title(TimelineEntry step, string carrier) => step.State switch
    {
        DeliveryState.Submitting => $"Handed to {carrier}",
        DeliveryState.Sent => $"{MessageWords.AtFirst(carrier)} took it",
        _ => StateWords.Of(step.State),
    };

    private static string? Plain(TimelineEntry step, MessageStory story)
    {
        // What was held, charged and returned elsewhere never passed through this account.
        if (story.BroughtInAt is not null && step.State is DeliveryState.Queued or DeliveryState.Sent) return null;

        var money = MoneyText.Of(story.Price).Plain;
        var told = step.State switch
        {
            DeliveryState.Queued => $"Text and number sealed, {money} held",
            DeliveryState.Sent => $"{money} charged",
            DeliveryState.Delivered when step.At >= story.Steps[0].At => $"On the phone after {MessageWords.Took(step.At - story.Steps[0].At)}",
            _ => step.Plain,
        };
        return step == story.Steps[^1] && story.Charge is Charge.Returned && !story.Price.IsZero && story.BroughtInAt is null ? $"{(told is null ? "" : told + ". ")}{money} returned to your balance" : told;
    }

    // What the operator calls our message is a number of its own; what it says became of it are its words.
    private static string Whose(TimelineEntry step, string raw) =>
        step.State is not DeliveryState.Sent ? "The operator’s words:" : raw.Contains(' ', StringComparison.Ordinal) ? "Its numbers:" : "Its number:";

    private static string? Awaited(DeliveryState state, string carrier) => state switch
    {
        DeliveryState.Scheduled or DeliveryState.Queued => $"Waits to be handed to {carrier}",
        DeliveryState.Submitting => $"Waits for the answer of {carrier}",
        DeliveryState.Sent => "Waits for the delivery receipt",
        DeliveryState.Delivered or DeliveryState.Undelivered or DeliveryState.Expired or DeliveryState.Rejected or DeliveryState.Unknown or DeliveryState.Cancelled or DeliveryState.Suppressed => null,
    };
}
