using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>One customer, after the reason for looking was recorded. Nothing about her is read before.</summary>
public sealed partial class CustomerPage(CurrentCustomer current, OpenDoor door, CustomerOverview overview, NavigationManager navigation)
{
    private AccessGrant? _grant;
    private CustomerFacts? _facts;
    private string? _reason;
    private string? _error;
    private string? _account;
    private bool _busy;
    private bool _asked;

    [Parameter]
    public Guid Id { get; set; }

    private string Named => _account is null ? "Customer" : $"Customer {_account}";

    // Only the circuit looks, so that nothing is read for a page that nobody sees yet.
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;

        var staff = (await current.RequireAsync()).Customer.User;
        if (await door.ResumeAsync(staff, new UserId(Id), AuditDeed.OpenedCustomer, null, CancellationToken.None) is { } look) await ShowAsync(look.Grant, look.Reason);
        else if (await door.AtAsync(staff, new UserId(Id), CancellationToken.None) is { } account) _account = AccountNumber.Of(account);
        _asked = true;
    }

    private async Task ShowAsync(AccessGrant grant, string reason)
    {
        (_grant, _reason) = (grant, reason);
        _facts = await overview.RunAsync(grant, CancellationToken.None);
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private async Task OpenAsync(string reason)
    {
        (_error, _busy) = (null, true);
        try
        {
            var staff = (await current.RequireAsync()).Customer.User;
            var answer = await door.RunAsync(staff, new UserId(Id), AuditDeed.OpenedCustomer, reason, null, CancellationToken.None);
            if (answer.Grant is { } grant)
            {
                await ShowAsync(grant, reason);
                return;
            }

            _error = StaffWords.For(answer.Refusal);
            if (_error is null) navigation.NotFound();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task EndAsync()
    {
        (_error, _busy) = (null, true);
        try
        {
            await door.EndAsync(_grant!, CancellationToken.None);
            navigation.NavigateTo(Urls.StaffCustomers);
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be recorded, so the look goes on until its time is over. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }
}
