using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Rights;

/// <summary>What a person has asked of us, newest first.</summary>
public sealed partial class RequestsCard(TimeProvider clock)
{
    [Parameter, EditorRequired]
    public IReadOnlyList<RequestView> Requests { get; set; } = [];

    [CascadingParameter]
    public ReaderZone? Reader { get; set; }

    private string Said(PrivacyRequest request) => request.EndedAt is { } ended
        ? $"answered {TimeText.Of(ended, Reader ?? ReaderZone.London, clock.GetUtcNow())}"
        : $"due {TimeText.Of(request.DueOn)}";
}
