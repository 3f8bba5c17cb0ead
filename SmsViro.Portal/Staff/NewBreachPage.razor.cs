using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Rights;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Writes a breach down.</summary>
public sealed partial class NewBreachPage(CurrentCustomer current, LogBreach log, BreachProfile profile, RightsOptions options, NavigationManager navigation, TimeProvider clock)
{
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private IReadOnlyList<BreachFault> _faults = [];
    private string? _error;
    private bool _busy;

    private string? Title { get; set; }

    private string? Found { get; set; }

    private string? Facts { get; set; }

    protected override void OnInitialized() => Found = SeatTime.Of(clock.GetUtcNow(), options);

    private static string Hours(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} hours");

    private async Task LogAsync()
    {
        DateTimeOffset? found = SeatTime.TryParse(Found, options, out var known) ? known : null;
        (_error, _faults) = (null, []);
        _busy = true;
        try
        {
            var answer = await log.RunAsync((await current.RequireAsync()).Customer.User, Title ?? "", Facts ?? "", found, _kinds, CancellationToken.None);
            if (answer.Breach is { } breach) navigation.NavigateTo(Urls.StaffBreach(breach));
            else (_faults, _error) = (answer.Faults, answer.Faults.At(BreachPart.Whole));
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
}
