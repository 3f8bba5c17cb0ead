using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>The way back to the page this one belongs to.</summary>
public sealed partial class SvCrumbs
{
    [Parameter, EditorRequired]
    public string Parent { get; set; } = "";

    [Parameter, EditorRequired]
    public string Href { get; set; } = "";

    [Parameter, EditorRequired]
    public string Here { get; set; } = "";
}
