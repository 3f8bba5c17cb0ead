using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

public class SendCampaignTests
{
    private static readonly Money Price = Money.Of(0.038m, Currency.Gbp);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Reaches_every_number_once_over_several_acts_and_windows(Database database)
    {
        const int count = SendCampaign.RowsInAct + 200;
        await using var desk = await Desk.OpenAsync(database);
        await desk.Store.Get<GrantCredit>().PaidAsync(desk.Me.Account, Guid.CreateVersion7(), Price * count, Cancel);

        var sent = Assert.IsType<CampaignOutcome.Accepted>(await SendAsync(desk, Numbers(count)));

        Assert.Equal((count, Price * count), (sent.Counts.Accepted, sent.Held));
        await desk.UntilAsync(MessageId.At(sent.Campaign.Value, count - 1), DeliveryState.Delivered);
        await UntilAsync(desk, batch => batch.Delivered == count);
        Assert.Equal((count, count), (desk.Simulator.Counts.Different, desk.Simulator.Counts.Total));
        Assert.Equal((Desk.Credit, Money.Zero(Currency.Gbp)), (await desk.PurseAsync() is var purse ? (purse.Available, purse.Held) : default));
        Assert.Equal(0, await desk.UnexplainedAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Counts_the_lines_it_leaves_out(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);

        var sent = Assert.IsType<CampaignOutcome.Accepted>(await SendAsync(desk, ["+447700900900", "07700 900900", "nobody", "", "+97317000000", "+447700900901"]));

        Assert.Equal(new RecipientCounts(Accepted: 2, NotNumbers: 2, Twice: 1, NoPrice: 1), sent.Counts);
        Assert.Equal(Price * 2, (await desk.PurseAsync()).Held);
        Assert.Equal("+447700900901", (await desk.StoryAsync(MessageId.At(sent.Campaign.Value, 1))).To.Number!.Value.E164);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_campaign_twice_is_sent_once(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var id = new MessageId(MessageId.NewBatch());

        var first = await SendAsync(desk, Numbers(3), id);
        var second = await SendAsync(desk, Numbers(3), id);

        Assert.Equal(Assert.IsType<CampaignOutcome.Accepted>(first) with { Again = true }, second);
        Assert.Equal(Price * 3, (await desk.PurseAsync()).Held);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_written_without_the_credit_for_all_of_it(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);

        var refused = Assert.IsType<CampaignOutcome.Refused>(await SendAsync(desk, Numbers(264)));

        Assert.Equal((CampaignRefusal.NoCredit, Price * 264), (refused.Why, refused.Price));
        await using var db = desk.Store.Open();
        Assert.False(await db.MessageBatches.AnyAsync(Cancel) || await db.Messages.AnyAsync(Cancel));
    }

    [Theory]
    [InlineData("", CampaignRefusal.NoText)]
    [InlineData("Hello", CampaignRefusal.NoRecipients)]
    public async Task Refuses_a_campaign_of_nothing(string text, CampaignRefusal why)
    {
        await using var desk = await Desk.SetUpAsync(Database.Sqlite);

        var outcome = await desk.Store.Get<SendCampaign>().RunAsync(desk.Me, new MessageId(MessageId.NewBatch()), text, ["nobody"], Cancel);

        Assert.Equal(why, Assert.IsType<CampaignOutcome.Refused>(outcome).Why);
    }

    [Theory, OnBothDatabases]
    public async Task An_acceptance_cut_short_is_undone_at_the_next_start(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var sent = Assert.IsType<CampaignOutcome.Accepted>(await SendAsync(desk, Numbers(3)));
        await desk.Store.Writes.RunAsync(
            db => db.Entry(db.MessageBatches.Single()).Property(batch => batch.State).CurrentValue = BatchState.Accepting, cancel: Cancel);
        desk.Store.Clock.Advance(TimeSpan.FromHours(1));

        await desk.Store.Host.StartAsync(Cancel);

        Assert.Equal(Desk.Credit, (await desk.PurseAsync()).Available);
        await using var db = desk.Store.Open();
        Assert.False(await db.Messages.AnyAsync(Cancel));
        Assert.Equal(CampaignRefusal.Interrupted, Assert.IsType<CampaignOutcome.Refused>(await SendAsync(desk, Numbers(3), sent.Campaign)).Why);
        Assert.Equal(0, await desk.UnexplainedAsync());
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(at => $"+4474{at:00000000}");

    private static Task<CampaignOutcome> SendAsync(Desk desk, IEnumerable<string> numbers, MessageId? id = null) =>
        desk.Store.Get<SendCampaign>().RunAsync(desk.Me, id ?? new MessageId(MessageId.NewBatch()), "The fair opens at ten", numbers, Cancel);

    private static async Task UntilAsync(Desk desk, Func<MessageBatch, bool> isSo)
    {
        MessageBatch batch = null!;
        await Patience.UntilAsync(
            async () =>
            {
                await using var db = desk.Store.Open();
                batch = await db.MessageBatches.AsNoTracking().SingleAsync(Cancel);
                return isSo(batch);
            },
            desk.Pass,
            () => $"sent {batch.Sent}, delivered {batch.Delivered}, failed {batch.Failed} of {batch.Total}");
    }
}
