using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>How wide the visitor's window is, in CSS pixels, and which theme her system prefers.</summary>
public sealed record Look(int Width = 1440, int Height = 900, bool Dark = false)
{
    public BrowserNewContextOptions Options => new()
    {
        ViewportSize = new() { Width = Width, Height = Height },
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        Locale = "en-GB",
        TimezoneId = "Europe/London",
        ReducedMotion = ReducedMotion.Reduce,
    };
}
