using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>Finds the page of an address. A page a person may not open is answered like one that does not exist.</summary>
public sealed partial class Routes
{
    [Parameter]
    public string? Theme { get; set; }
}
