using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

public class DispatchTests
{
    private const string Delivered = "+447700900900", Undelivered = "+447700900901", Rejected = "+447700900902", Replies = "+447700900905", Throttled = "+447700900906", Expired = "+447700900907";
    private static readonly Money Price = Money.Of(0.038m, Currency.Gbp);

    [Theory, OnBothDatabases]
    public async Task A_message_is_delivered_and_charged(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);

        var message = await desk.SentAsync(Delivered, "Your table is ready");

        var story = await desk.UntilAsync(message, DeliveryState.Delivered);
        Assert.Equal([DeliveryState.Queued, DeliveryState.Submitting, DeliveryState.Sent, DeliveryState.Delivered], story.Steps.Select(step => step.State));
        Assert.Equal("Your table is ready", story.Text.Text);
        Assert.Equal(Delivered, story.To.Number!.Value.E164);
        Assert.Equal(Charge.Charged, story.Charge);
        Assert.Equal((Desk.Credit - Price, Money.Zero(Currency.Gbp)), (await desk.PurseAsync() is var purse ? (purse.Available, purse.Held) : default));
        Assert.Equal(1, desk.Simulator.Counts.Total);
        Assert.Equal(0, await desk.UnexplainedAsync());
    }

    [Theory]
    [OnBothDatabases(Undelivered, DeliveryState.Undelivered)]
    [OnBothDatabases(Expired, DeliveryState.Expired)]
    [OnBothDatabases(Rejected, DeliveryState.Rejected)]
    public async Task What_the_network_does_not_deliver_is_given_back(Database database, string number, DeliveryState state)
    {
        await using var desk = await Desk.OpenAsync(database);

        var message = await desk.SentAsync(number);

        var story = await desk.UntilAsync(message, state);
        Assert.Equal(Charge.Returned, story.Charge);
        Assert.NotNull(story.Steps[^1].Plain);
        Assert.NotNull(story.Steps[^1].OperatorWords);
        var purse = await desk.PurseAsync();
        Assert.Equal((Desk.Credit, Money.Zero(Currency.Gbp)), (purse.Available, purse.Held));
        Assert.Equal(0, await desk.UnexplainedAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Every_part_of_a_long_text_is_told_apart(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);

        var message = await desk.SentAsync(Delivered, new string('x', 400));

        var story = await desk.UntilAsync(message, DeliveryState.Delivered);
        Assert.Equal([PartState.Delivered, PartState.Delivered, PartState.Delivered], story.Parts);
        Assert.Equal(Price * 3, story.Price);
        Assert.Equal([1, 1, 1], Enumerable.Range(1, 3).Select(part => desk.Simulator.Counts.Of(447700900900, part)));
        Assert.Equal(Desk.Credit - Price * 3, (await desk.PurseAsync()).Available);
    }

    [Theory, OnBothDatabases]
    public async Task An_operator_that_asks_for_less_is_asked_again_later(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);

        var message = await desk.SentAsync(Throttled);

        Assert.Equal(1, (await desk.UntilAsync(message, DeliveryState.Delivered)).Attempts);
        Assert.Equal(1, desk.Simulator.Counts.Total);
    }

    [Theory, OnBothDatabases]
    public async Task A_reply_is_kept_sealed_and_told_with_its_message(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);

        var message = await desk.SentAsync(Replies);

        var story = await desk.UntilAsync(message, found => found.Replies.Count > 0);
        Assert.Equal((OpenStatus.Ok, "Thank you, we have your message."), (story.Replies[0].Text.Status, story.Replies[0].Text.Text));
    }

    [Theory, OnBothDatabases]
    public async Task A_reply_belongs_to_what_was_sent_from_here_and_never_to_what_an_archive_brought_in(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (sent, brought) = (await desk.SentAsync(Delivered), await desk.SentAsync(Delivered));
        await desk.UntilAsync(sent, DeliveryState.Delivered);
        await desk.UntilAsync(brought, DeliveryState.Delivered);
        await desk.Store.Writes.RunAsync(
            db => db.MessageBatches.Where(batch => batch.Id == brought.Batch).ExecuteUpdate(set => set.SetProperty(batch => batch.BroughtInAt, desk.Store.Clock.GetUtcNow())),
            TestContext.Current.CancellationToken);

        desk.Simulator.Answer(PhoneNumber.FromE164(Delivered), "SMSViro", "I am on my way");

        Assert.Equal("I am on my way", Assert.Single((await desk.UntilAsync(sent, found => found.Replies.Count > 0)).Replies).Text.Text);
        Assert.Empty((await desk.StoryAsync(brought)).Replies);
    }

    [Theory, OnBothDatabases]
    public async Task While_the_operator_is_down_a_message_waits_uncharged_and_leaves_when_it_is_back(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var message = await desk.SentAsync(Delivered);

        var waiting = await desk.StoryAsync(message);
        await desk.Store.Host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal((DeliveryState.Queued, Charge.Held), (waiting.State, waiting.Charge));
        Assert.Equal(Charge.Charged, (await desk.UntilAsync(message, DeliveryState.Delivered)).Charge);
    }
}
