using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace SmsViro.Portal.Shell;

/// <summary>The document around every page. Only a signed-in person gets a circuit; the sign-in pages stay plain HTML.</summary>
public sealed partial class App
{
    [CascadingParameter]
    public required HttpContext Context { get; set; }

    private string? Theme => Context.Request.Cookies[SiteCookies.Theme.Name] is ("light" or "dark") and var chosen ? chosen : null;

    private Dictionary<string, object> Nonce => new() { ["nonce"] = Context.GetNonce() };

    private InteractiveServerRenderMode? Mode =>
        Context.User.Identity?.IsAuthenticated is true && Context.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;
}
