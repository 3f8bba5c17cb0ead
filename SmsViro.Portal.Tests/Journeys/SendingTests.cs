using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

[Collection(PortalJourneys.Name)]
public class SendingTests(PortalJourneys journeys)
{
    private const string Delivered = "+44 7700 900900";

    [Fact]
    public Task A_message_arrives_before_her_eyes_and_costs_what_the_button_said() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.OpenAsync(Urls.Home);
            await visitor.Link("Send a message").First.ClickAsync();
            await visitor.To.FillAsync(Delivered);
            await visitor.Text.FillAsync("Your check-up is on Friday at 9");
            var button = await visitor.SendForItsPrice.InnerTextAsync();
            await visitor.SendForItsPrice.ClickAsync();
            await visitor.Page.EvaluateAsync("() => { window.sameDocument = true; }");

            await Assertions.Expect(visitor.State).ToHaveTextAsync("Delivered");

            Assert.True(await visitor.Page.EvaluateAsync<bool>("() => window.sameDocument === true"));
            await visitor.AssertFitForEveryoneAsync();
            await visitor.OpenAsync(Urls.Billing);
            var line = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Messages charged" }).First;
            var price = button[button.IndexOf('£', StringComparison.Ordinal)..].Trim();
            await Assertions.Expect(line).ToContainTextAsync("−" + price);
        },
        Person.Amara);

    [Theory]
    [InlineData('1', "Not delivered")]
    [InlineData('2', "Refused")]
    [InlineData('7', "Timed out")]
    public Task A_message_that_failed_says_why_and_is_refunded(char digit, string state) => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.SendAsync($"+44770090090{digit}", "Is this your number?");

            await Assertions.Expect(visitor.State).ToHaveTextAsync(state);

            await Assertions.Expect(visitor.Page.Locator(".banner").First).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("returned to your balance");
            await visitor.AssertFitForEveryoneAsync();
        },
        Person.Amara);

    [Fact]
    public Task A_reply_stands_under_the_message_it_answers() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.SendAsync("+447700900905", "Can you come on Friday?");

            await Assertions.Expect(visitor.Page.Locator(".bubble.reply").First).ToBeVisibleAsync();
        },
        Person.Amara);

    [Fact]
    public Task Two_clicks_send_once() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.StartMessageAsync();
            await visitor.To.FillAsync(Delivered);
            var mark = $"Once only {Guid.CreateVersion7():N}";
            await visitor.Text.FillAsync(mark);

            await visitor.SendForItsPrice.DblClickAsync();
            await Assertions.Expect(visitor.State).ToHaveTextAsync("Delivered");

            await visitor.OpenAsync(Urls.Messages);
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = mark })).ToHaveCountAsync(1);
        },
        Person.Amara);

    [Fact]
    public Task A_second_tab_shows_the_message_instead_of_sending_it_again() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.StartMessageAsync();
            var draft = visitor.Page.Url;
            var mark = $"Two tabs {Guid.CreateVersion7():N}";
            await visitor.To.FillAsync(Delivered);
            await visitor.Text.FillAsync(mark);
            await visitor.SendForItsPrice.WaitForAsync();
            var tab = await visitor.Page.Context.NewPageAsync();
            await tab.GotoAsync(draft);
            await tab.WaitForFunctionAsync("() => document.querySelector('[data-interactive=\"true\"]') !== null");

            await visitor.SendForItsPrice.ClickAsync();
            await Assertions.Expect(visitor.State).ToHaveTextAsync("Delivered");
            await tab.ReloadAsync();

            await Assertions.Expect(tab.Locator("span.state.chip").First).ToHaveTextAsync("Delivered");
            await visitor.OpenAsync(Urls.Messages);
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = mark })).ToHaveCountAsync(1);
        },
        Person.Amara);

    [Fact]
    public Task A_reload_keeps_what_was_written() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.StartMessageAsync();
            await visitor.To.FillAsync(Delivered);
            await visitor.Text.FillAsync("Kept across a reload");
            await visitor.SendForItsPrice.WaitForAsync();
            await visitor.UntilKeptAsync("Kept across a reload");

            await visitor.Page.ReloadAsync();
            await visitor.ReadyAsync();

            await Assertions.Expect(visitor.Text).ToHaveValueAsync("Kept across a reload");
            await Assertions.Expect(visitor.To).ToHaveValueAsync(Delivered);
        },
        Person.Amara);

    [Fact]
    public Task What_is_typed_before_the_page_is_alive_is_not_lost() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.StartMessageAsync();
            var typed = new TaskCompletionSource();
            await visitor.Page.RouteAsync("**/_framework/blazor.web*.js", async route =>
            {
                await typed.Task;
                await route.ContinueAsync();
            });

            var loading = visitor.Page.ReloadAsync();
            await visitor.Text.FillAsync("Typed early");
            typed.SetResult();
            await loading;
            await visitor.ReadyAsync();

            await Assertions.Expect(visitor.Text).ToHaveValueAsync("Typed early");
            await visitor.To.FillAsync(Delivered);
            await visitor.SendForItsPrice.ClickAsync();
            await Assertions.Expect(visitor.Page.Locator(".bubble").First).ToHaveTextAsync("Typed early");
        },
        Person.Amara);

    [Fact]
    public Task A_number_that_is_none_is_kept_and_explained() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.StartMessageAsync();
            await visitor.To.FillAsync("twelve");
            await visitor.Text.FillAsync("Hello");

            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send 1 message" }).ClickAsync();

            await Assertions.Expect(visitor.To).ToHaveAttributeAsync("aria-invalid", "true");
            await Assertions.Expect(visitor.Page.GetByText("This is not a phone number")).ToBeVisibleAsync();
            await Assertions.Expect(visitor.To).ToHaveValueAsync("twelve");
            await Assertions.Expect(visitor.Text).ToHaveValueAsync("Hello");
        },
        Person.Amara);

    [Fact]
    public Task The_character_that_forced_Unicode_is_named() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.StartMessageAsync();

            await visitor.Text.FillAsync("Dzień dobry");

            await Assertions.Expect(visitor.Page.Locator(".parts")).ToContainTextAsync("ń");
            await Assertions.Expect(visitor.Page.Locator(".parts")).ToContainTextAsync("Unicode");
        },
        Person.Amara);

    [Fact]
    public Task Nobody_reads_another_customers_message() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.SendAsync(Delivered, "Between us");
            var address = new Uri(visitor.Page.Url).AbsolutePath;

            await journeys.WalkAsync(
                async other =>
                {
                    other.Tolerate("404");

                    var response = await other.OpenAsync(address);

                    Assert.Equal(404, response!.Status);
                    Assert.DoesNotContain("Between us", await other.Page.ContentAsync(), StringComparison.Ordinal);
                },
                Person.Tomas);
        },
        Person.Amara);

    [Fact]
    public Task History_is_filtered_by_state_and_shows_no_whole_number() => journeys.WalkAsync(
        async visitor =>
        {
            var mark = $"History {Guid.CreateVersion7():N}";
            await visitor.SendAsync("+447700900901", mark);
            await Assertions.Expect(visitor.State).ToHaveTextAsync("Not delivered");
            await visitor.OpenAsync(Urls.Messages);
            var row = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = mark });

            await Assertions.Expect(row).ToContainTextAsync("901");
            Assert.DoesNotContain("7700900", PdfText.Squeeze(await visitor.Page.Locator("main").InnerTextAsync()), StringComparison.Ordinal);
            await visitor.Page.GetByRole(AriaRole.Group, new() { Name = "State" }).GetByRole(AriaRole.Link, new() { Name = "Delivered", Exact = true }).ClickAsync();
            await Assertions.Expect(row).ToHaveCountAsync(0);
            await visitor.AssertFitForEveryoneAsync();
        },
        Person.Amara);
}
