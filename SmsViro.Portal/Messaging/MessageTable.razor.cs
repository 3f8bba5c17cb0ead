using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;

namespace SmsViro.Portal.Messaging;

/// <summary>Messages as lines: state, masked number, text, price, time. The number is the link.</summary>
public sealed partial class MessageTable
{
    [Parameter, EditorRequired]
    public IReadOnlyList<MessageLine> Lines { get; set; } = [];

    /// <summary>Without the number of parts: beside something else, where every column counts.</summary>
    [Parameter]
    public bool Brief { get; set; }
}
