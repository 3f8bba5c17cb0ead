using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A short wait, said in words: "Reading your messages". Longer work gets <see cref="SvProgress"/>.</summary>
public sealed partial class SvBusy
{
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";
}
