using System.Diagnostics;
using System.Net;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>The portal as a process: it starts with nothing, says in one sentence why it cannot, ends when asked, and finds everything again.</summary>
public class StartingTests
{
    [Fact]
    public async Task Starts_from_nothing_shares_neither_port_nor_folder_ends_on_Ctrl_C_and_starts_again_on_what_it_left()
    {
        await using var first = PortalProcess.Start();
        var address = await first.AddressAsync();
        await AssertAnswersAsync(address);
        Assert.Equal(5, first.Said.Split('\n').Count(line => line.StartsWith("Demo sign-in: ", StringComparison.Ordinal)));

        await using var samePort = PortalProcess.Say(Scratch.Folder("process"), "--urls", address.GetLeftPart(UriPartial.Authority));
        await using var sameFolder = PortalProcess.Start(first.Folder);
        Assert.Equal(1, await samePort.EndAsync());
        Assert.Equal(1, await sameFolder.EndAsync());
        Assert.Equal("The port is taken: stop what listens there, or choose another with --urls http://localhost:PORT.", samePort.Said.Trim());
        Assert.Matches("^Another portal is running on .*: stop it, or give this one a folder of its own with Data:Folder.$", sameFolder.Said.Trim());
        await AssertAnswersAsync(address);

        var stopping = Stopwatch.StartNew();
        Assert.Equal(0, await first.StopAsync());
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));

        await AssertMissedAsync(first.Folder, "root", "root key of epoch");
        await AssertMissedAsync(first.Folder, Path.Combine("data", "keys.db"), "keys.db");
        await using var second = PortalProcess.Start(first.Folder);
        await AssertAnswersAsync(await second.AddressAsync());
    }

    [Fact]
    public async Task The_first_administrator_gets_a_link_that_works_once()
    {
        var folder = Scratch.Folder("process");
        await using var command = PortalProcess.Say(folder, "manage", "create-admin", "root@quartz.example");

        Assert.Equal(0, await command.EndAsync());

        Assert.Matches("http://localhost:5080/account/reset\\?token=\\S+", command.Said);
    }

    // One sentence, and nothing is made in the place of what is missing that would keep it from coming back.
    private static async Task AssertMissedAsync(string folder, string missing, string named)
    {
        Hide(Path.Combine(folder, missing));
        await using var without = PortalProcess.Start(folder);
        Assert.Equal(1, await without.EndAsync());
        Assert.Contains(named, Assert.Single(without.Said.Trim().Split('\n')), StringComparison.Ordinal);
        Bring(Path.Combine(folder, missing));
    }

    private static void Hide(string path) => Directory.Move(path, path + ".hidden");

    // What a refused start may have made in its place is not what was hidden.
    private static void Bring(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        File.Delete(path);
        Directory.Move(path + ".hidden", path);
    }

    private static async Task AssertAnswersAsync(Uri address)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(address, Urls.Accessibility), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
