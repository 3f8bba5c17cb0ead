using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>Goes round system, light and dark. The browser does it alone (shell.js), so it also works without a circuit.</summary>
public sealed partial class ThemeButton
{
    /// <summary>In the phone's drawer the words are shown; in the bar only read out.</summary>
    [Parameter]
    public bool InDrawer { get; set; }

    private string? Word => InDrawer ? null : "sr";
}
