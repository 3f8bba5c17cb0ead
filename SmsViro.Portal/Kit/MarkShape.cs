using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SmsViro.Portal.Kit;

/// <summary>The shape of a state alone, hidden from screen readers: its word must stand beside it.</summary>
public sealed class MarkShape : ComponentBase
{
    [Parameter, EditorRequired]
    public Mark Of { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "viewBox", "0 0 16 16");
        builder.AddAttribute(2, "aria-hidden", "true");
        builder.AddMarkupContent(3, Marks.Shapes(Of));
        builder.CloseElement();
    }
}
