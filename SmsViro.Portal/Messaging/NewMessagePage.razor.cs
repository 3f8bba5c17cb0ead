using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>Starts a draft and moves to its own address, so that a reload or a second tab is the same message.</summary>
public sealed partial class NewMessagePage(CurrentCustomer current, StartDraft start, NavigationManager navigation)
{
    private bool _closing;
    private bool _unsaved;

    protected override Task OnInitializedAsync() => StartAsync();

    private async Task StartAsync()
    {
        var person = await current.RequireAsync();
        try
        {
            if (await start.RunAsync(person.Customer, CancellationToken.None) is { } draft) navigation.NavigateTo(Urls.Compose(draft), replace: true);
            else _closing = true;
        }
        catch (StorageUnavailableException)
        {
            _unsaved = true;
        }
    }
}
