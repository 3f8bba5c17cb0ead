using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>The trail as staff may read it: ids and deeds, no reasons. Reading it is an entry of its own, written before it is shown.</summary>
public sealed partial class AuditPage(CurrentCustomer current, AuditTrail trail, NavigationManager navigation)
{
    private const int OnAPage = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private IReadOnlyList<AuditEntry>? _entries;
    private ChainVerdict? _verdict;
    private ChainHead? _head;
    private UserId _me;
    private string? _error;
    private bool _checking;

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    /// <summary>Whose deeds alone; everybody's where it is not said.</summary>
    [SupplyParameterFromQuery]
    public Guid? By { get; set; }

    private string Newest => By is { } person ? Urls.StaffAuditBy(person) : Urls.StaffAudit;

    // One person's entries may end anywhere before the first.
    private string? Older => (_entries, By) switch
    {
        ({ Count: OnAPage }, { } person) => Urls.StaffAuditBy(person, _entries[^1].Number),
        ([.., { Number: > 1 } last], null) => $"{Urls.StaffAudit}?before={last.Number.ToString(CultureInfo.InvariantCulture)}",
        _ => null,
    };

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive) return;

        _entries = null;
        if (await RecordAsync()) _entries = await trail.LatestAsync(OnAPage, CancellationToken.None, Before, By is { } person ? new UserId(person) : null);
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Person(UserId user) => user == default ? "" : user.Value.ToString("N")[^8..];

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
