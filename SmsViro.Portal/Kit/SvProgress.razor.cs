using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>Long work: how far, what remains in words ("11 of 18 stores, about 2 min left"), and in its content the way to cancel it.</summary>
public sealed partial class SvProgress
{
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public int Done { get; set; }

    [Parameter, EditorRequired]
    public int Total { get; set; }

    [Parameter, EditorRequired]
    public string Words { get; set; } = "";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    // Rounded down, so that 100 % is said only of finished work.
    private int Percent => Total <= 0 ? 0 : (int)Math.Clamp(100L * Done / Total, 0, 100);
}
