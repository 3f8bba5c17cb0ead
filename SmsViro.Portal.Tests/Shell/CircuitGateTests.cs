using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Tests.Shell;

public sealed class CircuitGateTests
{
    private const string Us = "http://localhost:5080";

    [Theory]
    [InlineData(Us, "same-origin")]
    [InlineData(Us, null)]
    [InlineData("HTTP://LOCALHOST:5080", null)]
    [InlineData("https://localhost:5080", "same-origin")]
    public async Task Lets_our_own_pages_open_a_circuit(string origin, string? site) =>
        Assert.Equal(200, await Answer("GET", "/_blazor", origin, site, webSocket: true));

    [Theory]
    [InlineData("http://evil.example", "cross-site")]
    [InlineData("http://evil.example", null)]
    [InlineData(Us, "cross-site")]
    [InlineData(Us, "same-site")]
    [InlineData(Us, "none")]
    [InlineData("http://localhost:5081", null)]
    [InlineData("http://localhost", null)]
    [InlineData("null", null)]
    [InlineData(null, null)]
    public async Task Refuses_a_circuit_to_any_other_page_and_to_whoever_names_none(string? origin, string? site) =>
        Assert.Equal(403, await Answer("GET", "/_blazor", origin, site, webSocket: true));

    [Theory]
    [InlineData("GET", "/_blazor")]
    [InlineData("POST", "/_blazor")]
    [InlineData("POST", "/_blazor/negotiate")]
    [InlineData("DELETE", "/_blazor")]
    [InlineData("OPTIONS", "/_blazor/negotiate")]
    [InlineData("GET", "/_blazor/anything")]
    public async Task Refuses_every_transport_but_web_sockets(string method, string path) =>
        Assert.Equal(403, await Answer(method, path, Us, "same-origin", webSocket: false));

    [Fact]
    public async Task Lets_our_pages_ask_how_to_start_and_say_goodbye()
    {
        Assert.Equal(200, await Answer("GET", "/_blazor/initializers", null, "same-origin", webSocket: false));
        Assert.Equal(200, await Answer("POST", "/_blazor/disconnect", Us, "same-origin", webSocket: false));
        Assert.Equal(403, await Answer("POST", "/_blazor/disconnect", "http://evil.example", null, webSocket: false));
        Assert.Equal(403, await Answer("POST", "/_blazor/disconnect", null, null, webSocket: false));
    }

    [Fact]
    public async Task Leaves_every_other_address_alone() =>
        Assert.Equal(200, await Answer("GET", "/messages", "http://evil.example", "cross-site", webSocket: false));

    private static async Task<int> Answer(string method, string path, string? origin, string? site, bool webSocket)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost", 5080);
        if (origin is not null) context.Request.Headers.Origin = origin;
        if (site is not null) context.Request.Headers["Sec-Fetch-Site"] = site;
        if (webSocket) context.Features.Set<IHttpWebSocketFeature>(new Handshake());

        await new CircuitGate(_ => Task.CompletedTask).InvokeAsync(context);
        return context.Response.StatusCode;
    }

    private sealed class Handshake : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => true;

        public Task<System.Net.WebSockets.WebSocket> AcceptAsync(WebSocketAcceptContext context) => throw new NotSupportedException();
    }
}
