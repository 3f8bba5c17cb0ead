using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

/// <summary>A customer with credit at a desk from which texts go out, to the operator inside the portal once the desk is open.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private Desk(TestStore store, Customer customer) => (Store, Me) = (store, customer);

    public static Money Credit { get; } = Money.Of(10m, Currency.Gbp);

    public TestStore Store { get; }

    public Customer Me { get; }

    public OperatorSimulator Simulator => Store.Get<EmbeddedOperator>().Simulator!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What a route must say of the company behind it.</summary>
    public static (string Key, string Value)[] Agreed { get; } =
    [
        ("Messaging:Operator:Country", "GB"), ("Messaging:Operator:AgreedOn", "2026-01-01"), ("Messaging:Operator:AgreementAt", "contracts/17"), ("Messaging:Operator:AgreementEndsOn", "2027-12-31"),
    ];

    public static async Task<Desk> SetUpAsync(Database database, params (string Key, string Value)[] settings)
    {
        var store = await TestStore.CreateAsync(
            database, (services, configuration) => services.AddAuditing().AddMessaging(configuration), settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        return new Desk(store, await store.AddCustomerAsync(Credit));
    }

    /// <summary>Starts dispatch and the operator.</summary>
    public static async Task<Desk> OpenAsync(Database database, params (string Key, string Value)[] settings)
    {
        var desk = await SetUpAsync(database, settings);
        await desk.Store.Host.StartAsync(Cancel);
        return desk;
    }

    public async Task<MessageId> DraftAsync() => (await Store.Get<StartDraft>().RunAsync(Me, Cancel))!.Value;

    public async Task<SendOutcome> SendAsync(string number, string text = "Hello", MessageKind kind = MessageKind.Conversation, MessageId? draft = null)
    {
        var content = new DraftContent(number, text, kind);
        var quote = await Store.Get<QuoteMessage>().RunAsync(Me, content, Cancel);
        return await Store.Get<SendMessage>().RunAsync(Me, draft ?? await DraftAsync(), content, quote.Price?.Total ?? Money.Zero(Currency.Gbp), Cancel);
    }

    public async Task<MessageId> SentAsync(string number, string text = "Hello", MessageKind kind = MessageKind.Conversation) =>
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(number, text, kind)).Message;

    public async Task<MessageStory> StoryAsync(MessageId message) => (await Store.Get<MessageTimeline>().RunAsync(Me, message, Cancel))!;

    /// <summary>Waits until a message's story is as described; the last one read is in the failure.</summary>
    public async Task<MessageStory> UntilAsync(MessageId message, Func<MessageStory, bool> isSo)
    {
        MessageStory story = null!;
        await Patience.UntilAsync(
            async () => isSo(story = await StoryAsync(message)),
            Pass,
            () => $"still {story.State}, {story.Charge}, parts {string.Join(' ', story.Parts)}");
        return story;
    }

    public Task<MessageStory> UntilAsync(MessageId message, DeliveryState state) => UntilAsync(message, story => story.State == state);

    /// <summary>A fifth of a second of the desk's own time, for links and timers that wait for it.</summary>
    public void Pass() => Store.Clock.Advance(TimeSpan.FromMilliseconds(200));

    public Task<Purse> PurseAsync() => Store.Get<BillingOverview>().PurseAsync(Me.Account, Cancel);

    public async Task<long> UnexplainedAsync() => (await Store.Get<LedgerProof>().RunAsync(Cancel)).UnexplainedMicros;

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
