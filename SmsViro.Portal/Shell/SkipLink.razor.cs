using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>The first stop of the Tab key. Its address repeats the page's own, because a bare "#main" is resolved against the site's root.</summary>
public sealed partial class SkipLink(NavigationManager navigation)
{
    private string Here => new Uri(navigation.Uri).PathAndQuery + "#main";
}
