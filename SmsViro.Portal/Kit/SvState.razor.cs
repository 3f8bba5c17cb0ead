using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A state with its shape, colour and word.</summary>
public sealed partial class SvState
{
    [Parameter, EditorRequired]
    public Mark Of { get; set; }

    [Parameter]
    public bool Chip { get; set; }

    /// <summary>Another word for the same shape: "2 of 3 delivered".</summary>
    [Parameter]
    public string? Word { get; set; }

    [Parameter]
    public Tone? Tone { get; set; }
}
