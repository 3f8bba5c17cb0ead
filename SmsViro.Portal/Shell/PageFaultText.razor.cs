using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>The words in place of a page that broke.</summary>
public sealed partial class PageFaultText
{
    [Parameter]
    public EventCallback Again { get; set; }
}
