using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>The way from a customer's pages to the staff pages, for those who have it.</summary>
public sealed partial class OtherDesk
{
    [Parameter]
    public bool Staff { get; set; }
}
