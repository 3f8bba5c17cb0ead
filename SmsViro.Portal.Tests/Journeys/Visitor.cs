using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>A person with a fresh browser profile in front of the portal.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    private static readonly int[] Widths = [320, 390, 1440];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _noise = [];
    private readonly List<string> _tolerated = [];
    private bool _examined;

    private Visitor(Uri portal, IBrowserContext context, IPage page)
    {
        (Portal, _context, Page) = (portal, context, page);
        context.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text} ({message.Location})");
        context.WebError += (_, error) => Note(true, $"script error: {error.Error}");
        context.Request += (_, request) => Note(IsElsewhere(request.Url), $"request to another host: {request.Url}");
        page.WebSocket += (_, socket) => Note(IsElsewhere(socket.Url), $"socket to another host: {socket.Url}");
    }

    /// <summary>Where the portal answers.</summary>
    public Uri Portal { get; }

    public IPage Page { get; }

    internal static async Task<Visitor> ComeAsync(IBrowser browser, Uri portal, Look look, string? session = null)
    {
        var options = look.Options;
        options.StorageState = session;
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.ForPages.TotalMilliseconds);
        return new Visitor(portal, context, await context.NewPageAsync());
    }

    /// <summary>Opens an address of the portal, such as "/billing", and waits until the page answers to clicks.</summary>
    public async Task<IResponse?> OpenAsync(string address)
    {
        var response = await Page.GotoAsync(new Uri(Portal, address).ToString());
        await ReadyAsync();
        return response;
    }

    /// <summary>Waits until an interactive page has its circuit; a static page is ready at once.</summary>
    public async Task ReadyAsync() =>
        await Page.WaitForFunctionAsync("() => document.querySelector('[data-interactive=\"false\"]') === null");

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    /// <summary>Says that a browser's own complaint belongs to this journey, such as "404" on a page that must not be found.</summary>
    public void Tolerate(string part) => _tolerated.Add(part);

    /// <summary>Fails with every rule of axe that the page, as it stands, breaks.</summary>
    public Task AssertAccessibleAsync() => AssertAccessibleAsync([]);

    // Told by axe in the page itself, once loaded and only what is broken: its own wrapper loads it twice a page and carries home whatever passed.
    private async Task AssertAccessibleAsync(string[] rules)
    {
        _examined = true; // axe tries a style element of its own, which the policy rightly refuses
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window")) await Page.EvaluateAsync($"() => {{ {Axe} }}");
        var broken = await Page.EvaluateAsync<string[]>(
            """
            async rules => {
              const only = rules.length > 0 ? { runOnly: { type: 'rule', values: rules } } : {};
              const found = await axe.run(document, { ...only, resultTypes: ['violations'] });
              return found.violations.flatMap(rule => rule.nodes.map(node =>
                `${rule.impact} ${rule.id}: ${rule.help}\n    ${node.html}\n    ${node.any.map(check => check.message).join('; ')}`));
            }
            """,
            rules);
        _examined = false;
        Assert.True(broken.Length == 0, $"axe on {new Uri(Page.Url).AbsolutePath}:\n{string.Join('\n', broken)}");
    }

    /// <summary>The page as it stands: axe in the light theme, its rules of colour in the dark one, and no sideways scroll from a small phone to a desk.</summary>
    public async Task AssertFitForEveryoneAsync()
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await AssertAccessibleAsync();
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AssertAccessibleAsync(["color-contrast", "link-in-text-block"]);

        foreach (var width in Widths)
        {
            await Page.SetViewportSizeAsync(width, 800);
            await AssertNoSidewaysScrollAsync();
        }
    }

    /// <summary>Fails when the page is wider than the window, naming what sticks out.</summary>
    public async Task AssertNoSidewaysScrollAsync()
    {
        var wide = await Page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
              [`${document.documentElement.scrollWidth} > ${document.documentElement.clientWidth}`,
               ...[...document.querySelectorAll('body *')]
                 .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
                 .slice(0, 5).map(e => e.outerHTML.slice(0, 160))]
            """);
        Assert.True(wide.Length == 0, $"{new Uri(Page.Url).AbsolutePath} scrolls sideways: {string.Join("\n", wide)}");
    }

    /// <summary>Fails on a script error, a violated policy or a request to another host since the visitor came, or since this was last asked.</summary>
    public void AssertQuiet()
    {
        var noise = new List<string>();
        while (_noise.TryDequeue(out var line))
            if (!_tolerated.Exists(part => line.Contains(part, StringComparison.Ordinal))) noise.Add(line);
        Assert.True(noise.Count == 0, string.Join('\n', noise));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private bool IsElsewhere(string url) =>
        new Uri(url) is { Scheme: "http" or "https" or "ws" or "wss" } uri && uri.Authority != Portal.Authority;

    private void Note(bool isNoise, string line)
    {
        if (isNoise && !_examined)
            _noise.Enqueue(line);
    }
}
