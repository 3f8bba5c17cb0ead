using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

[Collection(PortalJourneys.Name)]
public class ProfileTests(PortalJourneys journeys)
{
    [Fact]
    public Task A_corrected_detail_is_kept_and_the_old_one_shown() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.SignUpAsync(she);
        await visitor.OpenAsync(Urls.Profile);

        await visitor.Page.Locator("#name").FillAsync("Mina Corrected");
        await visitor.Page.Locator("#phone").FillAsync("+44 7700 900123");
        await visitor.Page.Locator("#zone").SelectOptionAsync("Europe/Stockholm");
        await visitor.Button("Save").ClickAsync();

        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table)).ToContainTextAsync(she.Name);
        await visitor.OpenAsync(Urls.Profile);
        await Assertions.Expect(visitor.Page.Locator("#name")).ToHaveValueAsync("Mina Corrected");
        await Assertions.Expect(visitor.Page.Locator("#phone")).ToHaveValueAsync("+44 7700 900123");
        await Assertions.Expect(visitor.Page.Locator("#zone")).ToHaveValueAsync("Europe/Stockholm");

        // A page that stood open all the while saves what was typed in it, and nothing else.
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync(visitor.Page.Url);
        await other.WaitForFunctionAsync("() => document.querySelector('[data-interactive=\"true\"] #company') !== null");
        await visitor.Page.Locator("#company").FillAsync("Corrected Ltd");
        await visitor.Button("Save").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Your profile is saved").First).ToBeVisibleAsync();
        await other.Locator("#name").FillAsync("Mina Again");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(other.Locator("#company")).ToHaveValueAsync("Corrected Ltd");
        await Assertions.Expect(other.Locator("#name")).ToHaveValueAsync("Mina Again");
        await other.CloseAsync();
        await visitor.OpenAsync(Urls.Profile);
        await Assertions.Expect(visitor.Page.Locator("#company")).ToHaveValueAsync("Corrected Ltd");
        await visitor.AssertFitForEveryoneAsync();
    });

    [Fact]
    public Task A_flawed_detail_is_kept_and_explained() => journeys.WalkAsync(async visitor =>
    {
        await visitor.SignUpAsync(Person.New());
        await visitor.OpenAsync(Urls.Profile);

        await visitor.Page.Locator("#phone").FillAsync("half a number");
        await visitor.Button("Save").ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("#phone")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(visitor.Page.Locator("#phone")).ToHaveValueAsync("half a number");
        await visitor.AssertFitForEveryoneAsync();
    });

    [Fact]
    public Task A_new_address_counts_once_confirmed_and_the_old_one_is_told() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        var moved = she with { Email = "moved." + she.Email };
        await visitor.SignUpAsync(she);
        await visitor.OpenAsync(Urls.Profile);

        await visitor.Page.Locator("#new-email").FillAsync(moved.Email);
        await visitor.Button("Change e-mail").ClickAsync();
        await Assertions.Expect(visitor.Heading("Confirm it is you").Or(visitor.Page.Locator(".banner"))).ToBeVisibleAsync();
        if (await visitor.Heading("Confirm it is you").IsVisibleAsync())
        {
            await visitor.ConfirmItIsHerAsync(she);
            await visitor.ReadyAsync();
            await visitor.Page.Locator("#new-email").FillAsync(moved.Email);
            await visitor.Button("Change e-mail").ClickAsync();
        }

        await Assertions.Expect(visitor.Page.Locator(".banner")).ToContainTextAsync(moved.Email);
        await visitor.FollowLetterAsync(moved, "Use this address");
        await Assertions.Expect(visitor.Heading("Your new address is in use")).ToBeVisibleAsync();

        await visitor.OpenAsync(Urls.DevMail);
        await Assertions.Expect(visitor.Page.Locator("article.card").Filter(new() { HasText = she.Email }).First).ToBeVisibleAsync();
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.OpenAsync(Urls.SignIn);
        await visitor.SignInAsync(moved);
    });

    [Fact]
    public Task Another_browser_is_signed_out_from_here() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.SignUpAsync(she);
        await journeys.WalkAsync(async elsewhere =>
        {
            await elsewhere.OpenAsync(Urls.SignIn);
            await elsewhere.SignInAsync(she);
            await visitor.OpenAsync(Urls.Security);

            await visitor.Button("Sign out everywhere else").ClickAsync();
            await Assertions.Expect(visitor.Button("Sign out everywhere else")).ToHaveCountAsync(0);

            await Assertions.Expect(elsewhere.Heading("Sign in")).ToBeVisibleAsync();
        });
    });
}
