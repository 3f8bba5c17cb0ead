using SmsViro.Core.Billing;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Billing;

/// <summary>The balance in the bar of every page; it follows the ledger by itself.</summary>
public sealed partial class PurseLink(CurrentCustomer current, BillingOverview billing)
{
    private Purse? _purse;

    protected override async Task OnInitializedAsync()
    {
        if (await current.FindAsync(Closed) is not { } person) return;

        Listen(BillingTopics.Purse(person.Customer.Account));
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        if (await current.FindAsync(Closed) is { } person) _purse = await billing.PurseAsync(person.Customer.Account, Closed);
    }
}
