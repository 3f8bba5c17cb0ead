using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>Unique values go into every field of a real portal, and are then looked for in every byte it left on the disk.</summary>
public class NothingReadableTests
{
    [Fact]
    [Promise("P4.2", "P2.4")]
    public async Task What_a_person_types_lies_nowhere_in_the_clear()
    {
        var browser = await Browser.RequireAsync();
        await using var portal = PortalProcess.Start();
        var letters = Path.Combine(portal.Folder, "data", "mail"); // Development's mailbox, readable by design
        await using var visitor = await Visitor.ComeAsync(browser, await portal.AddressAsync(), new());

        var typed = await TypeEverywhereAsync(visitor);

        Assert.NotEmpty(Canaries.FindIn(letters, typed));
        Assert.Empty(Canaries.FindIn(portal.Folder, typed, letters));
        Assert.Equal(0, await portal.StopAsync());
        Assert.Empty(Canaries.FindIn(portal.Folder, typed, letters));
    }

    private static async Task<string[]> TypeEverywhereAsync(Visitor visitor)
    {
        var mark = Guid.CreateVersion7().ToString("N")[^10..];
        var (she, later) = (Person.New(), new { Name = $"Philippa {mark}", Company = $"Umbra {mark} GmbH", Email = $"philippa@{mark}.example" });
        var (own, friend, unsent) = (Digits(), Digits(), Digits());
        var (text, draft, wrong) = ($"Meet at the lighthouse {mark}", $"Not sent yet {mark}", $"Wrong-{mark}-password");

        await visitor.RegisterAsync(she);
        await visitor.FollowLetterAsync(she, "Confirm my address");
        await visitor.OpenAsync(Urls.SignIn);
        await visitor.Page.GetByLabel("E-mail").FillAsync(she.Email);
        await visitor.Page.Locator("#password").FillAsync(wrong);
        await visitor.Button("Sign in").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await visitor.SignInAsync(she);

        await visitor.OpenAsync(Urls.Profile);
        await visitor.Page.Locator("#name").FillAsync(later.Name);
        await visitor.Page.Locator("#company").FillAsync(later.Company);
        await visitor.Page.Locator("#phone").FillAsync("+" + own);
        await visitor.Button("Save").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table)).ToContainTextAsync(she.Name);
        await visitor.Page.Locator("#new-email").FillAsync(later.Email);
        await visitor.Button("Change e-mail").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".banner")).ToContainTextAsync(later.Email);

        await visitor.SendAsync("+" + friend, text);
        await Assertions.Expect(visitor.State).ToHaveTextAsync("Delivered");
        await visitor.StartMessageAsync();
        await visitor.To.FillAsync("+" + unsent);
        await visitor.Text.FillAsync(draft);
        await visitor.SendForItsPrice.WaitForAsync();
        await visitor.UntilKeptAsync(draft);

        return [she.Name, she.Company, she.Email, she.Password, wrong, later.Name, later.Company, later.Email, own, friend, unsent, own[2..], friend[2..], unsent[2..], text, draft];
    }

    private static string Digits() => "447912" + RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
}
