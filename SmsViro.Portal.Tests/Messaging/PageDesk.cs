using System.Data.Common;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

/// <summary>A signed-in customer with credit and her pages, drawn without a browser over a real database. Nothing is sent until the store's host starts.</summary>
internal sealed class PageDesk : BunitContext
{
    private int _notFound;

    private PageDesk(TestStore store, SignedIn me)
    {
        (Store, Me) = (store, me);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<AuthenticationStateProvider>(new Person(me)).AddScoped<CurrentCustomer>().AddScoped<Toasts>().AddSingleton<TimeProvider>(store.Clock);
        foreach (var type in Needed) Services.AddSingleton(type, store.Services.GetRequiredService(type));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => Interlocked.Increment(ref _notFound);
    }

    public static Money Credit { get; } = Money.Of(1m, Currency.Gbp);

    public TestStore Store { get; }

    public SignedIn Me { get; }

    public Customer Customer => Me.Customer;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<Type> Needed =>
    [
        typeof(Sessions), typeof(StepUp), typeof(Signals), typeof(FindDraft), typeof(SaveDraft), typeof(StartDraft), typeof(DraftAgain), typeof(DraftList), typeof(DiscardDraft), typeof(CancelMessage), typeof(QuoteMessage),
        typeof(SendMessage), typeof(NoteForeignMessage), typeof(MessageTimeline), typeof(MessageHistory), typeof(SentThisMonth), typeof(OperatorStatus), typeof(OperatorOptions),
        typeof(PriceList), typeof(BillingOverview), typeof(ReadContentStay), typeof(ReadCorrections),
    ];

    public static async Task<PageDesk> SetUpAsync(Money? credit = null)
    {
        var store = await TestStore.CreateAsync(
            Database.Sqlite,
            (services, configuration) =>
            {
                services.AddAuditing().AddNotices(configuration).AddAccounts().AddMessaging(configuration).AddSingleton<ReadCorrections>();
                var real = services.Single(service => service.ServiceType == typeof(WriteQueue));
                services.Remove(real);
                services.AddSingleton<WriteQueue>(provider => new SwitchedQueue((WriteQueue)real.ImplementationFactory!(provider)));
            });
        return new PageDesk(store, await SignInAsync(store, await store.AddCustomerAsync(credit ?? Credit)));
    }

    /// <summary>Another customer of the same portal.</summary>
    public async Task<Customer> StrangerAsync() => await Store.AddCustomerAsync(Credit);

    public async Task<MessageId> DraftAsync(string number = "", string text = "", MessageKind kind = MessageKind.Conversation, Customer? of = null)
    {
        var draft = (await Store.Get<StartDraft>().RunAsync(of ?? Customer, Cancel))!.Value;
        await Store.Get<SaveDraft>().RunAsync(of ?? Customer, draft, new DraftContent(number, text, kind), Cancel);
        return draft;
    }

    public async Task<MessageId> SentAsync(string number = "+447700900900", string text = "Hello", MessageKind kind = MessageKind.Conversation, Customer? of = null)
    {
        var content = new DraftContent(number, text, kind);
        var quote = await Store.Get<QuoteMessage>().RunAsync(of ?? Customer, content, Cancel);
        var outcome = await Store.Get<SendMessage>().RunAsync(of ?? Customer, await DraftAsync(number, text, kind, of), content, quote.Price!.Total, Cancel);
        return Assert.IsType<SendOutcome.Accepted>(outcome).Message;
    }

    /// <summary>From now on the database is as good as full.</summary>
    public void StopSaving() => ((SwitchedQueue)Store.Writes).IsOff = true;

    /// <summary>Waits until pages have said so often that there is no such page.</summary>
    public async Task UntilNotFoundAsync(int times)
    {
        await Patience.UntilAsync(() => _notFound >= times);
        Assert.Equal(times, _notFound);
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync() => await Store.Get<AuditTrail>().LatestAsync(100, Cancel);

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Store.DisposeAsync();
    }

    private static async Task<SignedIn> SignInAsync(TestStore store, Customer customer)
    {
        var session = await store.Get<Sessions>().MakeAsync(customer.User, "Firefox on Linux", kept: false, passwordTyped: true, Cancel);
        await store.Writes.RunAsync(db => db.Sessions.Add(session), Cancel);
        return new SignedIn(customer, PortalRole.Customer, session.Id);
    }

    private sealed class SwitchedQueue(WriteQueue real) : WriteQueue, IDisposable
    {
        public bool IsOff { get; set; }

        public override Task<T> RunAsync<T>(Func<PortalDbContext, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default) =>
            IsOff ? throw new StorageUnavailableException("The disk is full.") : real.RunAsync(act, keep, cancel);

        public override Task<T> RunRawAsync<T>(Func<DbConnection, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default) =>
            IsOff ? throw new StorageUnavailableException("The disk is full.") : real.RunRawAsync(act, keep, cancel);

        public void Dispose() => (real as IDisposable)?.Dispose();
    }

    private sealed class Person(SignedIn person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(person.ToPrincipal()));
    }
}
