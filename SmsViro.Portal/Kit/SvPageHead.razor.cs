using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>The top of a page: its one h1, one sentence, its acts. Set the window's title with PageTitle: "Messages · SMSViro".</summary>
public sealed partial class SvPageHead
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Lead { get; set; }

    /// <summary>Above the heading: <see cref="SvCrumbs"/>.</summary>
    [Parameter]
    public RenderFragment? Crumbs { get; set; }

    /// <summary>In the heading's line: a state.</summary>
    [Parameter]
    public RenderFragment? Beside { get; set; }

    /// <summary>Below the heading, where a sentence is not enough: a sealed number, a time.</summary>
    [Parameter]
    public RenderFragment? Under { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }
}
