using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>The cookie of a session. It says which; whether it still counts is looked up at every request.</summary>
internal static class SessionCookie
{
    private static readonly object AccountClosed = new();

    /// <param name="cookie">The cookie to set up.</param>
    /// <param name="secure">Whether browsers reach the portal over TLS, where a __Host- cookie cannot be set by a neighbouring site.</param>
    public static void Configure(CookieAuthenticationOptions cookie, bool secure)
    {
        cookie.Cookie.Name = secure ? $"__Host-{SiteCookies.Session.Name}" : SiteCookies.Session.Name;
        cookie.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.Path = "/";
        cookie.Cookie.IsEssential = true;

        // The session's row ends sooner and decides; this is how long the envelope may travel.
        cookie.ExpireTimeSpan = Sessions.Kept;
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToLogin = context =>
        {
            context.Response.Redirect(context.HttpContext.Items.ContainsKey(AccountClosed) ? Urls.AccountClosed : context.RedirectUri);
            return Task.CompletedTask;
        };
    }

    public static Task SignInAsync(HttpContext context, SignedIn person, bool kept) =>
        context.SignInAsync(SessionClaims.Scheme, person.ToPrincipal(), new AuthenticationProperties { IsPersistent = kept });

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        var claimed = context.Principal?.ToSignedIn();
        if (claimed is not null && await sessions.FindAsync(claimed.Session, context.HttpContext.RequestAborted) == claimed) return;

        // A page that is loaded again says what became of the account, not that somebody should sign in to it.
        if (claimed is not null && await sessions.IsAccountClosedAsync(claimed.Customer.User, context.HttpContext.RequestAborted)) context.HttpContext.Items[AccountClosed] = true;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(SessionClaims.Scheme);
    }
}
