using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Rights;

/// <summary>What a person has asked of us: what still runs first, then what ended, each the newest first.</summary>
public sealed partial class RequestsCard(TimeProvider clock)
{
    private const int AtFirst = 6;

    private bool _all;

    [Parameter, EditorRequired]
    public IReadOnlyList<RequestView> Requests { get; set; } = [];

    [CascadingParameter]
    public ReaderZone? Reader { get; set; }

    private IReadOnlyList<RequestView> Shown => _all ? Requests : [.. Requests.Take(AtFirst)];

    private string Asked(PrivacyRequest request) => TimeText.Of(request.ReceivedAt, Reader ?? ReaderZone.London, clock.GetUtcNow());

    private string Said(PrivacyRequest request) => request.EndedAt is { } ended
        ? $"{(request.State is RequestState.Withdrawn or RequestState.Lapsed or RequestState.Duplicate ? "ended" : "answered")} {TimeText.Of(ended, Reader ?? ReaderZone.London, clock.GetUtcNow())}"
        : $"due {TimeText.Of(request.DueOn)}";
}
