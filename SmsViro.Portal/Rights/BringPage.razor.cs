using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using SmsViro.Core.Accounts;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Imports;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Where an archive from elsewhere is taken, shown row by row in numbers, agreed to and watched.</summary>
public sealed partial class BringPage(CurrentCustomer current, OfferArchive offer, ImportArchive import, ReadImport read, CurrentReader reader, Toasts toasts, NavigationManager navigation, IJSRuntime browser)
{
    private const string ArchiveCard = "brought";
    private const string NotSaved = "It could not be saved, so nothing changed. Try again in a minute";

    // Where what came in is to be seen, by the file it was in.
    private static readonly (string File, string Name, string Href)[] Places = [("messages", "Messages", Urls.Messages), ("opt-out", "Opt-outs", Urls.OptOuts), ("profile", "Profile", Urls.Profile)];

    private ImportView? _view;
    private ImportRefusal? _closed;
    private Guid _listened;
    private string? _error;
    private int? _sent;
    private bool _read;
    private bool _busy;
    private bool _leavesProfile;

    /// <summary>Set on the way back from the password page: what was chosen stands.</summary>
    [SupplyParameterFromQuery(Name = "profile")]
    public string? Profile { get; set; }

    private int Percent => (int)((_view?.Work?.Progress ?? 0) * 100);

    // While one is on its way there is nothing to choose; where one ended short of its end she reads why none can be chosen.
    private bool Chooses => _closed is null || _view is null or { Import.State: ImportState.Offered or ImportState.GivenUp };

    protected override Task OnInitializedAsync()
    {
        _leavesProfile = Profile is "stays";
        return ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var customer = (await current.RequireAsync(Closed)).Customer;
        var before = _view?.Import.State;
        _view = await read.RunAsync(customer, Closed);
        _closed = await read.RefusalAsync(customer, Closed);
        _read = true;

        // The frame above shows the name that was here before.
        if (before is not (null or ImportState.Done) && _view?.Import.State is ImportState.Done) reader.Refresh();
        if (_view is not { Import.State: ImportState.Running, Import.Id: var id } || id == _listened) return;

        _listened = id;
        Listen(JobQueue.Topic(id));
    }

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        (_error, _sent) = (null, 0);
        var left = Closed;
        try
        {
            if (chosen.File.Size > ArchiveImport.MostBytes)
            {
                _error = $"{ImportWords.Of(ImportRefusal.TooLarge)}. Nothing was taken";
                return;
            }

            await using var file = chosen.File.OpenReadStream(ArchiveImport.MostBytes);
            await using var watched = new WatchedStream(file, chosen.File.Size, percent =>
            {
                _sent = percent;
                _ = InvokeAsync(StateHasChanged);
            });
            var answer = await offer.RunAsync(await current.RequireAsync(left), watched, left);
            if (answer.Refusal is { } refusal)
                _error = answer.Sentence is { } sentence ? $"{ImportWords.Of(refusal)}. {sentence} Nothing was written. Download it again there and choose it anew" : $"{ImportWords.Of(refusal)}. Nothing was written";
            await ReadAsync();
            if (answer.Refusal is not null) return;

            // The archive stands above the field that took it, so whoever reads on from the field would miss it.
            StateHasChanged();
            await browser.InvokeVoidAsync("svFocus", left, ArchiveCard);
        }
        catch (Exception ended) when (left.IsCancellationRequested && ended is OperationCanceledException or ObjectDisposedException or JSDisconnectedException)
        {
            // The page was left, and the file with it.
        }
        catch (StorageUnavailableException)
        {
            _error = NotSaved;
        }
        catch (IOException)
        {
            _error = "The file did not arrive whole, so nothing of it was kept. Choose it again";
        }
        finally
        {
            _sent = null;
        }
    }

    private Task BeginAsync() => DoAsync(async id =>
    {
        var goesOn = _view!.Import.State is ImportState.Stopped;
        var refusal = await import.RunAsync(await current.RequireAsync(), id, CancellationToken.None, _leavesProfile);
        if (refusal is ImportRefusal.NotConfirmed)
        {
            navigation.NavigateTo(Urls.ConfirmItIsYouThen(_leavesProfile ? Urls.BringDataWithoutProfile : Urls.BringData), forceLoad: true);
            return;
        }

        if (refusal is { } no) _error = $"{ImportWords.Of(no)}. {(goesOn ? "Nothing more was written" : "Nothing was written")}";
    });

    private Task DeclineAsync() => DoAsync(async id =>
    {
        if (await import.DeclineAsync((await current.RequireAsync()).Customer, id, CancellationToken.None)) toasts.Show(Tone.Info, "The archive is not brought in", "The file is deleted and its key destroyed");
    });

    private async Task DoAsync(Func<Guid, Task> act)
    {
        if (_view is null) return;

        (_error, _busy) = (null, true);
        try
        {
            await act(_view.Import.Id);
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            _error = NotSaved;
        }
        finally
        {
            _busy = false;
        }
    }

    private static IReadOnlyList<Choice<bool>> Profiles(ArchiveOwner owner) =>
    [
        new(false, "Yes, replace mine", string.Join(". ", owner.Replaces.Select(Replaced)) + ". What stood there is kept among your former details"),
        new(true, "No, leave mine as it is", "Everything else comes in"),
    ];

    private static string Replaced(ReplacedDetail detail) => (detail.Here, detail.There) switch
    {
        ({ Length: > 0 } here, { } there) => $"{AccountsWords.Of(detail.What)}: {here} becomes {there}",
        (_, { } there) => $"{AccountsWords.Of(detail.What)}: {there}",
        (var here, null) => $"{AccountsWords.Of(detail.What)}: {here} goes",
    };
}
