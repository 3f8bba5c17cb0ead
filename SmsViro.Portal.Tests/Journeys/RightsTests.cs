using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What a person asks of us about her own data, and what staff do about it.</summary>
[Collection(PortalJourneys.Name)]
public partial class RightsTests(PortalJourneys journeys)
{
    [Fact]
    public Task A_person_sees_what_we_hold_and_takes_a_copy_home() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.SignUpAsync(she);
        await visitor.OpenAsync(Urls.PrivacyCentre);
        await visitor.ReadyAsync();
        await Assertions.Expect(visitor.Page.GetByText("columns declared")).ToBeVisibleAsync();

        await visitor.Link("Get a copy of my data").ClickAsync();
        await Assertions.Expect(visitor.Heading("Take your data with you")).ToBeFocusedAsync();
        await visitor.Button("Prepare it").ClickAsync();
        await Assertions.Expect(visitor.Heading("Your copy is ready")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.AssertFitForEveryoneAsync();
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = DownloadLink() }).ClickAsync());

        Assert.Matches("^smsviro-A-[0-9]{4}-[0-9]{4}[.]pdf$", download.SuggestedFilename);
        await using var content = await download.CreateReadStreamAsync();
        var first = new byte[5];
        await content.ReadExactlyAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal("%PDF-"u8.ToArray(), first);

        await AssertGoesOnAsync(visitor, download.Url);

        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = Delete() }).ClickAsync();
        await visitor.Button("Delete it").ClickAsync();
        await Assertions.Expect(visitor.Heading("Your copy is ready")).ToHaveCountAsync(0);
        Assert.StartsWith("text/html", (await visitor.Page.Context.APIRequest.GetAsync(download.Url)).Headers["content-type"], StringComparison.Ordinal);
    });

    // What a browser does by itself when the connection broke.
    private static async Task AssertGoesOnAsync(Visitor visitor, string address)
    {
        var whole = await visitor.Page.Context.APIRequest.GetAsync(address);
        var (bytes, tag) = (await whole.BodyAsync(), whole.Headers["etag"]);
        var rest = await AskAsync(tag);
        Assert.Equal((206, $"bytes 1000-{bytes.Length - 1}/{bytes.Length}"), (rest.Status, rest.Headers["content-range"]));
        Assert.Equal(bytes[1000..], await rest.BodyAsync());
        var other = await AskAsync("\"another\"");
        Assert.Equal((200, bytes.Length), (other.Status, (await other.BodyAsync()).Length));

        Task<IAPIResponse> AskAsync(string tag) =>
            visitor.Page.Context.APIRequest.GetAsync(address, new() { Headers = new Dictionary<string, string> { ["Range"] = "bytes=1000-", ["If-Range"] = tag } });
    }

    [Fact]
    public Task Her_deletion_is_shown_before_asked_for_by_typing_and_carried_out_by_staff() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.SignUpAsync(she);
        await visitor.OpenAsync(Urls.PrivacyCentre);
        await visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = EraseLink() }).ClickAsync();
        await Assertions.Expect(visitor.Heading("What goes")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Heading("What stays, and why")).ToBeVisibleAsync();
        await visitor.AssertFitForEveryoneAsync();

        await PassTheHourAsync();
        await visitor.Button("Erase my account").ClickAsync();
        await Assertions.Expect(visitor.Button("Ask for erasure")).ToBeDisabledAsync();
        await visitor.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await visitor.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Textbox).FillAsync("erase my account");
        await visitor.Button("Ask for erasure").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("You chose not to wait", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("It begins by itself within the hour")).ToBeVisibleAsync();
        await visitor.AssertFitForEveryoneAsync();
        var request = new Uri(visitor.Page.Url).AbsolutePath.Split('/')[^1];

        await journeys.WalkAsync(async staff =>
        {
            await StaffSignInAsync(staff);
            await staff.OpenAsync($"{Urls.StaffRequests}/{request}");
            await staff.ReadyAsync();
            await staff.AssertFitForEveryoneAsync();
            await staff.Button("Erase the account").ClickAsync();
            var reference = await staff.Page.GetByRole(AriaRole.Alertdialog).Locator("b.mono").InnerTextAsync();
            await staff.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Textbox).FillAsync(reference);
            await Assertions.Expect(staff.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
            await Assertions.Expect(staff.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("is credit that we gave. Nobody paid it");
            await staff.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Erase the account" }).ClickAsync();
            await Assertions.Expect(staff.Page.GetByText("Searched again: nothing left that should be gone")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Assertions.Expect(staff.Page.GetByText("Answered", new() { Exact = true }).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Patience.UntilAsync(async () =>
            {
                await staff.OpenAsync(Urls.DevMail);
                return await staff.Letter(she.Email).IsVisibleAsync();
            });
            await Assertions.Expect(staff.Letter(she.Email)).ToContainTextAsync("Your account is erased");
        });

        // The page that stood open all the while has left by itself, and so does every other of hers.
        await Assertions.Expect(visitor.Heading("Your account is being erased")).ToBeVisibleAsync();
        await visitor.AssertFitForEveryoneAsync();
        visitor.Tolerate("404");
        await visitor.OpenAsync(Urls.SignIn);
        if (await visitor.Page.GetByLabel("E-mail").IsVisibleAsync())
        {
            await visitor.Page.GetByLabel("E-mail").FillAsync(she.Email);
            await visitor.Page.Locator("#password").FillAsync(she.Password);
            await visitor.Button("Sign in").ClickAsync();
            await Assertions.Expect(visitor.Page.Locator(".banner.bad")).ToBeVisibleAsync();
        }
    });

    [Fact]
    public Task She_sees_that_staff_looked_and_why() => journeys.WalkAsync(async visitor =>
    {
        var she = Person.New();
        await visitor.SignUpAsync(she);

        await journeys.WalkAsync(
            async staff =>
            {
                await staff.OpenAsync(Urls.StaffCustomers);
                await staff.ReadyAsync();
                await staff.Page.Locator("#who").FillAsync(she.Email);
                await staff.Button("Find").ClickAsync();
                await staff.Page.GetByRole(AriaRole.Link, new() { NameRegex = CustomerLink() }).ClickAsync();
                await staff.Page.Locator("#note").FillAsync("She asked why a message is late");
                await staff.Page.Locator("#kind").SelectOptionAsync("Messages fail or are late");
                await staff.Button("Record and open").ClickAsync();
                await Assertions.Expect(staff.Heading("At a glance").Or(staff.Heading("Account"))).ToBeVisibleAsync();
                await staff.AssertFitForEveryoneAsync();
                Assert.DoesNotContain(she.Name, await staff.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

                await staff.OpenAsync(Urls.StaffCustomer(staff.IdInAddress));
                await Assertions.Expect(staff.Page.Locator(".banner")).ToContainTextAsync("She asked why a message is late");
                await staff.Button("End this look").ClickAsync();
                await Assertions.Expect(staff.Heading("Find a customer")).ToBeVisibleAsync();
            },
            Person.Priya);

        await visitor.OpenAsync(Urls.PrivacyCentre);
        await Assertions.Expect(visitor.Page.GetByText("She asked why a message is late")).ToBeVisibleAsync();
        Assert.DoesNotContain("Priya", await visitor.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    });

    [Fact]
    public Task Somebody_elses_request_is_a_page_that_does_not_exist() => journeys.WalkAsync(
        async visitor =>
        {
            visitor.Tolerate("404");

            var response = await visitor.OpenAsync(Urls.PrivacyRequest(Guid.CreateVersion7()));

            Assert.Equal(404, response!.Status);
        },
        Person.Tomas);

    // The demo's button signs her in without her password, which what cannot be undone asks for.
    private async Task StaffSignInAsync(Visitor staff)
    {
        await staff.OpenAsync(Urls.SignIn);
        await staff.SignInAsync(await journeys.DemoPersonAsync("priya.nair@smsviro.example"));
    }

    // At the full hour the portal begins an erasure by itself, and here staff are to be first.
    private static async Task PassTheHourAsync()
    {
        var left = TimeSpan.FromTicks(TimeSpan.TicksPerHour - (TimeProvider.System.GetUtcNow().Ticks % TimeSpan.TicksPerHour));
        if (left < TimeSpan.FromSeconds(90)) await Task.Delay(left + TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("^Download PDF")]
    private static partial Regex DownloadLink();

    [GeneratedRegex("^Delete, A-")]
    private static partial Regex Delete();

    [GeneratedRegex("^Erase it")]
    private static partial Regex EraseLink();

    [GeneratedRegex("^Customer C-")]
    private static partial Regex CustomerLink();
}
