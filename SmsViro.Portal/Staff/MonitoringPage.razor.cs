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
    CurrentCustomer current, AlertBoard board, ReadSecurity security, CloseAlert close, BreachBoard breaches, NavigationManager navigation, Toasts toasts, TimeProvider clock)
{
    private UserId _me;
    private IReadOnlyList<AlertView>? _alerts;
    private SecurityState? _state;
    private IReadOnlyList<BreachView> _breaches = [];
    private Alert? _asked;
    private string? _error;
    private string? _reasonError;
    private bool _busy;

    private IEnumerable<AlertView> Open => _alerts!.Where(view => view.Alert.ClosedAt is null);

    private IEnumerable<AlertView> Judged => _alerts!.Where(view => view.Alert.ClosedAt is not null);

    private bool IsBackupLate => clock.GetUtcNow() > _state!.BackupDueAt;

    private AlertFinding Finding { get; set; } = AlertFinding.LookedInto;

    private string? Breach { get; set; }

    private string? Reason { get; set; }

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

    private async Task CloseAsync()
    {
        if (_asked is not { } alert) return;

        (_busy, _error, _reasonError) = (true, null, null);
        try
        {
            var breach = Finding is AlertFinding.Breach && Guid.TryParse(Breach, out var chosen) ? chosen : (Guid?)null;
            if (await close.RunAsync((await current.RequireAsync(Closed)).Customer.User, alert.Id, Finding, Reason ?? "", breach, CancellationToken.None) is { } refusal)
            {
                if (refusal is AlertRefusal.NoReason) _reasonError = AlertWords.For(refusal);
                else _error = AlertWords.For(refusal);
                return;
            }

            _asked = null;
            toasts.Show(Tone.Good, "Closed");
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so the alert stays open. What you wrote is kept here. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }
}
