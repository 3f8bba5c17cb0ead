using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>How long the strip of tint is. It never tells how long the hidden value is.</summary>
public enum SealedWidth
{
    Digits,
    Narrow,
    Word,
    Line,
    Text,
}

/// <summary>A sealed value: the tint stands where the hidden characters stand, between the parts that may be seen.</summary>
public sealed partial class SvSealed
{
    [Parameter]
    public string? Before { get; set; }

    [Parameter]
    public string? After { get; set; }

    [Parameter]
    public SealedWidth Width { get; set; }

    /// <summary>What a screen reader says in its place.</summary>
    [Parameter]
    public string Says { get; set; } = "hidden";

    private string? WidthClass => Width switch
    {
        SealedWidth.Digits => null,
        SealedWidth.Narrow => "w2",
        SealedWidth.Word => "w4",
        SealedWidth.Line => "w6",
        SealedWidth.Text => "w9",
    };
}
