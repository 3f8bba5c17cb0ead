using Microsoft.AspNetCore.Components;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>The schedule of what ends by itself, what a run now would do, what the last ones did, and the holds that keep single items. It names nobody.</summary>
public sealed partial class RetentionPage(CurrentCustomer current, RetentionSchedule schedule, HoldBoard board, NavigationManager navigation, TimeProvider clock)
{
    private const int MostRuns = 60;

    private IReadOnlyList<HoldLine>? _holds;
    private IReadOnlyList<RetentionRun> _history = [];
    private IReadOnlyList<(IRetentionRule Rule, RetentionCount Count)>? _counts;
    private string? _error;
    private bool _trying;

    [CascadingParameter]
    public ReaderZone? Reader { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _history = await schedule.HistoryAsync(MostRuns, CancellationToken.None);
        _holds = await board.RunAsync((await current.RequireAsync()).Customer.User, CancellationToken.None);
        if (_holds is null) navigation.NotFound();
    }

    private string Over(IRetentionRule rule) => CountOf(rule) is { } count ? RetentionWords.Count(count.Over) : "–";

    private string Held(IRetentionRule rule) => CountOf(rule) is { } count ? RetentionWords.Count(count.Held) : "–";

    private RetentionCount? CountOf(IRetentionRule rule) => _counts?.FirstOrDefault(one => one.Rule == rule).Count;

    private async Task TryAsync()
    {
        (_error, _trying) = (null, true);
        try
        {
            _counts = await schedule.TryAsync((await current.RequireAsync()).Customer.User, CancellationToken.None);
            if (_counts is null) navigation.NotFound();
        }
        catch (System.Data.Common.DbException)
        {
            _error = "The database did not answer, so nothing was counted. Try again in a minute";
        }
        finally
        {
            _trying = false;
        }
    }
}
