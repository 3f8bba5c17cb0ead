using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What somebody without an account does, who reads her texts where developers read them.</summary>
public sealed partial class Visitor
{
    /// <summary>Reads the newest code on the simulated phone of this number and types it; her search is done then.</summary>
    public async Task TypeCodeAsync(string number)
    {
        var phones = await _context.NewPageAsync();
        var phone = phones.Locator("article.card").Filter(new() { HasText = number.Replace(" ", "", StringComparison.Ordinal) });
        var text = phone.GetByText("is your SMSViro code").First;
        await Patience.UntilAsync(
            async () =>
            {
                await phones.GotoAsync(new Uri(Portal, Urls.DevTexts).ToString());
                return await text.CountAsync() > 0;
            },
            still: () => "No code came to the phone.");

        var code = SixDigits().Match(await text.InnerTextAsync()).Value;
        await phones.CloseAsync();
        await Field("The 6 digits of the text").FillAsync(code);
        await Button("Show who texted me").ClickAsync();
        await Assertions.Expect(Heading("Every text is stopped").Or(Heading("Stop every text"))).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex SixDigits();
}
