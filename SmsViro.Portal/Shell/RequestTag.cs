using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Shell;

/// <summary>Where a privacy request stands, for its sender and for staff alike: colour, sign and word.</summary>
public sealed class RequestTag : ComponentBase
{
    [Parameter, EditorRequired]
    public RequestState Of { get; set; }

    /// <summary>What was asked: an answer to a complaint has words of its own.</summary>
    [Parameter, EditorRequired]
    public RequestKind Kind { get; set; }

    /// <summary>What the tag says in place of the state's own word; null for that word.</summary>
    [Parameter]
    public string? Words { get; set; }

    private bool IsFinding => RequestMachine.IsSecondLook(Kind) && Of is RequestState.Refused;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<SvTag>(0);
        builder.AddComponentParameter(1, nameof(SvTag.Tone), IsFinding ? Tone.Quiet : ToneOf(Of));
        builder.AddComponentParameter(2, nameof(SvTag.Icon), IsFinding ? Icons.Scale : IconOf(Of));
        builder.AddComponentParameter(3, nameof(SvTag.ChildContent), (RenderFragment)(inner => inner.AddContent(0, Words ?? RightsWords.Of(Kind, Of))));
        builder.CloseComponent();
    }

    private static Tone ToneOf(RequestState state) => state switch
    {
        RequestState.Preparing or RequestState.Erasing => Tone.Wait,
        RequestState.CoolingOff or RequestState.Withdrawn or RequestState.Duplicate or RequestState.Lapsed or RequestState.ForwardedToController => Tone.Quiet,
        RequestState.Open or RequestState.Received or RequestState.InProgress or RequestState.Responding => Tone.Info,
        RequestState.Incomplete or RequestState.Review or RequestState.IdentityPending or RequestState.ClarificationPending or RequestState.PartlyFulfilled => Tone.Doubt,
        RequestState.Fulfilled => Tone.Good,
        RequestState.Failed or RequestState.Refused => Tone.Bad,
    };

    private static Icon IconOf(RequestState state) => state switch
    {
        RequestState.Preparing or RequestState.Erasing => Icons.Hourglass,
        RequestState.CoolingOff or RequestState.Withdrawn => Icons.Undo,
        RequestState.Open or RequestState.Received or RequestState.InProgress => Icons.PenLine,
        RequestState.Responding => Icons.Mail,
        RequestState.Review => Icons.People,
        RequestState.IdentityPending or RequestState.ClarificationPending => Icons.Person,
        RequestState.Duplicate or RequestState.Lapsed or RequestState.ForwardedToController => Icons.Archive,
        RequestState.Incomplete => Icons.TriangleAlert,
        RequestState.Fulfilled or RequestState.PartlyFulfilled => Icons.Check,
        RequestState.Failed or RequestState.Refused => Icons.OctagonAlert,
    };
}
