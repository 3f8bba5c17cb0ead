using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>Which part of a list is shown: pills that are links, so that a filter can be kept as an address.</summary>
public sealed partial class SvFilters
{
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<Tab> Tabs { get; set; } = [];
}
