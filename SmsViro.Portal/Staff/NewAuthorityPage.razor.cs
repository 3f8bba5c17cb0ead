using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Rights;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Writes down what an authority asks of us.</summary>
public sealed partial class NewAuthorityPage(CurrentCustomer current, LogAuthorityRequest log, ExtractFields fields, RightsOptions options, NavigationManager navigation, TimeProvider clock)
{
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private AuthorityRefusal? _refused;
    private string? _error;
    private bool _asked;
    private bool _busy;

    private string? Authority { get; set; }

    private string? Basis { get; set; }

    private string? Received { get; set; }

    private AuthorityTarget Target { get; set; } = AuthorityTarget.Customer;

    private string? Who { get; set; }

    private string? From { get; set; }

    private string? Until { get; set; }

    private string? SilentUntil { get; set; }

    private string? SilenceReason { get; set; }

    protected override void OnInitialized() => Received = SeatTime.Of(clock.GetUtcNow(), options);

    private int Chosen(ExtractTable table) => table.Columns.Count(column => _chosen.Contains(column.Path));

    private void Choose(string path, bool chosen)
    {
        if (chosen) _chosen.Add(path);
        else _chosen.Remove(path);
    }

    private async Task LogAsync()
    {
        (_error, _refused, _asked) = (null, null, true);
        if (!SeatTime.TryParse(Received, options, out var received) || Day(From) is not { } from || Day(Until) is not { } until) return;

        _busy = true;
        try
        {
            var form = new AuthorityForm(Authority ?? "", Basis ?? "", Target, Who ?? "", from, until, [.. _chosen], received, Day(SilentUntil), SilenceReason);
            var answer = await log.RunAsync((await current.RequireAsync()).Customer.User, form, CancellationToken.None);
            if (answer.Request is { } request) navigation.NavigateTo(Urls.StaffAuthority(request));
            else (_refused, _error) = (answer.Refusal, answer.Refusal is AuthorityRefusal.NotStaff ? AuthorityWords.For(AuthorityRefusal.NotStaff) : null);
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so nothing was logged. What you wrote is kept here. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }

    private string? At(AuthorityRefusal refusal) => _refused == refusal ? AuthorityWords.For(refusal) : null;

    private string? Missing(bool isThere) => _asked && !isThere ? "Say which day" : null;

    private static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
