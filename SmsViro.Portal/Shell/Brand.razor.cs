using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>The mark and the name, leading to the start page.</summary>
public sealed partial class Brand
{
    [Parameter]
    public string Href { get; set; } = Urls.Home;
}
