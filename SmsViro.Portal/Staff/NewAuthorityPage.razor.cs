using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Rights;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Writes down what an authority asks of us.</summary>
public sealed partial class NewAuthorityPage(CurrentCustomer current, LogAuthorityRequest log, ExtractFields fields, RightsOptions options, NavigationManager navigation, TimeProvider clock)
{
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private IReadOnlyList<AuthorityRefusal> _faults = [];
    private string? _error;
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
        DateTimeOffset? received = SeatTime.TryParse(Received, options, out var known) ? known : null;
        (_error, _faults) = (null, []);
        _busy = true;
        try
        {
            var form = new AuthorityForm(Authority ?? "", Basis ?? "", Target, Who ?? "", Day(From), Day(Until), [.. _chosen], received, Day(SilentUntil), SilenceReason);
            var answer = await log.RunAsync((await current.RequireAsync()).Customer.User, form, CancellationToken.None);
            if (answer.Request is { } request) navigation.NavigateTo(Urls.StaffAuthority(request));
            else _faults = answer.Faults;
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

    private List<ErrorLine> Wrong => [.. _faults.Select(fault => new ErrorLine(AuthorityWords.For(fault), FieldOf(fault)))];

    private string? At(string field) => Wrong.Find(line => line.Field == field)?.Text;

    private static string? FieldOf(AuthorityRefusal fault) => fault switch
    {
        AuthorityRefusal.NoAuthority => "authority",
        AuthorityRefusal.NoBasis => "basis",
        AuthorityRefusal.NoReceipt => "received",
        AuthorityRefusal.NobodyThere or AuthorityRefusal.NotANumber or AuthorityRefusal.NoNumber or AuthorityRefusal.NoCustomer => "who",
        AuthorityRefusal.NoFirstDay or AuthorityRefusal.WrongPeriod => "from",
        AuthorityRefusal.NoLastDay => "until",
        AuthorityRefusal.NoFields => "fields",
        AuthorityRefusal.WrongSilence => "silent",
        AuthorityRefusal.NoSilenceReason => "silence-reason",
        AuthorityRefusal.NotStaff or AuthorityRefusal.SamePerson or AuthorityRefusal.NotNow or AuthorityRefusal.NotTheirs or AuthorityRefusal.NotConfirmed => null,
    };

    private static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
