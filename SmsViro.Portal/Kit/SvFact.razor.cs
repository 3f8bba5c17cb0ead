using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>One line of a dl with class "kv": a name and its value.</summary>
public sealed partial class SvFact
{
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
