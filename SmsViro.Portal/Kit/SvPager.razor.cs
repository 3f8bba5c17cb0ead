using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>Newer and older pages of a list, or the ones before and after; an end of the list has no address, and a list that fits on one page no buttons.</summary>
public sealed partial class SvPager
{
    /// <summary>What this page shows: "20 messages since 4 Nov".</summary>
    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public string? NewerHref { get; set; }

    [Parameter]
    public string? OlderHref { get; set; }

    /// <summary>For a list that does not begin with the newest.</summary>
    [Parameter]
    public bool OldestFirst { get; set; }

    private string Back => OldestFirst ? "Before" : "Newer";

    private string On => OldestFirst ? "Next" : "Older";

    private bool HasPages => NewerHref is not null || OlderHref is not null;
}
