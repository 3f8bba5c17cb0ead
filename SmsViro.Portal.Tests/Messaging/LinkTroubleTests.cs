using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

public class LinkTroubleTests
{
    private const string Number = "+447700900900";

    private static readonly (string Key, string Value)[] Elsewhere = [("Messaging:Operator:Host", "smsc.example"), ("Messaging:Operator:SystemId", "us"), .. Desk.Agreed];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_status_says_that_the_operator_cannot_be_reached_and_that_it_is_back()
    {
        await using var desk = await Desk.OpenAsync(Database.Sqlite, [("Messaging:Operator:Host", "127.0.0.1"), ("Messaging:Operator:Port", "1"), ("Messaging:Operator:SystemId", "us"), .. Desk.Agreed]);
        var status = desk.Store.Get<OperatorStatus>();

        await Patience.UntilAsync(() => !status.Current.IsUp);

        Assert.Equal("The operator could not be reached.", status.Current.Problem);
        Assert.Equal((DeliveryState.Queued, Charge.Held), await desk.StoryAsync(await desk.SentAsync(Number)) is var story ? (story.State, story.Charge) : default);
    }

    [Theory]
    [InlineData("Messaging:Operator:Window", "9", "Messaging:Operator:Window is at least 10, the parts of the longest message.")]
    [InlineData("Messaging:Operator:Links", "0", "Messaging:Operator:Links is from 1 to 32.")]
    [InlineData("Messaging:Operator:Sender", "Harbour Dental", "Messaging:Operator:Sender is 1 to 11 letters and digits.")]
    [InlineData("Messaging:Operator:Host", "smsc.example", "Messaging:Operator:SystemId is 1 to 15 ASCII characters.")]
    public async Task A_wrong_setting_is_refused_by_its_name(string key, string value, string sentence) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<InvalidOperationException>(() => Desk.SetUpAsync(Database.Sqlite, (key, value)))).Message);

    [Theory]
    [InlineData("Country", "", "Messaging:Operator:Country is where the company is")]
    [InlineData("Country", "US", "Messaging:Operator:Safeguard is AdequacyDecision or StandardClauses")]
    [InlineData("AgreedOn", "", "Messaging:Operator:AgreedOn is the day of the data protection agreement")]
    [InlineData("AgreementAt", "", "Messaging:Operator:AgreementAt says where that agreement is kept")]
    [InlineData("AgreementEndsOn", "", "Messaging:Operator:AgreementEndsOn is the last day of that agreement")]
    [InlineData("AgreementEndsOn", "2025-12-31", "Messaging:Operator:AgreementEndsOn is the last day of that agreement")]
    [Promise("P5.2", "P5.3")]
    public async Task A_route_without_its_entry_in_the_register_of_partners_cannot_start(string key, string value, string sentence) =>
        Assert.StartsWith(sentence, await RefusedAsync(("Messaging:Operator:Tls", "true"), ($"Messaging:Operator:{key}", value)), StringComparison.Ordinal);

    [Fact]
    [Promise("P4.1")]
    public async Task A_route_in_clear_beyond_this_machine_says_why_or_does_not_start()
    {
        Assert.StartsWith("Messaging:Operator:Tls is true, or Messaging:Operator:PlainBecause says why the way to smsc.example needs none", await RefusedAsync(), StringComparison.Ordinal);

        await using var desk = await Desk.SetUpAsync(Database.Sqlite, With(("Messaging:Operator:PlainBecause", "a leased line of our own")));

        Assert.Equal("Not encrypted by itself: a leased line of our own", desk.Store.Get<Partner>().Way);
        Assert.Contains("Not encrypted by itself: a leased line of our own.", Assert.Single(new Transfers(desk.Store.Services.GetServices<Partner>()).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_far_away_is_named_with_what_protects_the_data_there()
    {
        await using var desk = await Desk.SetUpAsync(
            Database.Sqlite, With(("Messaging:Operator:Tls", "true"), ("Messaging:Operator:Country", "US"), ("Messaging:Operator:Safeguard", "StandardClauses")));

        Assert.Equal(
            "Operator, United States: number, sender name and text of each message. Standard contractual clauses (Article 46(2)(c)).",
            Assert.Single(new Transfers(desk.Store.Services.GetServices<Partner>()).Lines));
    }

    [Theory, OnBothDatabases]
    public async Task A_campaign_survives_links_that_are_cut_again_and_again(Database database)
    {
        const int count = 600;
        await using var desk = await Desk.OpenAsync(database, ("Messaging:Operator:Window", "20"), ("Messaging:Operator:Links", "2"), ("Messaging:Operator:ResendAfter", "00:00:05"));
        var price = Money.Of(0.038m, Currency.Gbp);
        await desk.Store.Get<GrantCredit>().PaidAsync(desk.Me.Account, Guid.CreateVersion7(), price * count, Cancel);
        var sent = Assert.IsType<CampaignOutcome.Accepted>(await desk.Store.Get<SendCampaign>()
            .RunAsync(desk.Me, new MessageId(MessageId.NewBatch()), "Hello", Enumerable.Range(0, count).Select(at => $"+4474{at:00000000}"), Cancel));

        for (var cut = 0; cut < 5; cut++)
        {
            desk.Simulator.CutLinks();
            desk.Store.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(60, Cancel);
        }

        var (concluded, held) = (0, Money.Zero(Currency.Gbp));
        await Patience.UntilAsync(
            async () =>
            {
                concluded = await CountAsync(desk, DeliveryState.Delivered) + await CountAsync(desk, DeliveryState.Unknown);
                held = (await desk.PurseAsync()).Held;
                return concluded == count && held.IsZero;
            },
            () => desk.Store.Clock.Advance(TimeSpan.FromMilliseconds(500)),
            () => $"{concluded} of {count} concluded, {held} held");

        Assert.True(desk.Simulator.Counts.Different == count || await CountAsync(desk, DeliveryState.Unknown) > 0);
        Assert.Equal(Desk.Credit + price * count - price * await CountAsync(desk, DeliveryState.Delivered), (await desk.PurseAsync()).Available);
        Assert.Equal(0, await desk.UnexplainedAsync());
        Assert.NotNull(await desk.StoryAsync(sent.Campaign));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_offered_again_fills_the_window_instead_of_trickling(Database database)
    {
        const int count = 600;
        await using var desk = await Desk.SetUpAsync(database, ("Messaging:Operator:Window", "20"));
        await desk.Store.Get<GrantCredit>().PaidAsync(desk.Me.Account, Guid.CreateVersion7(), Money.Of(0.038m, Currency.Gbp) * count, Cancel);
        Assert.IsType<CampaignOutcome.Accepted>(await desk.Store.Get<SendCampaign>()
            .RunAsync(desk.Me, new MessageId(MessageId.NewBatch()), "Hello", Enumerable.Range(0, count).Select(at => $"+4474{at:00000000}"), Cancel));
        await desk.Store.Writes.RunAsync(
            db =>
            {
                var batch = db.MessageBatches.Single();
                db.Entry(batch).Property(one => one.NextOrdinal).CurrentValue = count;
                db.Entry(batch).Property(one => one.State).CurrentValue = BatchState.Drained;
                db.AddRange(Enumerable.Range(0, count).Select(at => new Delivery { Id = Message.RowOf(batch.No, at), State = DeliveryState.Queued, Operator = "", Due = desk.Store.Clock.GetUtcNow().UtcTicks }));
            },
            Cancel);

        // Two of them a second would take five minutes.
        await desk.Store.Host.StartAsync(Cancel);
        await Patience.UntilAsync(async () => await CountAsync(desk, DeliveryState.Sent) + await CountAsync(desk, DeliveryState.Delivered) == count);
    }

    [Fact]
    public async Task Two_processes_share_a_campaign_and_each_others_receipts_and_news()
    {
        Requires.Postgres();
        await using var apart = OperatorSimulator.Start(new SimulatorOptions { ReceiptDelay = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
        var options = apart.LinkOptions("shared");
        await using var both = await Desk.OpenAsync(
            Database.Postgres,
            [
                ("Messaging:Operator:Host", options.Host), ("Messaging:Operator:Port", $"{options.Port}"), ("Messaging:Operator:SystemId", options.SystemId), ("Messaging:Operator:Password", options.Password),
                .. Desk.Agreed,
            ]);
        using var second = both.Store.StartBeside();
        await second.StartAsync(Cancel);
        var heard = new TaskCompletionSource();

        // A draft becomes the message of the same id: whoever listens from then on misses nothing.
        var message = await both.DraftAsync();
        using var listening = second.Services.GetRequiredService<Signals>().Listen(MessagingTopics.Message(message), () => heard.TrySetResult());
        Assert.IsType<SendOutcome.Accepted>(await both.SendAsync(Number, draft: message));
        var sent = Assert.IsType<CampaignOutcome.Accepted>(await both.Store.Get<SendCampaign>()
            .RunAsync(both.Me, new MessageId(MessageId.NewBatch()), "Hello", Enumerable.Range(0, 250).Select(at => $"+4474{at:00000000}"), Cancel));

        await both.UntilAsync(message, DeliveryState.Delivered);
        for (var at = 0; at < 250; at += 50) await both.UntilAsync(MessageId.At(sent.Campaign.Value, at), DeliveryState.Delivered);
        await heard.Task.WaitAsync(Patience.Longest, Cancel);
        Assert.Equal(251, apart.Counts.Different);
        await second.StopAsync(Cancel);
    }

    private static async Task<string> RefusedAsync(params (string Key, string Value)[] settings) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => Desk.SetUpAsync(Database.Sqlite, With(settings)))).Message;

    private static (string Key, string Value)[] With(params (string Key, string Value)[] settings) =>
        [.. Elsewhere.Where(setting => settings.All(other => other.Key != setting.Key)), .. settings];

    private static async Task<int> CountAsync(Desk desk, DeliveryState state)
    {
        await using var db = desk.Store.Open();
        return db.Deliveries.Count(delivery => delivery.State == state && delivery.Due == null);
    }
}
