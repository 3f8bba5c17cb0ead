using System.Diagnostics;
using System.Net;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>The portal as a process: it starts with nothing, ends when asked, and finds everything again.</summary>
public class StartingTests
{
    [Fact]
    public async Task Starts_from_nothing_ends_on_Ctrl_C_and_starts_again_on_what_it_left()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = new HttpClient();
        await using var first = PortalProcess.Start();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(await first.AddressAsync(), Urls.Accessibility), cancel)).StatusCode);

        var stopping = Stopwatch.StartNew();
        Assert.Equal(0, await first.StopAsync());
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        await using var second = PortalProcess.Start(first.Folder);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(await second.AddressAsync(), Urls.Accessibility), cancel)).StatusCode);
    }
}
