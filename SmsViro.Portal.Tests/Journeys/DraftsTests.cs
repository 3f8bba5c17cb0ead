using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

[Collection(PortalJourneys.Name)]
public class DraftsTests(PortalJourneys journeys)
{
    [Fact]
    public Task What_she_was_writing_is_found_again_gone_on_with_and_thrown_away() => journeys.WalkAsync(
        async visitor =>
        {
            var mark = $"Half a thought {Guid.CreateVersion7():N}";
            var row = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = mark });
            await visitor.StartMessageAsync();
            await visitor.To.FillAsync("+44 7700 900118");
            await visitor.Text.FillAsync(mark);
            await visitor.SendForItsPrice.WaitForAsync();

            // Found from the messages.
            await visitor.UntilKeptAsync(mark);
            await visitor.OpenAsync(Urls.Messages);
            await visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new(@"^Drafts \(\d+\)$") }).ClickAsync();
            await Assertions.Expect(visitor.Heading("Drafts")).ToBeFocusedAsync();
            await Assertions.Expect(row).ToContainTextAsync("118");
            Assert.DoesNotContain("7700900", PdfText.Squeeze(await visitor.Page.Locator("main").InnerTextAsync()), StringComparison.Ordinal);
            await visitor.AssertFitForEveryoneAsync();

            // Gone on with.
            await row.GetByRole(AriaRole.Link).ClickAsync();
            await Assertions.Expect(visitor.Text).ToHaveValueAsync(mark);
            await Assertions.Expect(visitor.To).ToHaveValueAsync("+44 7700 900118");
            await visitor.AssertFitForEveryoneAsync();

            // Kept after the question, and thrown away after the next.
            await visitor.Button("Discard this draft").ClickAsync();
            await visitor.AssertAccessibleAsync();
            await visitor.Button("Keep the draft").ClickAsync();
            await Assertions.Expect(visitor.Button("Discard this draft")).ToBeFocusedAsync();
            await visitor.Button("Discard this draft").ClickAsync();
            await visitor.Button("Discard the draft").ClickAsync();
            await Assertions.Expect(visitor.Heading("Drafts")).ToBeFocusedAsync();
            await Assertions.Expect(visitor.Page.GetByText("Draft discarded")).ToBeVisibleAsync();
            await Assertions.Expect(row).ToHaveCountAsync(0);
        },
        Person.Amara);

    [Fact]
    public Task Without_a_mouse_she_discards_and_stands_at_the_list_and_a_second_tab_is_told() => journeys.WalkAsync(
        async visitor =>
        {
            var (first, second) = ($"First {Guid.CreateVersion7():N}", $"Second {Guid.CreateVersion7():N}");
            foreach (var text in new[] { first, second })
            {
                await visitor.StartMessageAsync();
                await visitor.Text.FillAsync(text);
                await visitor.UntilKeptAsync(text);
            }

            var writing = await visitor.Page.Context.NewPageAsync();
            await writing.GotoAsync(visitor.Page.Url);
            await writing.WaitForFunctionAsync("() => document.querySelector('[data-interactive=\"true\"] #text') !== null");
            await visitor.OpenAsync(Urls.Drafts);
            var row = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = second });
            await row.WaitForAsync();
            await visitor.TabToAsync(await row.GetByRole(AriaRole.Button).GetAttributeAsync("aria-label") ?? "");
            await visitor.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(visitor.Button("Keep the draft")).ToBeFocusedAsync();
            await visitor.Page.Keyboard.PressAsync("Tab");
            await visitor.Page.Keyboard.PressAsync("Enter");

            await Assertions.Expect(row).ToHaveCountAsync(0);
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = first })).ToHaveCountAsync(1);
            await Assertions.Expect(visitor.Page.Locator("section h2").First).ToBeFocusedAsync();
            await writing.Locator("#text").FillAsync(second + " and more");
            await Assertions.Expect(writing.GetByRole(AriaRole.Alert)).ToContainTextAsync("This draft is not there any more");
            await Assertions.Expect(writing.Locator("#text")).ToHaveValueAsync(second + " and more");
        },
        Person.Tomas);
}
