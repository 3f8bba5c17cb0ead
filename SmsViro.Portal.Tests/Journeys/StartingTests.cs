using System.Diagnostics;
using System.Net;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>The portal as a process: it starts with nothing, says in one sentence why it cannot, ends when asked, and finds everything again.</summary>
public class StartingTests
{
    [Fact]
    public async Task Starts_from_nothing_ends_on_Ctrl_C_and_starts_again_on_what_it_left()
    {
        await using var first = PortalProcess.Start();
        await AssertAnswersAsync(await first.AddressAsync());
        Assert.Equal(5, first.Said.Split('\n').Count(line => line.StartsWith("Demo sign-in: ", StringComparison.Ordinal)));

        var stopping = Stopwatch.StartNew();
        Assert.Equal(0, await first.StopAsync());
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        await using var second = PortalProcess.Start(first.Folder);
        await AssertAnswersAsync(await second.AddressAsync());
    }

    [Fact]
    public async Task A_taken_port_and_a_taken_folder_are_one_sentence_each()
    {
        await using var running = PortalProcess.Start();
        var address = await running.AddressAsync();

        await using var samePort = PortalProcess.Say(Scratch.Folder("process"), "--urls", address.GetLeftPart(UriPartial.Authority));
        await using var sameFolder = PortalProcess.Start(running.Folder);

        Assert.Equal(1, await samePort.EndAsync());
        Assert.Equal(1, await sameFolder.EndAsync());
        Assert.Equal("The port is taken: stop what listens there, or choose another with --urls http://localhost:PORT.", samePort.Said.Trim());
        Assert.Matches("^Another portal is running on .*: stop it, or give this one a folder of its own with Data:Folder.$", sameFolder.Said.Trim());
        await AssertAnswersAsync(address);
    }

    [Theory]
    [InlineData("root", "root key of epoch")]
    [InlineData("data/keys.db", "keys.db")]
    public async Task A_missing_key_is_one_sentence_and_nothing_is_changed(string missing, string named)
    {
        await using var first = PortalProcess.Start();
        await first.AddressAsync();
        await first.StopAsync();
        Hide(Path.Combine(first.Folder, missing));

        await using var second = PortalProcess.Start(first.Folder);

        Assert.Equal(1, await second.EndAsync());
        Assert.Contains(named, Assert.Single(second.Said.Trim().Split('\n')), StringComparison.Ordinal);
        Bring(Path.Combine(first.Folder, missing));
        await using var third = PortalProcess.Start(first.Folder);
        await AssertAnswersAsync(await third.AddressAsync());
    }

    [Fact]
    public async Task The_first_administrator_gets_a_link_that_works_once()
    {
        var folder = Scratch.Folder("process");
        await using var command = PortalProcess.Say(folder, "manage", "create-admin", "root@quartz.example");

        Assert.Equal(0, await command.EndAsync());

        Assert.Matches("http://localhost:5080/account/reset\\?token=\\S+", command.Said);
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
