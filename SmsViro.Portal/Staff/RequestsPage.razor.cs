using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Every privacy request; the list names nobody, so it needs no reason.</summary>
public sealed partial class RequestsPage(CurrentCustomer current, RequestBoard board, NavigationManager navigation)
{
    private const int WorkingDaysSoon = 5;

    private IReadOnlyList<RequestLine>? _requests;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    private UserId _me;

    private IEnumerable<RequestLine> Open => _requests!.Where(request => !request.HasEnded);

    private IEnumerable<RequestLine> Shown => Show switch
    {
        "copies" => Open.Where(request => request.Kind is RequestKind.Copy or RequestKind.Portability),
        "erasures" => Open.Where(request => request.Kind is RequestKind.Erasure),
        "mine" => Open.Where(request => request.AssignedTo == _me),
        "review" => Open.Where(request => request.NeedsSecondLook),
        "nobody" => Open.Where(request => With(request) == "Nobody yet"),
        "others" => Open.Where(request => request.Kind is not (RequestKind.Copy or RequestKind.Portability or RequestKind.Erasure)),
        "ended" => _requests!.Where(request => request.HasEnded),
        _ => Open,
    };

    private IReadOnlyList<Tab> Filters =>
    [
        new("All open", Urls.StaffRequests, Show is null, Open.Count()),
        new("Mine", $"{Urls.StaffRequests}?show=mine", Show == "mine", Open.Count(request => request.AssignedTo == _me)),
        new("Second look", $"{Urls.StaffRequests}?show=review", Show == "review", Open.Count(request => request.NeedsSecondLook)),
        new("Nobody yet", $"{Urls.StaffRequests}?show=nobody", Show == "nobody", Open.Count(request => With(request) == "Nobody yet")),
        new("Copies", $"{Urls.StaffRequests}?show=copies", Show == "copies", Open.Count(request => request.Kind is RequestKind.Copy or RequestKind.Portability)),
        new("Erasures", $"{Urls.StaffRequests}?show=erasures", Show == "erasures", Open.Count(request => request.Kind is RequestKind.Erasure)),
        new("Other rights", $"{Urls.StaffRequests}?show=others", Show == "others", Open.Count(request => request.Kind is not (RequestKind.Copy or RequestKind.Portability or RequestKind.Erasure))),
        new("Ended", $"{Urls.StaffRequests}?show=ended", Show == "ended", _requests!.Count(request => request.HasEnded)),
    ];

    protected override async Task OnInitializedAsync()
    {
        _me = (await current.RequireAsync()).Customer.User;
        _requests = await board.ForStaffAsync(_me, CancellationToken.None);
        if (_requests is null) navigation.NotFound();
    }

    private static bool IsSoon(RequestLine request) => request is { HasEnded: false, IsOverdue: false, DaysLeft: <= WorkingDaysSoon };

    // Nobody has to take what runs by itself.
    private static bool RunsByItself(RequestLine request) => request.State is RequestState.Preparing or RequestState.Erasing or RequestState.CoolingOff;

    private static string Left(RequestLine request) => request switch
    {
        { HasEnded: true } => "Ended",
        { IsOverdue: true } => request.DaysLeft == -1 ? "1 day late" : $"{-request.DaysLeft} days late",
        { State: RequestState.ClarificationPending } => "A question is open",
        { IsExtended: true } => "Extended once",
        { DaysLeft: 0 } => "Today",
        { DaysLeft: 1 } => "1 working day",
        _ => $"{request.DaysLeft} working days",
    };

    /// <summary>How many of the five bars burn: all when it is late, fewer the more days are left.</summary>
    private static int Heat(RequestLine request) => request.DaysLeft switch { < 0 => 5, <= 5 => 4, <= 10 => 3, <= 16 => 2, _ => 1 };

    private string With(RequestLine request) =>
        request.AssignedTo == _me ? "You" : request.AssignedTo is not null ? "A colleague" : RunsByItself(request) || request.HasEnded ? "Automatic" : "Nobody yet";
}
