using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>All keys by age, state and count, and the three ways to replace them; for administrators.</summary>
public sealed partial class KeysPage(CurrentCustomer current, ReadKeys keys, RotateKeys rotate, Toasts toasts, NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _leaving = new();
    private KeyPicture? _picture;
    private Rotation? _asked;
    private string? _error;
    private bool _asking;
    private bool _busy;

    private static IReadOnlyList<Rotation> Rotations { get; } = [Rotation.Epoch, Rotation.DataKeys, Rotation.IndexKeys];

    /// <summary>Set on the way back from the password page: the question is open at once.</summary>
    [SupplyParameterFromQuery]
    public string? Ask { get; set; }

    private string Question => _asked is { } rotation ? $"{Button(rotation)}?" : "";

    private IEnumerable<KeyCount> Lines => _picture!.Counts.GroupBy(count => (count.Kind, count.State)).OrderBy(line => line.Key)
        .Select(line => new KeyCount(line.Key.Kind, line.Key.State, 0, line.Sum(count => count.Keys), line.Sum(count => count.Seals), line.Min(count => count.Oldest)));

    protected override async Task OnInitializedAsync()
    {
        _picture = await keys.RunAsync(_leaving.Token);
        if (!RendererInfo.IsInteractive) return;

        if (Enum.TryParse<Rotation>(Ask, out var rotation) && Enum.IsDefined(rotation)) await AskAsync(rotation);
        _ = FollowAsync();
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Title(Rotation rotation) => rotation switch
    {
        Rotation.Epoch => "Replacing the key over all keys",
        Rotation.DataKeys => "Replacing data keys",
        Rotation.IndexKeys => "Replacing index keys",
    };

    private static string Button(Rotation rotation) => rotation switch
    {
        Rotation.Epoch => "Begin a new epoch",
        Rotation.DataKeys => "Replace all data keys",
        Rotation.IndexKeys => "Replace all index keys",
    };

    private static string Explained(Rotation rotation) => rotation switch
    {
        Rotation.Epoch => "A new root key is made at its provider, every living key is moved under it, and after the grace the old root key is destroyed: backups of the key store from before then open nothing. The portal serves on.",
        Rotation.DataKeys => "Every value sealed with a key of today is sealed anew, and the old keys are destroyed when the database holds nothing under them. The portal serves on; an edit made meanwhile wins.",
        Rotation.IndexKeys => "Every digest people and messages are found by is computed anew. The portal serves on and looks under both keys meanwhile. Who must not be texted is known by digest alone, so those keys stay.",
    };

    private static string State(EpochLine epoch) => epoch switch
    {
        { Row.Destroyed: not null } => "Destroyed",
        { Row.Emptied: not null } => "Empty",
        { Row.Closed: not null } => "Closing",
        { IsCurrent: true } => "Current",
        _ => "Past",
    };

    private static Tone ToneOf(EpochLine epoch) => epoch switch
    {
        { Row.Destroyed: not null } => Tone.Quiet,
        { Row.Emptied: not null } => Tone.Info,
        { IsCurrent: true } => Tone.Good,
        _ => Tone.Wait,
    };

    private static Tone ToneOf(KeyState state) => state switch
    {
        KeyState.Active => Tone.Good,
        KeyState.Next => Tone.Info,
        KeyState.Retiring => Tone.Wait,
        KeyState.Destroyed => Tone.Quiet,
    };

    private static string Next(EpochLine epoch) => epoch switch
    {
        { Row.Destroyed: not null } => "Nothing: it is history",
        { Row.Emptied: not null } => "Its root key is destroyed",
        { IsCurrent: true } => "The next epoch begins",
        _ => "Its keys are moved within the hour",
    };

    private static string KindWord(string kind) => kind switch
    {
        "account" => "Accounts",
        "audit" => "Reasons in the audit trail",
        "authority" => "Requests of authorities",
        "breach" => "Breaches",
        "export" => "Copies of data",
        "hold" => "Holds",
        "index" => "Indexes",
        "messages" => "Months of messages",
        "request" => "Privacy requests",
        "system" => "The portal itself",
        "user" => "People",
        _ => kind,
    };

    // The sentences about keys end in a full stop; anything else is a program's word.
    private static string Said(string? failure) => failure is { } told && told.Contains(' ', StringComparison.Ordinal) ? told : "The reason stands in the log.";

    private string Note(Rotation rotation) => rotation switch
    {
        Rotation.Epoch => $"An epoch is 30 days under one key over all keys. Epochs begin on fixed days, so that the first was shorter{(NextEpoch is { } next ? $"; the next begins {TimeText.Of(DateOnly.FromDateTime(next.UtcDateTime))}" : "")}",
        Rotation.DataKeys => $"Replaced when old or worn; {Count(_picture!.DataKeysDue)} are due",
        Rotation.IndexKeys => $"Replaced when old; {Count(_picture!.IndexKeysDue)} are due",
    };

    private DateTimeOffset? NextEpoch => _picture!.Epochs.FirstOrDefault(epoch => epoch.IsCurrent)?.EndsAt;

    private Job? Work(Rotation rotation) => _picture!.Works[rotation];

    private long In(KeyState state) => _picture!.Counts.Where(count => count.State == state).Sum(count => count.Keys);

    private async Task FollowAsync()
    {
        using var rounds = new PeriodicTimer(Round, clock);
        try
        {
            while (await rounds.WaitForNextTickAsync(_leaving.Token))
                if (_picture!.Works.Values.Any(work => work is { HasEnded: false })) await InvokeAsync(RefreshAsync);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }

    private async Task RefreshAsync()
    {
        _picture = await keys.RunAsync(_leaving.Token);
        StateHasChanged();
    }

    private async Task AskAsync(Rotation rotation)
    {
        _error = null;
        if (!await current.ConfirmedAsync($"{Urls.StaffKeys}?ask={rotation}")) return;

        (_asked, _asking) = (rotation, true);
    }

    private async Task BeginAsync()
    {
        if (_asked is not { } rotation) return;

        _busy = true;
        await ActAsync(rotation, RotationAct.Begin);
        (_asking, _busy) = (false, false);
    }

    private async Task ActAsync(Rotation rotation, RotationAct act)
    {
        try
        {
            var refusal = await rotate.RunAsync(await current.RequireAsync(), rotation, act, CancellationToken.None);
            if (refusal is RotateKeysRefusal.NotAdmin) navigation.NotFound();
            else if (refusal is RotateKeysRefusal.NotConfirmed && act is not RotationAct.Begin) await current.ConfirmedAsync(Urls.StaffKeys);
            _error = refusal is { } refused ? For(refused) : null;
            if (refusal is null) toasts.Show(Tone.Good, Done(act));
        }
        catch (Exception failure) when (failure is StorageUnavailableException or KeysException)
        {
            _error = failure is KeysException ? failure.Message : "It could not be saved, so nothing was begun. Try again in a minute";
        }

        await RefreshAsync();
    }

    private static string Done(RotationAct act) => act switch
    {
        RotationAct.Begin => "Begun. It goes on by itself",
        RotationAct.Pause => "Paused. Keys open as before",
        RotationAct.Resume => "It goes on",
    };

    private static string For(RotateKeysRefusal refusal) => refusal switch
    {
        RotateKeysRefusal.NotAdmin => "Your role has changed, so nothing was begun",
        RotateKeysRefusal.NotConfirmed => "Your password was typed more than 5 minutes ago, so nothing was begun. Choose the button again",
        RotateKeysRefusal.NothingUnderWay => "It has ended already, so nothing was changed",
    };
}
