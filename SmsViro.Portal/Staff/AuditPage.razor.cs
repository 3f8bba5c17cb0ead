using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>The trail as staff may read it: ids and deeds, no reasons. Reading it is an entry of its own, written before it is shown.</summary>
public sealed partial class AuditPage(CurrentCustomer current, AuditTrail trail, AccountsOfTrail accounts, NavigationManager navigation)
{
    private const int OnAPage = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private IReadOnlyList<AuditEntry>? _entries;
    private IReadOnlyDictionary<UserId, AccountId> _customers = new Dictionary<UserId, AccountId>();
    private ChainVerdict? _verdict;
    private ChainHead? _head;
    private UserId _me;
    private string? _error;
    private bool _checking;

    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    /// <summary>Whose deeds alone; everybody's where it is not said.</summary>
    [SupplyParameterFromQuery]
    public string? By { get; set; }

    private Guid? Colleague => Guid.TryParse(By, out var person) ? person : null;

    // Numbers have no gap, except among one person's own.
    private string Shown => _entries switch
    {
        null or [] => "No entry",
        [var only] => $"Entry {Count(only.Number)}",
        [var first, .., var last] when Colleague is null => $"Entries {Count(first.Number)} to {Count(last.Number)}",
        [var first, .., var last] => $"{Count(_entries.Count)} entries, from {Count(first.Number)} to {Count(last.Number)}",
    };

    private string Newest => Colleague is { } person ? Urls.StaffAuditBy(person) : Urls.StaffAudit;

    // One person's entries may end anywhere before the first.
    private string? Older => (_entries, Colleague) switch
    {
        ({ Count: OnAPage }, { } person) => Urls.StaffAuditBy(person, _entries[^1].Number),
        ([.., { Number: > 1 } last], null) => $"{Urls.StaffAudit}?before={last.Number.ToString(CultureInfo.InvariantCulture)}",
        _ => null,
    };

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive) return;

        _entries = null;
        if (!await RecordAsync()) return;

        var entries = await trail.LatestAsync(OnAPage, CancellationToken.None, long.TryParse(Before, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null, Colleague is { } person ? new UserId(person) : null);
        _customers = await accounts.RunAsync(_me, entries.SelectMany(entry => (UserId[])[entry.Actor, entry.Subject]), CancellationToken.None);
        _entries = entries;
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private string Person(UserId user) => user == default ? "" : _customers.TryGetValue(user, out var account) ? AccountNumber.Of(account) : ColleagueName.Of(user, _me);

    private async Task<bool> RecordAsync()
    {
        var staff = await current.RequireAsync();
        if (!staff.IsStaff)
        {
            navigation.NotFound();
            return false;
        }

        try
        {
            _me = staff.Customer.User;
            var entry = await trail.DraftAsync(staff.Customer.User, default, AuditDeed.ReadTrail);
            await trail.AppendAsync(entry, staff.Role, CancellationToken.None).WaitAsync(Patience);
            return true;
        }
        catch (Exception failure) when (failure is StorageUnavailableException or TimeoutException)
        {
            _error = StaffWords.NotRecorded;
            return false;
        }
    }

    private async Task CheckAsync()
    {
        _checking = true;
        await Task.Yield();
        if ((await current.RequireAsync()).IsStaff) (_verdict, _head) = (await trail.VerifyAsync(CancellationToken.None), await trail.HeadAsync(CancellationToken.None));
        _checking = false;
    }
}
