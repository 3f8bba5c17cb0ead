using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>One tab: a page of its own with an address of its own.</summary>
public sealed record Tab(string Text, string Href, bool Current = false, int? Count = null, Mark? Mark = null);

/// <summary>Tabs as links, so that each has an address and works without a circuit.</summary>
public sealed partial class SvTabs
{
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<Tab> Tabs { get; set; } = [];
}
