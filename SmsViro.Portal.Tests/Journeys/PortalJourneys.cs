using System.Text.RegularExpressions;
using SmsViro.Core.Storage;
using SmsViro.Portal.Accounts.Demo;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What every journey shares: one running portal, started by the first one.</summary>
public sealed partial class PortalJourneys : IAsyncDisposable
{
    public const string Name = "journeys";

    private static readonly string Shots = Path.Combine(Tree.Root, "artifacts", "journeys");

    private readonly Lazy<Task<PortalHost>> _host = new(() => PortalHost.StartAsync(settings: ("Accounts:FormsPerMinute", "100000")));

    private readonly Dictionary<string, string> _sessions = [];
    private readonly Dictionary<string, Visitor> _regulars = [];

    public Task<PortalHost> HostAsync() => _host.Value;

    /// <summary>One of the demo's people, with the password that was drawn for this portal.</summary>
    public async Task<Person> DemoPersonAsync(string email)
    {
        var people = new DemoPeople(new StorageOptions { DataFolder = (await HostAsync()).DataFolder });
        await people.LoadAsync(TestContext.Current.CancellationToken);
        return new("", "", email, people.Cards.Single(card => card.Email == email).Password);
    }

    /// <summary>
    /// Gives <paramref name="journey"/> a fresh browser profile. Beside its own assertions it fails on a script error, a violated
    /// content security policy and any request to another host; a failure leaves a picture in artifacts/journeys.
    /// </summary>
    /// <param name="journey">What the visitor does.</param>
    /// <param name="who">One of the demo's people, already signed in; nobody when null.</param>
    /// <param name="look">Her window and theme.</param>
    public async Task WalkAsync(Func<Visitor, Task> journey, string? who = null, Look? look = null)
    {
        await using var visitor = await ComeAsync(who, look ?? new());
        await WalkAsync(visitor, journey);
    }

    /// <summary>The same for a person who only looks, one page after another in one browser, as most people do: nothing is fetched twice.</summary>
    public async Task LookAsync(Func<Visitor, Task> look, string? who = null)
    {
        if (!_regulars.TryGetValue(who ?? "", out var visitor)) _regulars[who ?? ""] = visitor = await ComeAsync(who, new());
        await WalkAsync(visitor, look);
    }

    private async Task<Visitor> ComeAsync(string? who, Look look)
    {
        var browser = await Browser.RequireAsync();
        var host = await HostAsync();
        return await Visitor.ComeAsync(browser, host.Address, look, who is null ? null : await SessionAsync(browser, host, who));
    }

    private static async Task WalkAsync(Visitor visitor, Func<Visitor, Task> journey)
    {
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

    // Signing in is slow on purpose, so a demo person does it once for all journeys that only need her to be in.
    private async Task<string> SessionAsync(Microsoft.Playwright.IBrowser browser, PortalHost host, string who)
    {
        if (_sessions.TryGetValue(who, out var session))
            return session;

        await using var visitor = await Visitor.ComeAsync(browser, host.Address, new());
        await visitor.SignInAsDemoAsync(who);
        return _sessions[who] = await visitor.Page.Context.StorageStateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _regulars.Values) await visitor.DisposeAsync();
        if (_host.IsValueCreated)
            await (await _host.Value).DisposeAsync();
    }

    [GeneratedRegex(@"[^\w.]+")]
    private static partial Regex Unfit();

    [CollectionDefinition(Name)]
    public class Together : ICollectionFixture<PortalJourneys>;
}
