using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>
/// A plain table that becomes cards on a phone. Cells are td of the page: class "n" for numbers, "full" for a line of its own,
/// "end" for the right edge, "mid" to stand level with what is taller beside it, "hide" to drop on a phone, "grow" for the column that takes the rest.
/// </summary>
public sealed partial class SvTable
{
    [Parameter, EditorRequired]
    public string Caption { get; set; } = "";

    [Parameter]
    public bool Dense { get; set; }

    /// <summary>The th elements, each with scope="col".</summary>
    [Parameter, EditorRequired]
    public RenderFragment? Head { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
