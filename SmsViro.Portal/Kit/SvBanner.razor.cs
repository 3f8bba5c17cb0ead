using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A note in the page: what happened, what was kept, what to do.</summary>
public sealed partial class SvBanner
{
    [Parameter, EditorRequired]
    public Tone Tone { get; set; }

    /// <summary>Read out at once. For what stops the person (a refusal after her act), never for what stood there when the page came.</summary>
    [Parameter]
    public bool Alert { get; set; }

    /// <summary>Read out when the reader pauses: good news after her act.</summary>
    [Parameter]
    public bool Status { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string? Role => Alert ? "alert" : Status ? "status" : null;

    private string Class => Tone switch
    {
        Tone.Info => "info",
        Tone.Good => "good",
        Tone.Wait => "wait",
        Tone.Doubt => "warn",
        Tone.Bad => "bad",
        Tone.Quiet => "",
    };

    private Icon Sign => Tone switch
    {
        Tone.Good => Icons.Check,
        Tone.Wait => Icons.RefreshCw,
        Tone.Doubt => Icons.TriangleAlert,
        Tone.Bad => Icons.OctagonAlert,
        Tone.Info or Tone.Quiet => Icons.Info,
    };
}
