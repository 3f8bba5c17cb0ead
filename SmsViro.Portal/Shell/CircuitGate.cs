namespace SmsViro.Portal.Shell;

/// <summary>
/// Guards /_blazor: pages of other sites may not talk to it, and only WebSockets carry a circuit.
/// A browser always names the origin of a WebSocket, so a handshake without one is refused too.
/// </summary>
internal sealed class CircuitGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/_blazor") || IsOurs(context) ? next(context) : Refuse(context);

    private static bool IsOurs(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers["Sec-Fetch-Site"] is [var site] && site is not "same-origin") return false;

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !IsOurOrigin(origin, request.Host)) return false;

        return (request.Path.Value, request.Method) switch
        {
            ("/_blazor", "GET" or "CONNECT") => context.WebSockets.IsWebSocketRequest && origin.Length > 0,
            ("/_blazor/initializers", "GET") => true,
            ("/_blazor/disconnect", "POST") => origin.Length > 0,
            _ => false,
        };
    }

    // The scheme is not compared: behind a proxy that ends TLS this process sees http where the browser said https.
    private static bool IsOurOrigin(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, host.Value, StringComparison.OrdinalIgnoreCase);

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
