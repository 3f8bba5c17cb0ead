using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Accounts.Entry;

/// <summary>A mailed link that no longer opens anything, and what to do instead.</summary>
public sealed partial class LinkOver
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";
}
