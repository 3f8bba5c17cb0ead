using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A short fact about a row: "Needs a second look".</summary>
public sealed partial class SvTag
{
    [Parameter]
    public Tone Tone { get; set; } = Tone.Quiet;

    [Parameter]
    public Icon? Icon { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string? Class => Tone switch
    {
        Tone.Info => "ink",
        Tone.Good => "good",
        Tone.Wait => "wait",
        Tone.Doubt => "doubt",
        Tone.Bad => "bad",
        Tone.Quiet => null,
    };
}
