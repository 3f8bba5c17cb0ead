using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Objecting;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Rights;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>What the privacy centre keeps on the way to the password page and back, and what it shows of the files that wait.</summary>
public class PrivacyCentrePageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passphrase_is_typed_after_the_password_so_that_none_is_lost_on_the_way()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddPersonAsync("Ada");
        await using var desk = await RightsPages.OpenAsync(store, ada, confirmed: false);
        var page = desk.Render<PrivacyCentrePage>();
        page.WaitForElement("#locks").Change(true);
        Assert.Empty(page.FindAll("#passphrase"));

        page.Find("#prepare form").Submit();

        var at = desk.Services.GetRequiredService<NavigationManager>();
        page.WaitForAssertion(() => Assert.EndsWith(Urls.ConfirmItIsYouThen(Urls.PrivacyCentreToLockedPaper), at.Uri, StringComparison.Ordinal));
        Assert.Empty(await store.Get<RequestBoard>().OfAsync(ada, Cancel));
    }

    [Fact]
    public async Task Back_from_the_password_page_no_button_makes_a_paper_without_the_lock_that_was_wanted()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddPersonAsync("Ada");
        await using var desk = await RightsPages.OpenAsync(store, ada);
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.OnceConfirmed(Urls.PrivacyCentreToLockedPaper));
        var page = desk.Render<PrivacyCentrePage>();
        page.WaitForElement("#passphrase");
        page.WaitForAssertion(() => Assert.Contains("Your password is confirmed. Type the passphrase and press Prepare it", page.Find("#prepare [role=status]").TextContent, StringComparison.Ordinal));
        Assert.Contains(desk.JSInterop.Invocations["svFocus"], call => Equals(call.Arguments[0], "passphrase"));

        page.Find("#prepare form").Submit();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("#passphrase").GetAttribute("aria-invalid")));
        Assert.Contains("at least 12 characters", page.Find($"#{page.Find("#passphrase").GetAttribute("aria-describedby")!.Split(' ')[0]}").TextContent, StringComparison.Ordinal);
        Assert.Empty(await store.Get<RequestBoard>().OfAsync(ada, Cancel));

        page.Find("#passphrase").Change("seven green bottles");
        page.Find("#prepare form").Submit();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#passphrase")));
        Assert.DoesNotContain("Your password is confirmed", page.Markup, StringComparison.Ordinal);
        await using var db = store.Open();
        Assert.NotNull((await db.CopyFiles.SingleAsync(Cancel)).Passphrase);
    }

    [Fact]
    public async Task Files_that_wait_are_lines_and_count_down_while_the_page_is_open()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddPersonAsync("Ada");
        await store.AskAsync(ada);
        var archive = (await store.AskAsync(ada, CopyContent.WholeArchive)).Request!.Value;
        await store.RunJobsAsync();
        await using var desk = await RightsPages.OpenAsync(store, ada);
        var page = desk.Render<PrivacyCentrePage>();
        page.WaitForAssertion(() => Assert.Contains("Your copies are ready", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".seal-panel"));
        Assert.Equal(2, page.FindAll($"a[href^='{Urls.PrivacyCentre}/copies/'][target=_top]").Count);

        await using var download = (await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(ada), archive, null, Cancel)).Content!;

        page.WaitForAssertion(() => Assert.Contains("4 of 5 downloads left", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_that_becomes_ready_is_announced_and_one_is_deleted_only_after_a_question()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddPersonAsync("Ada");
        var id = (await store.AskAsync(ada)).Request!.Value;
        await using var desk = await RightsPages.OpenAsync(store, ada);
        var page = desk.Render<PrivacyCentrePage>();
        page.WaitForElement(".seal-panel");

        await store.RunJobsAsync();

        page.WaitForAssertion(() => Assert.Contains(desk.Services.GetRequiredService<Toasts>().Shown, toast => toast.Text == "Your copy is ready"));
        page.WaitForElement("button[aria-label^='Delete, A-']").Click();
        page.WaitForAssertion(() => Assert.Contains("Delete this copy?", page.Find("dialog[role=alertdialog]").TextContent, StringComparison.Ordinal));
        Assert.True((await store.Get<RequestBoard>().FindAsync(ada, id, Cancel))!.Copy!.IsHere(store.Clock.GetUtcNow()));

        page.FindAll("dialog button").Single(button => button.TextContent.Trim() == "Delete it").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("button[aria-label^='Delete, A-']")));
    }

    [Fact]
    public async Task What_deletes_is_asked_for_first_with_how_much_and_says_afterwards_what_was_deleted()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddPersonAsync("Ada");
        await RestrictionTests.RenameAsync(store, ada, "Ada King");
        await using var desk = await RightsPages.OpenAsync(store, ada);
        var page = desk.Render<ChoicesPage>();

        page.WaitForElement("button").Click();

        page.WaitForAssertion(() => Assert.Contains("1 former value of your details would be deleted", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Empty(await store.Get<RequestBoard>().OfAsync(ada, Cancel));
        page.FindAll("dialog button").Single(button => button.TextContent.Contains("Delete 1 former value", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains("You have objected since", page.Markup, StringComparison.Ordinal));
        Assert.Contains(desk.Services.GetRequiredService<Toasts>().Shown, toast => toast.Detail is { } text && text.StartsWith("1 former value of your details was deleted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_choice_that_is_refused_says_why_where_it_was_pressed()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddPersonAsync("Ada");
        Assert.Null((await store.Get<ObjectToUse>().RunAsync(ada, LegitimateUse.DirectMarketing, Cancel)).Refusal);
        await using var desk = await RightsPages.OpenAsync(store, ada);
        var page = desk.Render<ChoicesPage>();

        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.GetAttribute("aria-label")?.StartsWith("I agree", StringComparison.Ordinal) is true).ClickAsync(new()));

        var refused = page.Find("li .error");
        Assert.Contains("You object to advertising, which this would be.", refused.TextContent, StringComparison.Ordinal);
        Assert.Contains(PrivacyWords.Of(ConsentKind.ProductNews), refused.Closest("li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_is_offered_for_what_can_be_about_the_person_alone()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        await using var desk = await RightsPages.OpenAsync(store, await store.AddPersonAsync("Ada"));

        var page = desk.Render<DisputePage>();

        page.WaitForAssertion(() => Assert.Contains(page.FindAll("option"), choice => choice.TextContent == "Delivery records"));
        Assert.DoesNotContain(page.FindAll("option"), choice => choice.TextContent is "What our staff sign" or "Breaches and what we did" or "What recipients ask of us" or "What authorities ask of us");
    }
}
