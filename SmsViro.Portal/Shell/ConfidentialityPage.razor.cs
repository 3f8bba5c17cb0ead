using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Confidentiality;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Shell;

/// <summary>The undertaking of confidentiality: signed once for each version, before any other page of the desk opens.</summary>
public sealed partial class ConfidentialityPage(CurrentCustomer current, StaffConfidentiality confidentiality, AcceptConfidentiality accept, NavigationManager navigation)
{
    private bool? _bound;
    private UserId _me;
    private IReadOnlyList<Acceptance>? _log;
    private IReadOnlyList<UserId>? _missing;
    private string? _error;
    private string? _agreedError;
    private bool _busy;

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    private bool Agreed { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _me = (await current.RequireAsync()).Customer.User;
        var bound = await confidentiality.IsBoundAsync(_me, CancellationToken.None);
        if (bound) (_log, _missing) = (await confidentiality.LogAsync(_me, CancellationToken.None), await confidentiality.MissingAsync(_me, CancellationToken.None));
        _bound = bound;
    }

    private async Task SignAsync()
    {
        (_error, _agreedError) = (null, Agreed ? null : "Tick it when you undertake all of it");
        if (!Agreed) return;

        _busy = true;
        try
        {
            if (await accept.RunAsync((await current.RequireAsync()).Customer.User, Undertaking.Current.Number, CancellationToken.None)) navigation.NavigateTo(Back(), forceLoad: true);
            else _error = "It could not be signed: your role has changed";
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so you have not signed yet. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }

    // Only to a page of the desk: the address comes from outside.
    private string Back() => ReturnUrl is { } back && (back == Urls.Staff || back.StartsWith($"{Urls.Staff}/", StringComparison.Ordinal)) ? back : Urls.Staff;
}
