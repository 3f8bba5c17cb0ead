using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>The groups of the navigation as lists; drawn twice on a page, so ids take a prefix.</summary>
public sealed partial class NavList
{
    [Parameter, EditorRequired]
    public IReadOnlyList<NavGroup> Groups { get; set; } = [];

    [Parameter]
    public NavPlace? Here { get; set; }

    [Parameter]
    public string Prefix { get; set; } = "nav";

    private string Id(string heading) => $"{Prefix}-{heading.Replace(' ', '-')}";
}
