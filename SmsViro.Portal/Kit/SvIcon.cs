using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SmsViro.Portal.Kit;

public enum IconSize
{
    Normal,
    Small,
    Large,
}

/// <summary>An inline icon, hidden from screen readers: the words beside it, or the button's label, say what it means.</summary>
public sealed class SvIcon : ComponentBase
{
    [Parameter, EditorRequired]
    public required Icon Of { get; set; }

    [Parameter]
    public IconSize Size { get; set; }

    [Parameter]
    public string? Class { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var size = Size switch
        {
            IconSize.Normal => "i",
            IconSize.Small => "i i-s",
            IconSize.Large => "i i-l",
        };
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", Class is null ? size : $"{size} {Class}");
        builder.AddAttribute(2, "viewBox", "0 0 24 24");
        builder.AddAttribute(3, "aria-hidden", "true");
        builder.AddMarkupContent(4, Of.Shapes);
        builder.CloseElement();
    }
}
