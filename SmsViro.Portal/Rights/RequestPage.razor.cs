using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>One request of the person reading: its steps and the day our answer is due. Somebody else's is a page that does not exist, and noted.</summary>
public sealed partial class RequestPage(
    CurrentCustomer current, RequestBoard board, RequestCopy copies, WithdrawErasure withdraw, NoteForeignId foreign, RightsOptions options, Signals signals, Toasts toasts,
    NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private IDisposable? _listening;
    private RequestView? _view;
    private bool _asking;
    private bool _begun;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "copy")]
    public string? Copy { get; set; }

    private string Law => _view!.Request.Jurisdiction switch
    {
        Jurisdiction.UnitedKingdom => "UK GDPR Article 12(3): one calendar month; a weekend moves the last day to the next working day",
        Jurisdiction.EuropeanUnion => "GDPR Article 12(3), Regulation 1182/71 Article 3: one calendar month; a weekend moves the last day to the next working day",
    };

    private IReadOnlyList<TimelineStep> Steps => RequestSteps.Of(_view!);

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        if (_view is null)
        {
            await foreign.RunAsync((await current.RequireAsync()).Customer, Id, CancellationToken.None);
            navigation.NotFound();
        }
        else if (RendererInfo.IsInteractive)
        {
            _listening = signals.Listen(JobQueue.Topic(Id), () => _ = InvokeAsync(RefreshAsync));
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (_begun || Copy is null || _view is null) return;

        // A download leaves its page standing: from the password page it would look as if nothing had happened. The address loses its word first, so that a reload fetches nothing.
        _begun = true;
        navigation.NavigateTo(Urls.PrivacyRequest(Id), replace: true);
        navigation.NavigateTo(Urls.Copy(Id), forceLoad: true);
    }

    public void Dispose() => _listening?.Dispose();

    private async Task ReadAsync() => _view = await board.FindAsync((await current.RequireAsync()).Customer, Id, CancellationToken.None);

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task CancelCopyAsync()
    {
        await copies.CancelAsync((await current.RequireAsync()).Customer, Id, CancellationToken.None);
        await ReadAsync();
    }

    private async Task WithdrawAsync()
    {
        _asking = false;
        var withdrawn = await withdraw.RunAsync((await current.RequireAsync()).Customer, Id, CancellationToken.None);
        if (withdrawn) toasts.Show(Tone.Good, "The request is withdrawn", "Nothing was erased");
        else toasts.Show(Tone.Doubt, "Our staff have begun already", "The request can no longer be withdrawn");
        await ReadAsync();
    }
}
