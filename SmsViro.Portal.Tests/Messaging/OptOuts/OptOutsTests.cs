using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.Notices;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging.OptOuts;

/// <summary>Whoever asked for silence gets it, wherever the text was on its way, and nothing is charged for what was not sent.</summary>
public class OptOutsTests
{
    private const string Number = "+447700900900";
    private const string Replying = "+447700900905";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static PhoneNumber Phone(string e164) => PhoneNumber.FromE164(e164);

    [Theory, OnBothDatabases]
    public async Task A_stop_refuses_what_comes_and_calls_off_what_waits(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var other = "+447700900910";
        var waiting = await desk.SentAsync(Number);
        var campaign = new MessageId(MessageId.NewBatch());
        var sent = await desk.Store.Get<SendCampaign>().RunAsync(desk.Me, campaign, "News", [Number, other], Cancel);
        Assert.Equal(2, Assert.IsType<CampaignOutcome.Accepted>(sent).Counts.Accepted);

        Assert.Null(await desk.Store.Get<AddOptOut>().RunAsync(desk.Me, "07700 900900", Cancel));
        Assert.Equal(OptOutRefusal.Already, await desk.Store.Get<AddOptOut>().RunAsync(desk.Me, Number, Cancel));
        Assert.Equal(OptOutRefusal.NotANumber, await desk.Store.Get<AddOptOut>().RunAsync(desk.Me, "12", Cancel));

        Assert.Equal(SendRefusal.OptedOut, Assert.IsType<SendOutcome.Refused>(await desk.SendAsync(Number)).Why);
        Assert.Equal(SendRefusal.OptedOut, (await desk.Store.Get<QuoteMessage>().RunAsync(desk.Me, new DraftContent(Number, "Hello", MessageKind.Conversation), Cancel)).Refusal);
        var later = await desk.Store.Get<SendCampaign>().RunAsync(desk.Me, new MessageId(MessageId.NewBatch()), "More", [Number, other], Cancel);
        Assert.Equal(new RecipientCounts(1, 0, 0, 0, OptedOut: 1), Assert.IsType<CampaignOutcome.Accepted>(later).Counts);

        await desk.Store.Host.StartAsync(Cancel);
        await desk.UntilAsync(MessageId.At(campaign.Value, 1), DeliveryState.Delivered);
        foreach (var suppressed in new[] { waiting, MessageId.At(campaign.Value, 0) })
        {
            var story = await desk.UntilAsync(suppressed, DeliveryState.Suppressed);
            Assert.Equal((Charge.Returned, "This number opted out"), (story.Charge, story.Steps[^1].Plain));
            Assert.DoesNotContain(story.Steps, step => step.State is DeliveryState.Submitting);
        }

        Assert.Equal(2, desk.Simulator.Counts.Total);
        Assert.Equal(0, await desk.UnexplainedAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_stop_of_everything_holds_for_every_customer_and_can_be_undone(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var stops = desk.Store.Get<StopTexts>();

        await stops.StopAsync(Phone(Number), StoppedTexts.All, Cancel);
        await stops.StopAsync(Phone(Number), StoppedTexts.All, Cancel);
        Assert.Equal(SendRefusal.OptedOut, Assert.IsType<SendOutcome.Refused>(await desk.SendAsync(Number)).Why);
        Assert.NotNull((await stops.ReadAsync(Phone(Number), [desk.Me.Account], Cancel)).All);

        await stops.AllowAsync(Phone(Number), StoppedTexts.All, Cancel);
        await stops.OneAsync(Phone(Number), desk.Me.Account, Cancel);
        Assert.Equal(SendRefusal.OptedOut, Assert.IsType<SendOutcome.Refused>(await desk.SendAsync(Number)).Why);

        await stops.AllowOneAsync(Phone(Number), desk.Me.Account, Cancel);
        Assert.IsType<SendOutcome.Accepted>(await desk.SendAsync(Number));
        Assert.Empty((await stops.ReadAsync(Phone(Number), [desk.Me.Account], Cancel)).Senders);
    }

    [Theory, OnBothDatabases]
    public async Task The_word_STOP_in_a_reply_acts_at_once_and_START_takes_it_back(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var list = desk.Store.Get<OptOutList>();
        await desk.UntilAsync(await desk.SentAsync(Number), DeliveryState.Delivered);

        desk.Simulator.Answer(Phone(Number), "SMSViro", "Please stop texting me");
        var line = Assert.Single(await UntilAsync(desk, lines => lines.Count == 1));
        Assert.Equal((Number, OptOutHow.Keyword), (line.Number.Number?.E164, line.How));
        Assert.Equal(SendRefusal.OptedOut, Assert.IsType<SendOutcome.Refused>(await desk.SendAsync(Number)).Why);
        Assert.False(await desk.Store.Get<RemoveOptOut>().RunAsync(desk.Me, line.Id, Cancel));

        desk.Simulator.Answer(Phone(Number), "SMSViro", "START");
        await UntilAsync(desk, lines => lines.Count == 0);
        Assert.IsType<SendOutcome.Accepted>(await desk.SendAsync(Number));

        await desk.Store.Get<AddOptOut>().RunAsync(desk.Me, Number, Cancel);
        var added = Assert.Single((await list.RunAsync(desk.Me, 0, 10, Cancel)).Lines);
        Assert.False(await desk.Store.Get<RemoveOptOut>().RunAsync(await desk.Store.AddCustomerAsync(), added.Id, Cancel));
        Assert.True(await desk.Store.Get<RemoveOptOut>().RunAsync(desk.Me, added.Id, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Our_own_codes_cost_nobody_are_in_nobodys_history_and_leave_no_words(Database database)
    {
        await using var desk = await Desk.OpenAsync(database, ("Messaging:ServiceTexts:MostADay", "2"));
        var courier = desk.Store.Get<ITextCourier>();

        Assert.True(await courier.SendAsync(Phone(Replying), "123456 is your code", Cancel));
        await UntilEmptiedAsync(desk, 1);

        Assert.Equal(Desk.Credit, (await desk.PurseAsync()).Available);
        Assert.Equal(0, await desk.UnexplainedAsync());
        Assert.Empty((await desk.Store.Get<MessageHistory>().RunAsync(desk.Me, new HistoryFilter(null, null, TimeZoneInfo.Utc), null, 10, Cancel)).Items);
        await using (var db = desk.Store.Open()) Assert.Empty(await db.Replies.ToListAsync(Cancel));

        // Whoever answers STOP gets no code any more; her other texts are not touched.
        desk.Simulator.Answer(Phone(Replying), "SMSViro", "STOP");
        await UntilStoppedAsync(desk);
        Assert.False(await courier.SendAsync(Phone(Replying), "123456 is your code", Cancel));
        Assert.IsType<SendOutcome.Accepted>(await desk.SendAsync(Replying));

        Assert.True(await courier.SendAsync(Phone(Number), "123456 is your code", Cancel));
        Assert.False(await courier.SendAsync(Phone(Number), "The third of a day that allows two", Cancel));
        desk.Store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await courier.SendAsync(Phone(Number), "123456 is your code", Cancel));
    }

    private static async Task<IReadOnlyList<OptOutLine>> UntilAsync(Desk desk, Func<IReadOnlyList<OptOutLine>, bool> isSo)
    {
        IReadOnlyList<OptOutLine> lines = [];
        await Patience.UntilAsync(
            async () =>
            {
                (lines, _) = await desk.Store.Get<OptOutList>().RunAsync(desk.Me, 0, 10, Cancel);
                return isSo(lines);
            },
            desk.Pass);
        return lines;
    }

    private static Task UntilEmptiedAsync(Desk desk, int batches) => Patience.UntilAsync(
        async () =>
        {
            await using var db = desk.Store.Open();
            var rows = await db.MessageBatches.Where(batch => batch.AccountId == ServiceAccount.Id).ToListAsync(Cancel);
            return rows.Count == batches && rows.All(row => row.Text.IsEmpty && row.Delivered == 1);
        },
        desk.Pass);

    private static Task UntilStoppedAsync(Desk desk) =>
        Patience.UntilAsync(async () => (await desk.Store.Get<StopTexts>().ReadAsync(Phone(Replying), [], Cancel)).Codes is not null, desk.Pass);
}
