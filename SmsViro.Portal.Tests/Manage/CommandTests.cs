using SmsViro.Portal.Manage;

namespace SmsViro.Portal.Tests.Manage;

/// <summary>What is typed after `manage` finds one command, or the usage.</summary>
public class CommandTests
{
    private static readonly Command Two = new("root export", "FILE [--force]", "");

    [Theory]
    [InlineData("root export a.bin", "a.bin")]
    [InlineData("root export a.bin --force", "a.bin --force")]
    [InlineData("root export", null)]
    [InlineData("root export a.bin --force more", null)]
    [InlineData("root verify a.bin", null)]
    [InlineData("root", null)]
    public void A_command_takes_what_its_usage_says(string typed, string? given) =>
        Assert.Equal(given, Two.Match(typed.Split(' ')) is { } found ? string.Join(' ', found) : null);

    [Fact]
    public void Three_dots_take_any_number()
    {
        Command dots = new("create-admin", "E-MAIL [NAME...]", "");

        Assert.Equal(4, dots.Match(["create-admin", "a@b.example", "Priya", "K", "Nair"])!.Length);
    }

    [Fact]
    public void Every_command_runs_in_exactly_one_way_and_hides_no_other()
    {
        Assert.All(Commands.All, command => Assert.True(command.Alone is null != command.WithServices is null, command.Name));
        for (var at = 0; at < Commands.All.Count; at++)
            Assert.DoesNotContain(Commands.All.Skip(at + 1), later => later.Name.StartsWith(Commands.All[at].Name + " ", StringComparison.Ordinal));
    }
}
