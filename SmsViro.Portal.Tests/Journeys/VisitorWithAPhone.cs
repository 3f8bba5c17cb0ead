using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What somebody without an account does, who reads her texts where developers read them.</summary>
public sealed partial class Visitor
{
    /// <summary>Reads the newest code from the simulated phones and types it; her search is done then.</summary>
    public async Task TypeCodeAsync()
    {
        var phones = await _context.NewPageAsync();
        ILocator text;
        do
        {
            await phones.GotoAsync(new Uri(Portal, Urls.DevTexts).ToString());
            text = phones.GetByText("is your SMSViro code").First;
        }
        while (await text.CountAsync() == 0);

        var code = SixDigits().Match(await text.InnerTextAsync()).Value;
        await phones.CloseAsync();
        await Field("The 6 digits of the text").FillAsync(code);
        await Button("Show who texted me").ClickAsync();
        await Assertions.Expect(Heading("Every text is stopped").Or(Heading("Stop every text"))).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex SixDigits();
}
