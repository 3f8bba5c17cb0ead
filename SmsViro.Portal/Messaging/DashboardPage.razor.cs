using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>The account at a glance: sent, waiting, left to spend, and what was sent last.</summary>
public sealed partial class DashboardPage(CurrentCustomer current, SentThisMonth sent, MessageHistory history, BillingOverview billing, PriceList prices, OperatorStatus status, TimeProvider clock)
{
    private const int LatestShown = 5;

    private MonthCounts? _counts;
    private Purse? _purse;
    private IReadOnlyList<MessageLine>? _latest;
    private string _today = "Home";
    private string? _since;

    [CascadingParameter]
    public ReaderZone? Zone { get; set; }

    private string? Lead => _counts switch
    {
        null => null,
        { Accepted: 0 } => "You have not sent a message this month.",
        { Waiting: 0, Failed: 0 } => "Every message of this month has arrived.",
        { Waiting: 0, Failed: var failed } => $"{Messages(failed)} of this month did not arrive, and every other one did.",
        { Waiting: var waiting } => $"{Messages(waiting)} of this month {(waiting == 1 ? "waits" : "wait")} for a final result.",
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
        var now = zone.Local(clock.GetUtcNow());
        _today = now.ToString("dddd d MMMM", CultureInfo.InvariantCulture);
        _since = now.ToString("'Since 1 'MMMM", CultureInfo.InvariantCulture);
        _counts = await sent.RunAsync(person.Customer, zone.Zone, Closed);
        _purse = await billing.PurseAsync(person.Customer.Account, Closed);
        _latest = (await history.RunAsync(person.Customer, new HistoryFilter(null, null, zone.Zone), null, LatestShown, Closed)).Items;
    }

    private static string FinalNote(MonthCounts counts) => (counts.Final, counts.Failed) switch
    {
        (0, _) => "None has a final result yet",
        (var final, 0) => $"Of {Number(final)} with a final result",
        (var final, var failed) => $"Of {Number(final)} with a final result, {Number(failed)} failed",
    };

    private static string Messages(int count) => count == 1 ? "1 message" : $"{Number(count)} messages";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private string PurseNote(Purse purse) =>
        !purse.Held.IsZero ? $"{MoneyText.Of(purse.Held).Plain} more is held for messages on their way"
        : prices.PriceFor(Country.UnitedKingdom) is { PerPart.Micros: > 0 and var part } ? $"About {(purse.Available.Micros / part).ToString("N0", CultureInfo.InvariantCulture)} parts to the UK"
        : "Nothing is held";
}
