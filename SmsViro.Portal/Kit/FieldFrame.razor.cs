using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>Label above, control, error and help below: the one arrangement of every field.</summary>
public sealed partial class FieldFrame
{
    [Parameter, EditorRequired]
    public string For { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    /// <summary>Stands in the label's line, at its end: "Forgotten it?".</summary>
    [Parameter]
    public RenderFragment? Beside { get; set; }

    /// <summary>Stands under the help: a meter, a note about what was typed.</summary>
    [Parameter]
    public RenderFragment? Below { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
