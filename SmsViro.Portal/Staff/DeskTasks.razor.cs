using SmsViro.Core.Registers;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>What waits for whoever comes to the desk: alerts that are open, reviews that are late, notices of breaches, what needs her as the second person, and recipients of data who are still to be told.</summary>
public sealed partial class DeskTasks(CurrentCustomer current, TasksForStaff tasks)
{
    private IReadOnlyList<DeskTask> _tasks = [];

    protected override async Task OnInitializedAsync() =>
        _tasks = [.. (await tasks.RunAsync((await current.RequireAsync()).Customer.User, CancellationToken.None)).Select(Say)];

    private static DeskTask Say(StaffTask task) => task switch
    {
        StaffTask.Review review => new($"Review overdue since {TimeText.Of(review.DueOn)}: {ReviewWords.Of(review.Kind).ToLowerInvariant()}", Urls.StaffReviews, IsLate: true),
        StaffTask.OpenAlerts { Many: 1 } alert => new($"An alert is open: {AlertWords.Of(alert.Kind).ToLowerInvariant()}", Urls.StaffSecurity, alert.IsHigh),
        StaffTask.OpenAlerts alerts => new($"{alerts.Many} alerts are open: {AlertWords.Of(alerts.Kind).ToLowerInvariant()}", Urls.StaffSecurity, alerts.IsHigh),
        StaffTask.OpenBreach { IsLate: true } breach => new($"A notice of the breach \u201c{breach.Title}\u201d is overdue", Urls.StaffBreach(breach.Id), IsLate: true),
        StaffTask.OpenBreach breach => new($"The breach \u201c{breach.Title}\u201d is open", Urls.StaffBreach(breach.Id), IsLate: false),
        StaffTask.PartnerAgreement { IsLate: true } partner => new($"The agreement with {partner.Partner} ended on {TimeText.Of(partner.EndsOn)}: the portal will not start again before it is renewed", Urls.StaffReviews, IsLate: true),
        StaffTask.PartnerAgreement partner => new($"The agreement with {partner.Partner} ends on {TimeText.Of(partner.EndsOn)}: renew it or leave the company", Urls.StaffReviews, IsLate: false),
        StaffTask.Agreement request => new("The request of an authority needs you as the second person", Urls.StaffAuthority(request.Id), IsLate: false),
        StaffTask.DueRequest due => new($"{due.Reference} {(due.IsHers ? "is yours" : "is nobody’s yet")}: its answer {(due.IsLate ? "was" : "is")} due on {TimeText.Of(due.DueOn)}", Urls.StaffRequest(due.Request), due.IsLate),
        StaffTask.SecondLook { IsMoreTime: true } look => new($"More time for {look.Reference} needs you as the second person, before {TimeText.Of(look.DueOn)}", Urls.StaffRequest(look.Request), look.IsLate),
        StaffTask.SecondLook look => new($"The answer to {look.Reference} needs you as the second person{(look.IsLate ? $"; it was due on {TimeText.Of(look.DueOn)}" : $", by {TimeText.Of(look.DueOn)}")}", Urls.StaffRequest(look.Request), look.IsLate),
        StaffTask.Telling telling => new($"Tell those who received the data of {telling.Reference} what became of it", Urls.StaffRequest(telling.Request), telling.IsLate),
        StaffTask.HoldToConfirm hold => new($"A hold waits for you as the second person, until {TimeText.Of(hold.ConfirmBy)}", Urls.StaffCustomer(hold.Of.Value), hold.IsLate),
        StaffTask.HoldToRelease hold => new("The release of a hold needs you as the second person", Urls.StaffCustomer(hold.Of.Value), IsLate: false),
        _ => throw new InvalidOperationException($"Nobody says {task.GetType().Name} yet."),
    };

    private sealed record DeskTask(string Words, string Href, bool IsLate);
}
