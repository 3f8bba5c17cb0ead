using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A link that looks like a button: it goes somewhere and changes nothing.</summary>
public sealed partial class SvLinkButton
{
    [Parameter, EditorRequired]
    public string Href { get; set; } = "";

    [Parameter]
    public ButtonKind Kind { get; set; } = ButtonKind.Primary;

    [Parameter]
    public Icon? Icon { get; set; }

    [Parameter]
    public bool Small { get; set; }

    [Parameter]
    public bool Big { get; set; }

    [Parameter]
    public bool Block { get; set; }

    [Parameter]
    public string? Label { get; set; }

    /// <summary>A file and no page: the browser asks for it past the router, which would leave the file's address in the bar, and a reload would fetch the file again.</summary>
    [Parameter]
    public bool IsFile { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Rest { get; set; }
}
