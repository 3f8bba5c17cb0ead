using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SmsViro.Portal.Shell;

/// <summary>Draws what slices registered for one slot, in the order they registered it.</summary>
public sealed class ShellParts(IEnumerable<ShellPart> parts) : ComponentBase
{
    [Parameter, EditorRequired]
    public ShellSlot Slot { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var part in parts)
        {
            if (part.Slot != Slot) continue;

            builder.OpenComponent(0, part.Component);
            builder.SetKey(part.Component);
            builder.CloseComponent();
        }
    }
}
