using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Every privacy request; the list names nobody, so it needs no reason.</summary>
public sealed partial class RequestsPage(CurrentCustomer current, RequestBoard board, RightsOptions options, NavigationManager navigation, TimeProvider clock)
{
    private IReadOnlyList<RequestLine>? _requests;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), options.SeatZone).DateTime);

    private IEnumerable<RequestLine> Open => _requests!.Where(request => !IsEnded(request));

    private IEnumerable<RequestLine> Shown => Show switch
    {
        "copies" => Open.Where(request => request.Kind is RequestKind.Copy or RequestKind.Portability),
        "erasures" => Open.Where(request => request.Kind is RequestKind.Erasure),
        "ended" => _requests!.Where(IsEnded),
        _ => Open,
    };

    private IReadOnlyList<Tab> Filters =>
    [
        new("All open", Urls.StaffRequests, Show is null, Open.Count()),
        new("Copies", $"{Urls.StaffRequests}?show=copies", Show == "copies", Open.Count(request => request.Kind is RequestKind.Copy or RequestKind.Portability)),
        new("Erasures", $"{Urls.StaffRequests}?show=erasures", Show == "erasures", Open.Count(request => request.Kind is RequestKind.Erasure)),
        new("Ended", $"{Urls.StaffRequests}?show=ended", Show == "ended", _requests!.Count(IsEnded)),
    ];

    protected override async Task OnInitializedAsync()
    {
        _requests = await board.ForStaffAsync((await current.RequireAsync()).Customer.User, CancellationToken.None);
        if (_requests is null) navigation.NotFound();
    }

    private static string Word(RequestKind kind) => kind switch
    {
        RequestKind.Copy => "Copy of data",
        RequestKind.Erasure => "Erasure",
        RequestKind.Portability => "Portability",
        RequestKind.Rectification => "Correction",
        RequestKind.Restriction => "Restriction",
        RequestKind.Objection => "Objection",
    };

    private static bool IsEnded(RequestLine request) => request.State is RequestState.Fulfilled or RequestState.Withdrawn or RequestState.Failed;

    private bool IsOverdue(RequestLine request) => request.DueOn < Today;

    private bool IsSoon(RequestLine request) => !IsOverdue(request) && request.DueOn <= Today.AddDays(7);
}
