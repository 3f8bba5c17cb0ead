using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>The tinted frame around sealed work: reading, exporting or erasing what is sealed. Nowhere else.</summary>
public sealed partial class SvSealPanel
{
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
