using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>What the registers want of whoever comes to the desk: reviews that are late, notices of breaches, requests of authorities that need her as the second person.</summary>
public sealed partial class DeskTasks(CurrentCustomer current, ReviewCalendar reviews, BreachBoard breaches, AuthorityDesk authorities, TimeProvider clock)
{
    private IReadOnlyList<DeskTask> _tasks = [];

    protected override async Task OnInitializedAsync()
    {
        var (me, now) = ((await current.RequireAsync()).Customer.User, clock.GetUtcNow());
        var due = await reviews.ForStaffAsync(me, CancellationToken.None) ?? [];
        var open = await breaches.ListAsync(me, CancellationToken.None) ?? [];
        var asked = await authorities.ListAsync(me, CancellationToken.None) ?? [];
        _tasks =
        [
            .. from review in due
               where review.IsOverdue
               select new DeskTask($"Review overdue since {TimeText.Of(review.DueOn)}: {ReviewWords.Of(review.Kind).ToLowerInvariant()}", Urls.StaffReviews, IsLate: true),
            .. from breach in open
               where breach.Breach.ClosedAt is null
               select new DeskTask(
                   breach.Clocks.Any(running => running.IsOverdue(now)) ? $"A notice of the breach \u201c{breach.Title}\u201d is overdue" : $"The breach \u201c{breach.Title}\u201d is open", Urls.StaffBreach(breach.Breach.Id),
                   breach.Clocks.Any(running => running.IsOverdue(now))),
            .. from line in asked
               where line.Request is { State: AuthorityState.Asked, PreservedAt: not null } && line.Request.LoggedBy != me
               select new DeskTask("The request of an authority needs you as the second person", Urls.StaffAuthority(line.Request.Id), IsLate: false),
        ];
    }

    private sealed record DeskTask(string Words, string Href, bool IsLate);
}
