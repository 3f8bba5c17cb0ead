using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

public class RecoveryTests
{
    private const string Number = "+447700900900";
    private const long EndedWorker = 7;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_was_on_a_link_is_in_doubt_free_and_left_to_the_person(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var message = await desk.SentAsync(Number, "Are you there?");
        await OnALinkAsync(desk);
        var before = await desk.StoryAsync(message);

        await desk.Store.Host.StartAsync(Cancel);

        var story = await desk.StoryAsync(message);
        Assert.Equal((DeliveryState.Submitting, Charge.Held), (before.State, before.Charge));
        Assert.Equal((DeliveryState.Unknown, Charge.Returned, true, null), (story.State, story.Charge, story.CanBeSentAgain, story.OfferedAgainAt));
        Assert.Equal(Desk.Credit, (await desk.PurseAsync()).Available);
        var again = await desk.Store.Get<DraftAgain>().RunAsync(desk.Me, message, Cancel);
        Assert.Equal("Are you there?", Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Me, again!.Value, Cancel)).Content.Text);
        Assert.Equal((0, 0), (desk.Simulator.Counts.Total, await desk.UnexplainedAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_campaign_message_in_doubt_is_sent_again_after_two_minutes_and_charged_once(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var message = await desk.SentAsync(Number, kind: MessageKind.Campaign);
        await OnALinkAsync(desk);
        await desk.Store.Host.StartAsync(Cancel);

        var doubted = await desk.StoryAsync(message);
        Assert.Equal((DeliveryState.Unknown, Charge.Held, false), (doubted.State, doubted.Charge, doubted.CanBeSentAgain));
        Assert.Equal(desk.Store.Clock.GetUtcNow() + TimeSpan.FromSeconds(120), doubted.OfferedAgainAt);
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(121));

        var story = await desk.UntilAsync(message, DeliveryState.Delivered);
        Assert.Equal((2, Charge.Charged), (story.Attempts, story.Charge));
        Assert.Equal(Desk.Credit - story.Price, (await desk.PurseAsync()).Available);
        Assert.Equal((1, 0), (desk.Simulator.Counts.Total, await desk.UnexplainedAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Parts_an_operator_took_are_not_sent_again(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var message = await desk.SentAsync(Number, new string('x', 400), MessageKind.Campaign);
        await OnALinkAsync(desk);
        await desk.Store.Writes.RunAsync(
            db => db.Deliveries.Add(new Delivery
            {
                Id = db.Messages.Single().Id,
                State = DeliveryState.Submitting,
                Attempt = 1,
                Parts = default(PartStates).With(0, PartState.Accepted).Bits,
                OperatorIds = "abc - -",
                SubmittedAt = desk.Store.Clock.GetUtcNow().UtcTicks,
            }),
            cancel: Cancel);
        await desk.Store.Host.StartAsync(Cancel);
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(121));

        await desk.UntilAsync(message, DeliveryState.Sent);

        Assert.Equal([0, 1, 1], Enumerable.Range(1, 3).Select(part => desk.Simulator.Counts.Of(447700900900, part)));
    }

    [Theory, OnBothDatabases]
    public async Task A_receipt_that_comes_after_a_restart_finds_its_message(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var message = await desk.SentAsync("+447700900903", new string('x', 200));
        await desk.UntilAsync(message, DeliveryState.Sent);
        await using var db = desk.Store.Open();
        var ids = (await db.Deliveries.AsNoTracking().SingleAsync(Cancel)).OperatorIds!.Split(' ');

        await desk.Store.RestartAsync();
        await desk.Store.Writes.RunAsync(
            writes => writes.StrayReceipts.AddRange(ids.Select(id => new StrayReceipt { OperatorId = id, State = 2, At = desk.Store.Clock.GetUtcNow().UtcTicks })), cancel: Cancel);
        await desk.Store.Host.StartAsync(Cancel);

        Assert.Equal([PartState.Delivered, PartState.Delivered], (await desk.UntilAsync(message, DeliveryState.Delivered)).Parts);
        await using var after = desk.Store.Open();
        Assert.False(await after.StrayReceipts.AnyAsync(Cancel));
    }

    // As a killed process leaves it: the window is on disk, nothing is answered.
    private static Task OnALinkAsync(Desk desk) => desk.Store.Writes.RunAsync(
        db =>
        {
            var batch = db.Entry(db.MessageBatches.Single());
            batch.Property(one => one.NextOrdinal).CurrentValue = 1;
            batch.Property(one => one.State).CurrentValue = BatchState.Drained;
            var id = Message.RowOf(batch.Entity.No, 0);
            db.OpenWindows.Add(new OpenWindow { Worker = EndedWorker, Link = 0, Attempt = 1, FirstId = id, LastId = id, At = desk.Store.Clock.GetUtcNow().UtcTicks });
        },
        Cancel);
}
