using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Portal.Shell;

/// <summary>The day an answer is due as a sum, to its reader and at the desk alike: every step that moved it is named.</summary>
public sealed partial class DueClock
{
    [Parameter, EditorRequired]
    public RequestView Of { get; set; } = null!;

    /// <summary>Steps that only its place shows.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>What stands below the sum.</summary>
    [Parameter]
    public RenderFragment? Foot { get; set; }
}
