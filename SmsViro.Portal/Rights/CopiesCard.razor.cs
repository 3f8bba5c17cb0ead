using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>The files that wait to be fetched, one line each.</summary>
public sealed partial class CopiesCard(CurrentCustomer current, DropCopy drop, Toasts toasts)
{
    private bool _busy;
    private RequestView? _asked;

    [Parameter, EditorRequired]
    public IReadOnlyList<RequestView> Copies { get; set; } = [];

    /// <summary>One of them is gone.</summary>
    [Parameter]
    public EventCallback OnDropped { get; set; }

    private async Task DropAsync(RequestView view)
    {
        _busy = true;
        try
        {
            if (await drop.RunAsync((await current.RequireAsync()).Customer, view.Request.Id, CancellationToken.None)) toasts.Show(Tone.Good, "Deleted", "Nobody can download it any more, and its key is destroyed within minutes");
            _asked = null;
            await OnDropped.InvokeAsync();
        }
        catch (StorageUnavailableException)
        {
            _asked = null;
            toasts.Show(Tone.Bad, "It could not be deleted", "Nothing was changed. Try again in a minute");
        }
        finally
        {
            _busy = false;
        }
    }
}
