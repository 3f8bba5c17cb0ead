using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Everything a person may know and ask about her own data.</summary>
public sealed partial class PrivacyCentrePage(
    CurrentCustomer current, MyData myData, RequestBoard board, RequestCopy copies, WhoLooked looked, ReadFormerDetails former, ReadCorrections corrections, AuditTrail trail, Signals signals, Toasts toasts, NavigationManager navigation, TimeProvider clock)
    : IDisposable
{
    private readonly Dictionary<Guid, IDisposable> _listening = [];
    private readonly HashSet<Guid> _announced = [];
    private HeldOverview? _data;
    private Customer? _customer;
    private IReadOnlyList<RequestView> _requests = [];
    private IReadOnlyList<Look> _looks = [];
    private IReadOnlyList<FormerDetailView> _former = [];
    private IReadOnlyList<CorrectionView> _corrections = [];
    private ChainVerdict? _chain;
    private string? _refusal;
    private string? _passphraseError;
    private CopyContent _content;
    private bool _locks;
    private bool _asking;

    // Only until the copy is asked for: after that there is nothing to press any more.
    private bool _cameBack;

    /// <summary>What was asked for before the password was: it is chosen again on the way back.</summary>
    [SupplyParameterFromQuery]
    public string? Export { get; set; }

    /// <summary>Whether that was to be locked.</summary>
    [SupplyParameterFromQuery(Name = "lock")]
    public string? Lock { get; set; }

    private IReadOnlyList<RequestView> Fetchable => [.. _requests.Where(request => request.Copy?.MayBeDownloaded(clock.GetUtcNow()) is true)];

    protected override async Task OnInitializedAsync()
    {
        var person = await current.RequireAsync();
        if (Enum.TryParse<CopyContent>(Export, out var asked) && Enum.IsDefined(asked))
            (_content, _locks, _cameBack) = (asked, Lock is not null, await current.IsConfirmedAsync());
        _customer = person.Customer;
        _looks = await looked.AtAsync(person.Customer.User, WhoLooked.OnAPage, CancellationToken.None);
        _former = await former.RunAsync(person.Customer, CancellationToken.None);
        _corrections = await corrections.OfAsync(person.Customer, CancellationToken.None);
        await ReadRequestsAsync();
        _announced.UnionWith(Fetchable.Select(ready => ready.Request.Id));
        _data = await myData.RunAsync(person.Customer, CancellationToken.None);
    }

    public void Dispose()
    {
        foreach (var listening in _listening.Values) listening.Dispose();
    }

    // One that can be fetched is a line among the others.
    private bool IsPanel(RequestView view) =>
        view.Request.State is RequestState.Preparing || (view.Copy is { } copy && copy.IsHere(clock.GetUtcNow()) && copy.IsHeld(clock.GetUtcNow()));

    private async Task ReadRequestsAsync()
    {
        _requests = await board.OfAsync((await current.RequireAsync()).Customer, CancellationToken.None);
        if (!RendererInfo.IsInteractive) return;

        foreach (var request in _requests.Where(request => (!request.Request.HasEnded || request.Copy?.IsHere(clock.GetUtcNow()) is true) && !_listening.ContainsKey(request.Request.Id)))
            _listening[request.Request.Id] = signals.Listen(JobQueue.Topic(request.Request.Id), () => _ = InvokeAsync(RefreshAsync));
    }

    private async Task RefreshAsync()
    {
        await ReadRequestsAsync();
        List<Guid> fresh = [.. Fetchable.Select(ready => ready.Request.Id).Where(_announced.Add)];
        if (fresh.Count > 0) toasts.Show(Tone.Good, "Your copy is ready", "It stands at the top of the privacy centre, to be downloaded");
        _data = await myData.RunAsync((await current.RequireAsync()).Customer, CancellationToken.None);
        StateHasChanged();
    }

    private async Task AskAsync(CopyContent content, string? passphrase)
    {
        (_refusal, _passphraseError, _asking) = (null, null, true);
        try
        {
            var answer = await copies.RunAsync(await current.RequireAsync(), content, passphrase, CancellationToken.None);
            switch (answer.Refusal)
            {
                case CopyRefusal.NotConfirmed:
                    navigation.NavigateTo(Urls.ConfirmItIsYouThen(passphrase is null ? Urls.PrivacyCentreToExport(content.ToString()) : Urls.PrivacyCentreToLockedPaper), forceLoad: true);
                    return;
                case CopyRefusal.WeakPassphrase:
                    _passphraseError = "A passphrase has at least 12 characters, of the kind a keyboard can type. Nothing was asked for yet";
                    return;
                case null when answer.HeldUntil is not null:
                    toasts.Show(Tone.Info, "We are preparing your copy", "It is held for a while, because your password or address changed; we have written to you");
                    break;
                case null:
                    toasts.Show(Tone.Good, "We are preparing your copy", "You can leave this page; it waits here for you");
                    break;
                case CopyRefusal.AlreadyPreparing:
                    toasts.Show(Tone.Info, "Your copy is being prepared already");
                    break;
                case CopyRefusal.AccountClosed:
                    _refusal = "Your account is being erased, so no copy is made any more. The letter we send says what stays";
                    break;
            }

            if (_refusal is null) (_cameBack, _locks) = (false, false);
            await ReadRequestsAsync();
        }
        catch (StorageUnavailableException)
        {
            _refusal = "The request could not be saved, so none was made. Nothing else changed. Try again in a minute";
        }
        finally
        {
            _asking = false;
        }
    }

    private async Task CancelAsync(RequestView request)
    {
        await copies.CancelAsync((await current.RequireAsync()).Customer, request.Request.Id, CancellationToken.None);
        await ReadRequestsAsync();
    }

    private async Task CheckAsync() => _chain = await trail.VerifyAsync(CancellationToken.None);
}
