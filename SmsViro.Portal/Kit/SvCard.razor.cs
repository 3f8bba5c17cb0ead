using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A section in a hairline frame, named by its heading.</summary>
public sealed partial class SvCard
{
    private readonly string _id = $"card-{Guid.CreateVersion7():N}";

    [Parameter]
    public string? Title { get; set; }

    /// <summary>The part of the address that leads to it, for a list of contents.</summary>
    [Parameter]
    public string? Anchor { get; set; }

    /// <summary>One quiet line under the heading.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>What a card without a visible heading is called.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>No padding of its own: tables and lists reach its edges.</summary>
    [Parameter]
    public bool Flush { get; set; }

    /// <summary>At the end of the heading's line.</summary>
    [Parameter]
    public RenderFragment? Aside { get; set; }

    [Parameter]
    public RenderFragment? Foot { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
