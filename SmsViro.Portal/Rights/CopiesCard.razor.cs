using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Portal.Rights;

/// <summary>The files that wait to be fetched, one line each.</summary>
public sealed partial class CopiesCard
{
    [Parameter, EditorRequired]
    public IReadOnlyList<RequestView> Copies { get; set; } = [];
}
