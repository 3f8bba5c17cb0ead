using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Portal.Staff;

/// <summary>What is written in a request, opened for a member of staff who was let in.</summary>
public sealed partial class RequestContents
{
    [Parameter, EditorRequired]
    public PrivacyRequest Request { get; set; } = null!;

    [Parameter, EditorRequired]
    public RequestDetails Details { get; set; } = null!;

    private bool IsEmpty => Details is { About: null, Wish: null, Wanted: null, Questions.Count: 0, Answer: null, Recipients.Count: 0, Notes.Count: 0 } && Request is { RestrictionGround: null, ObjectsTo: null };
}
