using Microsoft.AspNetCore.Components;
using SmsViro.Core.Encryption;
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

    /// <summary>Whether the text could be read.</summary>
    [Parameter]
    public OpenStatus Status { get; set; }

    /// <summary>The text is not shown, though it could be.</summary>
    [Parameter]
    public bool Sealed { get; set; }

    /// <summary>When the text was discarded because it was a code that had served.</summary>
    [Parameter]
    public DateTimeOffset? DiscardedAt { get; set; }

    /// <summary>When it came to the phone; null where it did not or nobody knows.</summary>
    [Parameter]
    public DateTimeOffset? Delivered { get; set; }

    /// <summary>It never came to the phone.</summary>
    [Parameter]
    public bool Lost { get; set; }

    [Parameter]
    public IReadOnlyList<ReplyLine> Replies { get; set; } = [];
}
