using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

public class LinkRulesTests
{
    private static readonly SmppOptions Sound = new() { Name = "one", Host = "smpp.example", Port = 2775, SystemId = "viro", Password = "secret" };

    [Theory]
    [InlineData(1, 0.5, 0.75)]
    [InlineData(1, 0.0, 0.5)]
    [InlineData(3, 1.0, 4)]
    [InlineData(6, 1.0, 30)]
    [InlineData(4000, 1.0, 30)]
    public void Waits_double_up_to_the_longest_and_half_of_each_is_chance(int failures, double chance, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)).After(failures, chance));

    [Fact]
    public void Sound_options_have_no_problems() => Assert.Empty(Sound.Problems("Messaging:Operators:0"));

    [Fact]
    public void Each_wrong_option_is_named_by_its_key()
    {
        var wrong = Sound with
        {
            Name = "",
            Host = "",
            Port = 0,
            SystemId = "sixteen-letters!",
            Password = "ninechars",
            SystemType = "thirteen-char",
            TlsFingerprint = "00",
            Window = 0,
            EnquireLink = TimeSpan.Zero,
            ResponseTimeout = TimeSpan.Zero,
            Reconnect = new(TimeSpan.Zero, TimeSpan.FromSeconds(1)),
            Throttle = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)),
        };

        Assert.Equal(
            ["Name", "Host", "Port", "SystemId", "Password", "SystemType", "TlsFingerprint", "Window", "EnquireLink", "ResponseTimeout", "Reconnect", "Throttle"],
            wrong.Problems("Operators:0").Select(problem => problem.Split(':', ' ')[2]));
    }

    [Fact]
    public void Operator_ids_are_equal_letter_by_letter()
    {
        Assert.Equal(OperatorId.Parse("0a"), new OperatorId("0a"u8));
        Assert.Equal(OperatorId.Parse("0a").GetHashCode(), new OperatorId("0a"u8).GetHashCode());
        Assert.NotEqual(OperatorId.Parse("0a"), OperatorId.Parse("0A"));
        Assert.NotEqual(OperatorId.Parse("10"), OperatorId.Parse("010"));
        Assert.Throws<ArgumentOutOfRangeException>(() => OperatorId.Parse(new string('1', 65)));
    }

    [Fact]
    public void Every_key_comes_back_once_and_late_numbers_find_nothing()
    {
        var table = new InFlight(window: 100);
        var numbers = Enumerable.Range(0, 100).Select(message => table.Add(new(message, 1), at: message)).ToArray();

        Assert.True(table.IsFull);
        Assert.Equal(0, table.Oldest());
        Assert.True(table.TryTake(numbers[0], out var key));
        Assert.Equal(new(0, 1), key);
        Assert.False(table.TryTake(numbers[0], out _));
        Assert.False(table.TryTake(0, out _));
        Assert.Equal(1, table.Oldest());

        List<PartKey> rest = [];
        table.TakeAll(rest);
        Assert.Equal(Enumerable.Range(1, 99), rest.Select(part => (int)part.Message).Order());
        Assert.Null(table.Oldest());
    }

    [Fact]
    public void A_part_that_waits_long_does_not_stop_the_numbers_from_running_round()
    {
        var table = new InFlight(window: 2);
        var slow = table.Add(new(-1, 1), 0);

        for (var message = 0; message < 5000; message++)
        {
            Assert.True(table.TryTake(table.Add(new(message, 1), 1), out var key));
            Assert.Equal(message, key.Message);
        }

        Assert.True(table.TryTake(slow, out var last));
        Assert.Equal(-1, last.Message);
    }
}
