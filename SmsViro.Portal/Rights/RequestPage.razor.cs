using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>One request of the person reading: its steps and the day our answer is due. Somebody else's is a page that does not exist, and noted.</summary>
public sealed partial class RequestPage(
    CurrentCustomer current, RequestBoard board, RequestCopy copies, WithdrawRequest withdraw, EndRestriction pause, ReadRequest read, ClarifyRequest clarify, AcceptIdentity identity, NoteForeignId foreign, RightsOptions options, Signals signals, Toasts toasts,
    NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private IReadOnlyList<IDisposable> _listening = [];
    private RequestView? _view;
    private RequestDetails? _details;
    private string? _error;
    private string? _replyError;
    private bool _busy;
    private bool _asking;
    private bool _begun;
    private bool _paused;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "copy")]
    public string? Copy { get; set; }

    private string? Reply { get; set; }

    private string Law => DueWords.Why(_view!.Request);

    private string Withdrawn => (_view!.Request.Kind, _paused) switch
    {
        (RequestKind.Restriction, true) => "The pause ends and what was held goes out.",
        (RequestKind.Restriction, false) => "Nothing is paused any more, so only the request ends.",
        _ => "Your account and everything in it stay as they are.",
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
            _listening = [.. new[] { JobQueue.Topic(Id), Post.TopicOf(_view.Request.UserId) }.Select(topic => signals.Listen(topic, () => _ = InvokeAsync(RefreshAsync)))];
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

    public void Dispose()
    {
        foreach (var listening in _listening) listening.Dispose();
    }

    private async Task ReadAsync()
    {
        var customer = (await current.RequireAsync()).Customer;
        _view = await board.FindAsync(customer, Id, CancellationToken.None);
        _details = await read.RunAsync(customer, Id, CancellationToken.None);
        _paused = _view?.Request.Kind is RequestKind.Restriction && await pause.FindAsync(customer, CancellationToken.None) is { } standing && standing.RequestId == Id;
    }

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
        var customer = (await current.RequireAsync()).Customer;
        if (await withdraw.RunAsync(customer, Id, CancellationToken.None)) toasts.Show(Tone.Good, "The request is withdrawn");
        else toasts.Show(Tone.Doubt, "The request can no longer be withdrawn", "It is answered, or it has begun");
        await ReadAsync();
    }

    private async Task AnswerAsync()
    {
        _replyError = string.IsNullOrWhiteSpace(Reply) ? "Write your answer first" : null;
        if (_replyError is not null) return;

        await DoAsync(async () =>
        {
            if (await clarify.AnswerAsync((await current.RequireAsync()).Customer, Id, Reply!, CancellationToken.None)) toasts.Show(Tone.Good, "We have your answer");
            Reply = null;
        });
    }

    private async Task ConfirmAsync()
    {
        if (!await current.ConfirmedAsync()) return;

        await DoAsync(async () =>
        {
            if (await identity.ConfirmAsync(await current.RequireAsync(), Id, CancellationToken.None)) toasts.Show(Tone.Good, "Thank you. We go on with your request");
        });
    }

    private async Task DoAsync(Func<Task> act)
    {
        (_error, _busy) = (null, true);
        try
        {
            await act();
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so nothing changed. What you wrote is kept here. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }
}
