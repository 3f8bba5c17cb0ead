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

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<SvTag>(0);
        builder.AddComponentParameter(1, nameof(SvTag.Tone), ToneOf(Of));
        builder.AddComponentParameter(2, nameof(SvTag.Icon), IconOf(Of));
        builder.AddComponentParameter(3, nameof(SvTag.ChildContent), (RenderFragment)(inner => inner.AddContent(0, RightsWords.Of(Of))));
        builder.CloseComponent();
    }

    private static Tone ToneOf(RequestState state) => state switch
    {
        RequestState.Preparing or RequestState.Erasing => Tone.Wait,
        RequestState.CoolingOff or RequestState.Withdrawn => Tone.Quiet,
        RequestState.Open => Tone.Info,
        RequestState.Incomplete => Tone.Doubt,
        RequestState.Fulfilled => Tone.Good,
        RequestState.Failed => Tone.Bad,
    };

    private static Icon IconOf(RequestState state) => state switch
    {
        RequestState.Preparing or RequestState.Erasing => Icons.Hourglass,
        RequestState.CoolingOff or RequestState.Withdrawn => Icons.Undo,
        RequestState.Open => Icons.PenLine,
        RequestState.Incomplete => Icons.TriangleAlert,
        RequestState.Fulfilled => Icons.Check,
        RequestState.Failed => Icons.OctagonAlert,
    };
}
