using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

[Collection(PortalJourneys.Name)]
public class SigningUpTests(PortalJourneys journeys)
{
    [Fact]
    public Task A_stranger_opens_an_account_confirms_her_address_and_is_in() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();

        await visitor.SignUpAsync(she);

        await Assertions.Expect(visitor.Page.GetByText(she.Name).First).ToBeVisibleAsync();
    });

    [Fact]
    public Task Nobody_is_in_before_her_address_is_confirmed() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.RegisterAsync(she);

        await visitor.OpenAsync(Urls.Profile);
        await visitor.Page.GetByLabel("E-mail").FillAsync(she.Email);
        await visitor.Page.Locator("#password").FillAsync(she.Password);
        await visitor.Button("Sign in").ClickAsync();

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Heading("Sign in")).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_wrong_password_says_so_and_keeps_the_address() => journeys.WalkAsync(async visitor =>
    {
        await visitor.OpenAsync(Urls.SignIn);

        await visitor.Page.GetByLabel("E-mail").FillAsync("nobody@quartz.example");
        await visitor.Page.Locator("#password").FillAsync("not the password");
        await visitor.Button("Sign in").ClickAsync();

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("E-mail")).ToHaveValueAsync("nobody@quartz.example");
        await Assertions.Expect(visitor.Page.Locator("#password")).ToHaveValueAsync("");
    });

    [Fact]
    public Task A_second_account_for_an_address_gets_the_same_answer_and_another_letter() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.SignUpAsync(she);
        await visitor.OpenAsync(Urls.DevMail);
        var first = await visitor.Letter(she.Email).InnerTextAsync();

        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.RegisterAsync(she with { Password = "Another-Velvet-Harbour-77" });

        await visitor.OpenAsync(Urls.DevMail);
        Assert.NotEqual(first, await visitor.Letter(she.Email).InnerTextAsync());
    });

    [Fact]
    public Task The_letter_that_did_not_come_is_sent_again_from_the_page_that_waits_for_it() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.RegisterAsync(she);

        await visitor.Button("Send the letter again").ClickAsync();

        await Assertions.Expect(visitor.Page.GetByText("We have written again")).ToBeVisibleAsync();
        await visitor.AssertFitForEveryoneAsync();
        await visitor.FollowLetterAsync(she, "Confirm my address");
    });

    [Fact]
    public Task A_forgotten_password_is_replaced_by_the_letter() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.SignUpAsync(she);
        await visitor.Page.Context.ClearCookiesAsync();

        await visitor.OpenAsync(Urls.ForgottenPassword);
        await visitor.Page.GetByLabel("E-mail").FillAsync(she.Email);
        await visitor.Button("Mail me a link").ClickAsync();
        await Assertions.Expect(visitor.Heading("Look in your mailbox")).ToBeVisibleAsync();
        await visitor.OpenAsync(Urls.DevMail);
        await visitor.Letter(she.Email).GetByRole(AriaRole.Link).First.ClickAsync();
        var changed = she with { Password = "Copper-Lantern-Meadow-41" };
        await visitor.Page.Locator("#password").FillAsync(changed.Password);
        await visitor.Button("Set this password").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).Last.ClickAsync();

        await visitor.SignInAsync(changed);
    });

    [Fact]
    public Task The_keyboard_alone_signs_a_person_in() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.SignUpAsync(she);
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.OpenAsync(Urls.SignIn);
        var keys = visitor.Page.Keyboard;

        await keys.PressAsync("Tab");
        Assert.Equal("Skip to main content", await visitor.FocusAsync());
        await visitor.TabToAsync("E-mail");
        await keys.TypeAsync(she.Email);
        await visitor.TabToAsync("Password");
        await keys.TypeAsync(she.Password);
        await keys.PressAsync("Enter");

        await Assertions.Expect(visitor.Page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
    });
}
