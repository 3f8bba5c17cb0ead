using System.Globalization;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>What people without an account asked; the list names nobody, so it needs no reason.</summary>
public sealed partial class RecipientRequestsCard(CurrentCustomer current, RecipientRequestDesk desk)
{
    private IReadOnlyList<RecipientRequestRow>? _requests;

    private string Counted
    {
        get
        {
            var (open, late) = (_requests!.Count(request => request.State is not RecipientRequestState.Answered), _requests!.Count(request => request.IsOverdue));
            return string.Create(CultureInfo.InvariantCulture, $"{open:N0} open, {late:N0} overdue");
        }
    }

    protected override async Task OnInitializedAsync() => _requests = await desk.ListAsync((await current.RequireAsync()).Customer.User, CancellationToken.None);
}
