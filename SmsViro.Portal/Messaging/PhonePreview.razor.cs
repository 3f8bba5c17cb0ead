using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;

namespace SmsViro.Portal.Messaging;

/// <summary>The text as it stands on a phone, with the seams between its parts.</summary>
public sealed partial class PhonePreview
{
    [Parameter, EditorRequired]
    public string? Text { get; set; }

    [Parameter, EditorRequired]
    public string From { get; set; } = "";

    [Parameter]
    public DateTimeOffset? At { get; set; }

    [Parameter]
    public IReadOnlyList<ReplyLine> Replies { get; set; } = [];
}
