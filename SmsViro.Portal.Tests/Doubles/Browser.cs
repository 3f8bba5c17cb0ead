using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SmsViro.Portal.Tests.Doubles.Browser))]

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>One headless browser for the whole run, started by the first journey and closed at the end.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Shared = new(LaunchAsync);

    /// <summary>The shared browser; the test is skipped where there is none.</summary>
    public static async Task<IBrowser> RequireAsync()
    {
        Requires.Browser();
        return (await Shared.Value).Browser;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Shared.IsValueCreated || !Shared.Value.IsCompletedSuccessfully)
            return;

        var (driver, browser) = await Shared.Value;
        await browser.DisposeAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> LaunchAsync()
    {
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Requires.Browser(),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        }));
    }
}
