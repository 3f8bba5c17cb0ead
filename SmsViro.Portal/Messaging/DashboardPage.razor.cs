using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>The account at a glance: sent, waiting, left to spend, and what was sent last.</summary>
public sealed partial class DashboardPage(CurrentCustomer current, SentThisMonth sent, MessageHistory history, BillingOverview billing, OperatorStatus status, TimeProvider clock)
{
    private const int LatestShown = 5;

    private MonthCounts? _counts;
    private Purse? _purse;
    private IReadOnlyList<MessageLine>? _latest;
    private string _today = "Home";

    [CascadingParameter]
    public ReaderZone? Zone { get; set; }

    private string? Lead => _counts switch
    {
        null => null,
        { Accepted: 0 } => "You have not sent a message this month.",
        { Accepted: 1 } => "You sent 1 message this month.",
        { Accepted: var accepted } => $"You sent {accepted.ToString("N0", CultureInfo.InvariantCulture)} messages this month.",
    };

    protected override async Task OnInitializedAsync()
    {
        var person = await current.RequireAsync(Closed);
        Listen(MessagingTopics.Messages(person.Customer.Account));
        Listen(BillingTopics.Purse(person.Customer.Account));
        Listen(MessagingTopics.Operator);
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var person = await current.RequireAsync(Closed);
        var zone = Zone ?? ReaderZone.London;
        _today = zone.Local(clock.GetUtcNow()).ToString("dddd d MMMM", CultureInfo.InvariantCulture);
        _counts = await sent.RunAsync(person.Customer, zone.Zone, Closed);
        _purse = await billing.PurseAsync(person.Customer.Account, Closed);
        _latest = (await history.RunAsync(person.Customer, new HistoryFilter(null, null, zone.Zone), null, LatestShown, Closed)).Items;
    }

    private static string? DeliveredNote(MonthCounts counts) =>
        counts.Failed == 0 ? null : $"{counts.Failed.ToString("N0", CultureInfo.InvariantCulture)} failed";

    private static string HeldNote(Purse purse) => purse.Held.IsZero ? "Nothing is held" : $"{MoneyText.Of(purse.Held).Plain} held for messages on their way";
}
