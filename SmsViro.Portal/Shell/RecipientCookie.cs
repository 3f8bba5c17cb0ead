namespace SmsViro.Portal.Shell;

/// <summary>The cookie of a recipient: random bits that stand for a code asked for or a number proved, for as long as the browser is open. Only the recipients' page gets it.</summary>
internal static class RecipientCookie
{
    private static string Name => SiteCookies.Recipient.Name;

    public static string? Of(HttpContext context) => context.Request.Cookies[Name];

    public static void Set(HttpContext context, string token) => context.Response.Cookies.Append(Name, token, Options(context));

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    private static CookieOptions Options(HttpContext context)
    {
        var services = context.RequestServices;
        return new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
            Path = Urls.Recipient,
            Secure = PortalAddress.IsSecure(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>()),
        };
    }
}
