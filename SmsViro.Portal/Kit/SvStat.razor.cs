using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>One number of a page's top row; stands in an element of class "tiles".</summary>
public sealed partial class SvStat
{
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter]
    public string? Note { get; set; }

    /// <summary>The shape of the state that is counted.</summary>
    [Parameter]
    public Mark? Mark { get; set; }

    [Parameter]
    public Icon? Icon { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
