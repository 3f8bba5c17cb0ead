using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Alerts, and the state of monitoring; for administrators.</summary>
public sealed partial class MonitoringPage(
    CurrentCustomer current, AlertBoard board, ReadSecurity security, CloseAlert close, NoteOnAlert note, NameColleague names, BreachBoard breaches, NavigationManager navigation, Toasts toasts, TimeProvider clock)
{
    private UserId _me;
    private IReadOnlyList<AlertView>? _alerts;
    private SecurityState? _state;
    private IReadOnlyList<BreachView> _breaches = [];
    private Alert? _asked;
    private Alert? _noting;
    private (Guid Alert, Colleague Colleague)? _named;
    private string? _error;
    private string? _reasonError;
    private bool _busy;

    [CascadingParameter]
    public ReaderZone? Reader { get; set; }

    private IEnumerable<AlertView> Open => _alerts!.Where(view => view.Alert.ClosedAt is null);

    private IEnumerable<AlertView> Judged => _alerts!.Where(view => view.Alert.ClosedAt is not null);

    private bool IsBackupLate => clock.GetUtcNow() > _state!.BackupDueAt;

    private AlertFinding Finding { get; set; } = AlertFinding.LookedInto;

    private string? Breach { get; set; }

    private string? Reason { get; set; }

    private string? Note { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Listen(AlertBoard.Topic);
        await ReadAsync();
        if (_state is null) navigation.NotFound();
    }

    protected override async Task ReadAsync()
    {
        _me = (await current.RequireAsync(Closed)).Customer.User;
        _alerts = await board.ListAsync(_me, Closed);
        _state = await security.RunAsync(_me, Closed);
    }

    private static bool IsHigh(AlertView view) => AlertWords.IsHigh(view.Alert.Kind);

    // The end is of now and the walk of last night: what came between is said, or two numbers would disagree.
    private string Since(TrailCheck check) => (_state!.Head.Number - check.Number) switch
    {
        <= 0 => "Nothing was added since.",
        1 => "1 was added since; the next walk takes it in.",
        var more => $"{Count(more)} were added since; the next walk takes them in.",
    };

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private string Age(DateTimeOffset since) => (clock.GetUtcNow() - since) switch
    {
        { TotalHours: < 1 } => "Under an hour",
        { TotalHours: < 48 } age => $"{(int)age.TotalHours} {((int)age.TotalHours == 1 ? "hour" : "hours")}",
        var age => $"{(int)age.TotalDays} days",
    };

    private async Task AskAsync(Alert alert)
    {
        (_asked, _error, _reasonError, Finding, Breach, Reason) = (alert, null, null, AlertFinding.LookedInto, null, null);
        _breaches = await breaches.ListAsync((await current.RequireAsync(Closed)).Customer.User, Closed) ?? [];
    }

    private void BeginNote(AlertView view) => (_noting, _error, _reasonError, Note) = (view.Alert, null, null, view.Note);

    private static string Said(Colleague colleague) => string.Join(", ", new[] { colleague.Name, colleague.Email?.Address }.OfType<string>()) is { Length: > 0 } said ? said : "cannot be read";

    private Task NameAsync(Alert alert) => ActAsync(
        async () =>
        {
            if (await names.RunAsync((await current.RequireAsync(Closed)).Customer.User, alert.Id, CancellationToken.None) is { } colleague) _named = (alert.Id, colleague);
            else _error = "That person has no staff access any more. Nothing was shown";
        },
        "It could not be recorded, so nothing is shown. Try again in a minute");

    private Task NoteAsync() => ActAsync(
        async () =>
        {
            if (_noting is not { } alert) return;

            if (Refuse(await note.RunAsync((await current.RequireAsync(Closed)).Customer.User, alert.Id, Note ?? "", CancellationToken.None))) return;

            _noting = null;
            toasts.Show(Tone.Good, "Kept", "The alert stays open");
            await ReadAsync();
        },
        "It could not be saved. What you wrote is kept here. Try again in a minute");

    private Task CloseAsync() => ActAsync(
        async () =>
        {
            if (_asked is not { } alert) return;

            var breach = Finding is AlertFinding.Breach && Guid.TryParse(Breach, out var chosen) ? chosen : (Guid?)null;
            if (Refuse(await close.RunAsync((await current.RequireAsync(Closed)).Customer.User, alert.Id, Finding, Reason ?? "", breach, CancellationToken.None))) return;

            _asked = null;
            toasts.Show(Tone.Good, "Closed");
            await ReadAsync();
        },
        "It could not be saved, so the alert stays open. What you wrote is kept here. Try again in a minute");

    private bool Refuse(AlertRefusal? refusal)
    {
        if (refusal is AlertRefusal.NoReason) _reasonError = AlertWords.For(refusal.Value);
        else if (refusal is { } why) _error = AlertWords.For(why);
        return refusal is not null;
    }

    private async Task ActAsync(Func<Task> act, string unsaved)
    {
        (_busy, _error, _reasonError) = (true, null, null);
        try
        {
            await act();
        }
        catch (StorageUnavailableException)
        {
            _error = unsaved;
        }
        finally
        {
            _busy = false;
        }
    }
}
