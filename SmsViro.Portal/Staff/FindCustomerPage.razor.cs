using Microsoft.AspNetCore.Components;
using SmsViro.Core.Support;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Finds a customer by what she gave when she opened the account; the words travel in the circuit, never in an address.</summary>
public sealed partial class FindCustomerPage(CurrentCustomer current, FindCustomer find, NavigationManager navigation)
{
    private IReadOnlyList<FoundCustomer>? _found;
    private string? _error;
    private string? _refusal;
    private bool _busy;

    private string? Typed { get; set; }

    // Said to whoever does not see the page change: the focus stays on the button.
    private string? Said => _found?.Count switch
    {
        null => null,
        0 => "No account has it",
        1 => "Found one customer",
        var count => $"Found {count} customers",
    };

    private async Task FindAsync()
    {
        (_error, _refusal, _found, _busy) = (null, null, null, true);
        try
        {
            var answer = await find.RunAsync((await current.RequireAsync()).Customer.User, Typed ?? "", CancellationToken.None);
            switch (answer.Refusal)
            {
                case null:
                    _found = answer.Found;
                    break;
                case SearchRefusal.NotAnAddressOrNumber:
                    _error = "That is neither an e-mail address nor a number. Nothing was searched";
                    break;
                case SearchRefusal.NotRecorded:
                    _refusal = StaffWords.NotRecorded;
                    break;
                case SearchRefusal.NotStaff:
                    navigation.NotFound();
                    break;
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
