using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>Coming in: opening an account, signing in, reading mail.</summary>
public sealed partial class Visitor
{
    /// <summary>Opens an account, follows the letter and signs in.</summary>
    public async Task SignUpAsync(Person person)
    {
        await RegisterAsync(person);
        await FollowLetterAsync(person, "Confirm my address");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).Last.ClickAsync();
        await SignInAsync(person);
    }

    public async Task RegisterAsync(Person person)
    {
        await OpenAsync(Urls.Register);
        await Page.GetByLabel("Your name").FillAsync(person.Name);
        await Page.GetByLabel("Company").FillAsync(person.Company);
        await Page.GetByLabel("E-mail").FillAsync(person.Email);
        await Page.Locator("#password").FillAsync(person.Password);
        await Button("Open an account").ClickAsync();
        await Assertions.Expect(Heading("Look in your mailbox")).ToBeVisibleAsync();
    }

    /// <summary>Opens the newest letter to her, follows its link and presses its one button.</summary>
    public async Task FollowLetterAsync(Person person, string button)
    {
        await OpenAsync(Urls.DevMail);
        await Letter(person.Email).GetByRole(AriaRole.Link).First.ClickAsync();
        await Button(button).ClickAsync();
    }

    /// <summary>The newest letter to an address, on /dev/mail.</summary>
    public ILocator Letter(string email) => Page.Locator("article.card").Filter(new() { HasText = email }).First;

    /// <summary>Fills the sign-in form, on the page that shows it, and waits until she is in.</summary>
    public async Task SignInAsync(Person person)
    {
        await Page.GetByLabel("E-mail").FillAsync(person.Email);
        await Page.Locator("#password").FillAsync(person.Password);
        await Button("Sign in").ClickAsync();
        await Assertions.Expect(Page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
    }

    /// <summary>Comes in as one of the demo's people.</summary>
    public async Task SignInAsDemoAsync(string who)
    {
        await OpenAsync(Urls.SignIn);
        await Button(who).ClickAsync();
        await Assertions.Expect(Page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
    }
}
