using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
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
    private bool _busy;

    [Parameter]
    public Guid Id { get; set; }

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
                (_grant, _reason) = (grant, reason);
                _facts = await overview.RunAsync(grant, CancellationToken.None);
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
}
