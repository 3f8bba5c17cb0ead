using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>One thing that happened, or with <paramref name="Pending"/> one that is awaited; <paramref name="Raw"/> is somebody else's own word, after the text.</summary>
public sealed record TimelineStep(string Title, DateTimeOffset? At = null, Mark? Mark = null, string? Text = null, bool Pending = false, RenderFragment? Detail = null, string? Raw = null);

/// <summary>What happened, oldest first, in plain words.</summary>
public sealed partial class SvTimeline
{
    [Parameter, EditorRequired]
    public IReadOnlyList<TimelineStep> Steps { get; set; } = [];
}
