using System.Net;

namespace SmsViro.Portal.Shell;

/// <summary>
/// Outside Development nothing is said or taken over plain HTTP: a page is asked for again over HTTPS, and what was sent in clear is refused, for a redirect
/// would hide that it was. Whether a request came over TLS is what Kestrel saw, or what a proxy that we know says of it. What never leaves this machine needs none.
/// </summary>
internal sealed class HttpsOnly(RequestDelegate next, IConfiguration configuration)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.IsHttps || StaysHere(context) ? next(context)
        : HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? Redirect(context)
        : RefuseAsync(context);

    // By its own name and from its own address: what a proxy hands on carries the name that the browser typed.
    private static bool StaysHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && (context.Request.Host.Host is "localhost" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named)));

    private Task Redirect(HttpContext context)
    {
        var root = configuration[PortalAddress.Key] is { Length: > 0 } address ? address.TrimEnd('/') : $"https://{context.Request.Host.Host}";
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = $"{root}{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}";
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("This site answers over HTTPS only. Nothing was done.", context.RequestAborted);
    }
}
