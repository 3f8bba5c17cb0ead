using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>Newer and older pages of a list read by keyset; an end of the list has no address, and a list that fits on one page no buttons.</summary>
public sealed partial class SvPager
{
    /// <summary>What this page shows: "20 messages since 4 Nov".</summary>
    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public string? NewerHref { get; set; }

    [Parameter]
    public string? OlderHref { get; set; }

    private bool HasPages => NewerHref is not null || OlderHref is not null;
}
