using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Accounts.Entry;

/// <summary>Says where letters are, to a developer on this machine.</summary>
public sealed partial class DevMailHint
{
    [CascadingParameter]
    public HttpContext? Context { get; set; }
}
