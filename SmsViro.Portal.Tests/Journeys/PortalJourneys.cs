using System.Text.RegularExpressions;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What every journey shares: one running portal, started by the first one.</summary>
public sealed partial class PortalJourneys : IAsyncDisposable
{
    public const string Name = "journeys";

    private static readonly string Shots = Path.Combine(Tree.Root, "artifacts", "journeys");

    private readonly Lazy<Task<PortalHost>> _host = new(() => PortalHost.StartAsync());

    public Task<PortalHost> HostAsync() => _host.Value;

    /// <summary>
    /// Gives <paramref name="journey"/> a fresh browser profile. Beside its own assertions it fails on a script error, a violated
    /// content security policy and any request to another host; a failure leaves a picture in artifacts/journeys.
    /// </summary>
    public async Task WalkAsync(Func<Visitor, Task> journey, Look? look = null)
    {
        var browser = await Browser.RequireAsync();
        var host = await HostAsync();
        await using var visitor = await Visitor.ComeAsync(browser, host, look ?? new());
        try
        {
            await journey(visitor);
            visitor.AssertQuiet();
        }
        catch
        {
            Directory.CreateDirectory(Shots);
            var name = Unfit().Replace(TestContext.Current.Test?.TestDisplayName ?? "journey", "_");
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Shots, name[Math.Max(0, name.Length - 120)..] + ".png"), FullPage = true });
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host.IsValueCreated)
            await (await _host.Value).DisposeAsync();
    }

    [GeneratedRegex(@"[^\w.]+")]
    private static partial Regex Unfit();

    [CollectionDefinition(Name)]
    public class Together : ICollectionFixture<PortalJourneys>;
}
