using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

public class SimulatorTests
{
    private static readonly SimulatorOptions Quick = new() { ReceiptDelay = TimeSpan.Zero, SlowDelay = TimeSpan.FromMilliseconds(300) };

    [Fact]
    public async Task Delivers_every_part_of_a_long_text_and_sends_a_receipt_for_each()
    {
        await using var simulator = OperatorSimulator.Start(Quick, TimeProvider.System);
        await using var link = await RecordedLink.BoundAsync(simulator.LinkOptions("one"));

        var parts = link.Send(new string('a', 400));
        await link.UntilAsync(() => link.Arrivals.Count == parts);

        Assert.Equal(3, parts);
        Assert.All(link.Results, result => Assert.Equal(SmppStatus.Ok, result.Status));
        Assert.All(link.Arrivals, receipt => Assert.Equal(MessageState.Delivered, receipt.State));
        Assert.Equal(link.Results.Select(result => result.Id.ToString()).Order(), link.Arrivals.Select(receipt => receipt.Id.ToString()).Order());
        Assert.All(Enumerable.Range(1, 3), part => Assert.Equal(1, simulator.Counts.Of(447700900100, part)));
    }

    [Theory]
    [InlineData('0', MessageState.Delivered, "000")]
    [InlineData('1', MessageState.Undeliverable, "001")]
    [InlineData('4', MessageState.Delivered, "000")]
    [InlineData('7', MessageState.Expired, "027")]
    public async Task Reports_what_a_reserved_number_stands_for(char lastDigit, MessageState state, string error)
    {
        await using var simulator = OperatorSimulator.Start(Quick, TimeProvider.System);
        await using var link = await RecordedLink.BoundAsync(simulator.LinkOptions("one"));

        link.Send("Hello", ReservedNumbers.Block + "4" + lastDigit);
        await link.UntilAsync(() => !link.Arrivals.IsEmpty);

        var receipt = Assert.Single(link.Arrivals);
        Assert.Equal((state, error), (receipt.State, receipt.Error));
    }

    [Fact]
    public async Task Refuses_the_number_that_stands_for_refusal()
    {
        await using var simulator = OperatorSimulator.Start(Quick, TimeProvider.System);
        await using var link = await RecordedLink.BoundAsync(simulator.LinkOptions("one"));

        link.Send("Hello", ReservedNumbers.Block + "02");
        await link.UntilAsync(() => !link.Results.IsEmpty);

        Assert.Equal(SmppStatus.InvalidDestination, Assert.Single(link.Results).Status);
        Assert.Equal(0, simulator.Counts.Total);
    }

    [Fact]
    public async Task Says_nothing_more_about_the_silent_number()
    {
        await using var simulator = OperatorSimulator.Start(Quick, TimeProvider.System);
        await using var link = await RecordedLink.BoundAsync(simulator.LinkOptions("one"));

        link.Send("Hello", ReservedNumbers.Block + "03", message: 1);
        link.Send("Hello", message: 2);
        await link.UntilAsync(() => !link.Arrivals.IsEmpty);

        Assert.Equal(2, link.Results.Count);
        Assert.Equal(link.Results.Last().Id, Assert.Single(link.Arrivals).Id);
    }

    [Fact]
    public async Task Answers_with_a_text_from_the_number_that_replies()
    {
        await using var simulator = OperatorSimulator.Start(Quick, TimeProvider.System);
        await using var link = await RecordedLink.BoundAsync(simulator.LinkOptions("one"));

        var parts = link.Send(new string('a', 200), ReservedNumbers.Block + "05", from: "447700900450");
        await link.UntilAsync(() => link.Arrivals.Count == parts && !link.Texts.IsEmpty);

        var text = Assert.Single(link.Texts);
        Assert.Equal((ReservedNumbers.Block + "05", "447700900450", "Thank you, we have your message."), (text.From, text.To, text.Text));
    }

    [Fact]
    public async Task Takes_the_throttled_number_at_the_third_offer_and_the_session_pauses_between()
    {
        await using var simulator = OperatorSimulator.Start(Quick, TimeProvider.System);
        await using var link = await RecordedLink.BoundAsync(simulator.LinkOptions("one") with { Throttle = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(40)) });
        var text = Segments.Of("Hello");

        for (var offers = 1; offers <= 3; offers++)
        {
            await link.UntilAsync(() => link.Offer(text, 0, ReservedNumbers.Block + "06", 1) == SubmitAnswer.Taken);
            link.Session.Flush();
            await link.UntilAsync(() => link.Results.Count == offers);
        }

        Assert.Equal([SmppStatus.Throttled, SmppStatus.Throttled, SmppStatus.Ok], link.Results.Select(result => result.Status));
        Assert.Equal(1, simulator.Counts.Total);
    }

    [Fact]
    public async Task Throttles_what_comes_above_its_rate()
    {
        await using var simulator = OperatorSimulator.Start(Quick with { Rate = 5 }, new FakeTimeProvider());
        await using var link = await RecordedLink.BoundAsync(simulator.LinkOptions("one"));

        for (var message = 0; message < 20; message++) link.Offer(Segments.Of("Hello"), 0, "447700900100", message);
        link.Session.Flush();
        await link.UntilAsync(() => link.Results.Count == 20);

        Assert.Equal(5, link.Results.Count(result => result.Status == SmppStatus.Ok));
        Assert.Equal(15, link.Results.Count(result => result.Status == SmppStatus.Throttled));
    }

    [Fact]
    public async Task Refuses_a_wrong_password_and_the_page_says_so()
    {
        await using var simulator = OperatorSimulator.Start(Quick, TimeProvider.System);
        await using var link = RecordedLink.Start(simulator.LinkOptions("one") with { Password = "wrong" });

        await link.UntilAsync(() => !link.Falls.IsEmpty);

        Assert.Equal(LinkFault.BindRefused, link.Falls.First().Fault);
        Assert.Equal(SmppStatus.InvalidPassword, link.Session.Status.Answer);
        Assert.Equal("The operator refused our sign-in (ESME_RINVPASWD).", link.Session.Status.LastError);
    }

    [Fact]
    public async Task Delivers_again_what_was_not_acknowledged_before_the_link_was_cut()
    {
        await using var simulator = OperatorSimulator.Start(Quick, TimeProvider.System);
        await using var link = await RecordedLink.BoundAsync(simulator.LinkOptions("one") with { Reconnect = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(40)) });
        link.Acknowledges = false;
        link.Send("Hello");
        await link.UntilAsync(() => link.Arrivals.Count == 1);

        link.Acknowledges = true;
        simulator.CutLinks();
        await link.UntilAsync(() => link.Arrivals.Count == 2);

        Assert.Single(link.Arrivals.Select(receipt => receipt.Id).Distinct());
        Assert.NotEqual(link.Arrivals.First().Token.Connection, link.Arrivals.Last().Token.Connection);
    }
}
