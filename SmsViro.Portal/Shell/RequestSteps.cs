using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Shell;

/// <summary>The steps of a privacy request as a timeline, and what is still to come.</summary>
public static class RequestSteps
{
    public static IReadOnlyList<TimelineStep> Of(RequestView view)
    {
        var steps = view.Steps.Select(step => new TimelineStep(RightsWords.Of(step.Step, step.Count), step.At, MarkOf(step.Step))).ToList();
        if (view.Request is { State: RequestState.CoolingOff, GraceUntil: { } until })
            steps.Add(new TimelineStep("Waits, in case you think again", until, Mark.Scheduled, "You can withdraw it until it begins", Pending: true));
        if (!view.Request.HasEnded) steps.Add(new TimelineStep($"Our answer, on or before {TimeText.Of(view.Request.DueOn)}", Pending: true));
        return steps;
    }

    private static Mark MarkOf(RequestStep step) => step switch
    {
        RequestStep.Received or RequestStep.Logged or RequestStep.GraceWaived => Mark.Queued,
        RequestStep.Withdrawn or RequestStep.CopyForgotten or RequestStep.AddressForgotten or RequestStep.Lapsed or RequestStep.Merged or RequestStep.RestrictionLifted => Mark.Cancelled,
        RequestStep.LeftIncomplete or RequestStep.ExtensionVoid or RequestStep.SentBack or RequestStep.FilesUnread => Mark.Unknown,
        RequestStep.CopyFailed or RequestStep.Refused => Mark.Refused,
        RequestStep.Answered or RequestStep.PartlyAnswered or RequestStep.CopyReady or RequestStep.Verified => Mark.Delivered,
        _ => Mark.Sent,
    };
}
