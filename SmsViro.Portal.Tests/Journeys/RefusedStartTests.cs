using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>A portal that must not start says in one sentence why.</summary>
public class RefusedStartTests
{
    [Fact]
    public async Task A_demo_database_is_refused_elsewhere_than_in_Development_in_one_sentence()
    {
        await using var demo = PortalProcess.Start();
        await demo.AddressAsync();
        Assert.Equal(0, await demo.StopAsync());

        await using var production = PortalProcess.Start(demo.Folder, "--environment", "Production");

        Assert.Equal(1, await production.EndAsync());
        Assert.Contains("made for a demo", production.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", production.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Accounts:FormsPerMinute=many", "Accounts:FormsPerMinute")]
    [InlineData("--Portal:Address=portal.example.com", "Portal:Address")]
    [InlineData("--Mail:From=nobody", "Mail:From")]
    public async Task A_wrong_setting_is_one_sentence_that_names_it(string setting, string named)
    {
        await using var portal = PortalProcess.Start(null, setting);

        Assert.Equal(1, await portal.EndAsync());
        Assert.Contains(named, portal.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", portal.Said, StringComparison.Ordinal);
    }
}
