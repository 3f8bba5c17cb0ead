using Microsoft.Playwright;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What a person does with what the portal holds about her.</summary>
public sealed partial class Visitor
{
    /// <summary>Asks for a copy, waits for it and downloads it; the file's path.</summary>
    public async Task<string> DownloadCopyAsync(Person person)
    {
        await OpenAsync(Urls.PrivacyCentre);
        await Button("Prepare it").ClickAsync();
        await Heading("Confirm it is you").Or(Page.Locator(".seal-panel, a[href*='/copies/']")).First.WaitForAsync();
        if (await Heading("Confirm it is you").IsVisibleAsync())
        {
            await ConfirmItIsHerAsync(person);
            await Button("Prepare it").ClickAsync();
        }

        await Assertions.Expect(Heading("Your copy is ready")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        var waiting = Page.WaitForDownloadAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Download PDF" }).ClickAsync();
        await Task.WhenAny(waiting, Heading("Confirm it is you").WaitForAsync());
        if (!waiting.IsCompleted)
            await ConfirmItIsHerAsync(person);

        var path = Path.Combine(Scratch.Folder("copy"), "copy.pdf");
        await (await waiting).SaveAsAsync(path);
        return path;
    }
}
