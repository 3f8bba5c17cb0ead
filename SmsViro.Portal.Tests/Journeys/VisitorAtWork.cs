using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What a signed-in customer does.</summary>
public sealed partial class Visitor
{
    public ILocator To => Page.GetByRole(AriaRole.Textbox, new() { Name = "To", Exact = true });

    public ILocator Text => Page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

    /// <summary>The button that says the act and its price, once there is a price.</summary>
    public ILocator SendForItsPrice => Page.GetByRole(AriaRole.Button, new() { NameRegex = PricedSend() });

    /// <summary>The state of the message whose page is open, in its head.</summary>
    public ILocator State => Page.Locator("span.state.chip").First;

    /// <summary>Opens a new message and waits until its draft has an address.</summary>
    public async Task StartMessageAsync()
    {
        await OpenAsync(Urls.Send);
        await Assertions.Expect(Page).ToHaveURLAsync(DraftAddress());
        await To.WaitForAsync();
        await ReadyAsync();
    }

    /// <summary>Waits until what she is writing is among her drafts: it is saved a moment after the last key, and not when she leaves before.</summary>
    public async Task UntilKeptAsync(string text)
    {
        var drafts = await _context.NewPageAsync();
        await drafts.GotoAsync(new Uri(Portal, Urls.Drafts).ToString());
        await Assertions.Expect(drafts.GetByRole(AriaRole.Row).Filter(new() { HasText = text })).ToBeVisibleAsync();
        await drafts.CloseAsync();
    }

    /// <summary>Writes and sends a message; its page is open then. The price that the button promised, such as "£0.0380".</summary>
    public async Task<string> SendAsync(string number, string text)
    {
        await StartMessageAsync();
        await To.FillAsync(number);
        await Text.FillAsync(text);
        var promise = await SendForItsPrice.InnerTextAsync();
        await SendForItsPrice.ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(MessageAddress());
        return PricedSend().Match(promise).Groups[1].Value;
    }

    /// <summary>Types the password where the portal asks for it again.</summary>
    public async Task ConfirmItIsHerAsync(Person person)
    {
        await Assertions.Expect(Heading("Confirm it is you")).ToBeVisibleAsync();
        await Page.Locator("#password").FillAsync(person.Password);
        await Button("Confirm").ClickAsync();
    }

    [GeneratedRegex(@"^\s*Send 1 message for (£[\d.,]+)")]
    private static partial Regex PricedSend();

    [GeneratedRegex("/messages/new/[0-9a-f-]{32,36}")]
    private static partial Regex DraftAddress();

    [GeneratedRegex("/messages/[0-9a-f-]{32,36}")]
    private static partial Regex MessageAddress();
}
