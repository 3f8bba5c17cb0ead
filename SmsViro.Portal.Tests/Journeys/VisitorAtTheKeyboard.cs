namespace SmsViro.Portal.Tests.Journeys;

/// <summary>Getting about without a mouse.</summary>
public sealed partial class Visitor
{
    private const int MostTabs = 80;

    /// <summary>The name of what has the focus: its label, its own name or its text.</summary>
    public async Task<string> FocusAsync() =>
        await Page.EvaluateAsync<string>(
            """
            () => {
              const e = document.activeElement;
              const name = e?.getAttribute('aria-label') ?? e?.labels?.[0]?.innerText ?? e?.innerText ?? '';
              return name.trim().replace(/\s+/g, ' ');
            }
            """);

    /// <summary>Presses Tab until the element of this name has the focus.</summary>
    public async Task TabToAsync(string name)
    {
        var passed = new List<string>();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await Page.Keyboard.PressAsync("Tab");
            passed.Add(await FocusAsync());
            if (passed[^1] == name)
                return;
        }

        Assert.Fail($"Tab never reached '{name}', only: {string.Join(" > ", passed)}");
    }
}
