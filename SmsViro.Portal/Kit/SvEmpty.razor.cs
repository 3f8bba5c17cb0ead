using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>Nothing here yet: what would arrive, and the one act that makes it.</summary>
public sealed partial class SvEmpty
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
