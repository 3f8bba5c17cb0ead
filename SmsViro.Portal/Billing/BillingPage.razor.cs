using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Billing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Billing;

/// <summary>What is there, what is held, and every line that led to it.</summary>
public sealed partial class BillingPage(CurrentCustomer current, BillingOverview billing, PriceList prices, ReadCorrections corrections)
{
    private const int LinesOnPage = 25;

    private Purse? _purse;
    private TextPage<StatementLine>? _page;
    private Price? _home;
    private IReadOnlyList<CorrectionView> _statements = [];
    private string? _shownKey;

    [SupplyParameterFromQuery(Name = "from")]
    public string? Key { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var person = await current.RequireAsync(Closed);
        Listen(BillingTopics.Purse(person.Customer.Account));
        _statements = await corrections.BesideAsync(person.Customer, Category.Billing, Closed);
        _home = prices.PriceFor(Country.UnitedKingdom);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_page is null || _shownKey != Key) await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var account = (await current.RequireAsync(Closed)).Customer.Account;
        _shownKey = Key;
        _page = await billing.StatementAsync(account, Key, LinesOnPage, Closed);
        _purse = await billing.PurseAsync(account, Closed);
    }

    private static string AvailableShare(Purse purse) =>
        string.Create(CultureInfo.InvariantCulture, $"{100.0 * purse.Available.Micros / (purse.Available.Micros + purse.Held.Micros):0.#}%");

    private static string? Page(string? key) => key is null ? null : $"{Urls.Billing}?from={key}";
}
