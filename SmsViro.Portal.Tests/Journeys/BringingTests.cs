using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What a person took home from one account, she brings into another.</summary>
[Collection(PortalJourneys.Name)]
public partial class BringingTests(PortalJourneys journeys)
{
    [Fact]
    public Task A_person_brings_her_archive_into_a_new_account_and_sees_first_what_comes_in_and_what_does_not() => journeys.WalkAsync(async visitor =>
    {
        var (she, again) = (Person.New(), Person.New());
        await visitor.SignUpAsync(she);
        var archive = Path.Combine(Scratch.Folder("bring"), "archive.zip");
        await visitor.OpenAsync(Urls.PrivacyCentre);
        await visitor.ReadyAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = Move() }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#export-PortableArchive")).ToBeCheckedAsync();
        await visitor.Button("Prepare it").ClickAsync();
        await Assertions.Expect(visitor.Heading("Your copy is ready")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = Download() }).ClickAsync());
        await download.SaveAsAsync(archive);

        await journeys.WalkAsync(async other =>
        {
            await other.SignUpAsync(again);
            await other.OpenAsync(Urls.BringData);
            await other.ReadyAsync();
            await other.AssertFitForEveryoneAsync();

            // A file that is none is refused with a sentence, and the next one is taken.
            await other.Page.Locator("#archive").FocusAsync();
            await other.Page.Locator("#archive").SetInputFilesAsync(new FilePayload { Name = "holiday.zip", MimeType = "application/zip", Buffer = new byte[2_000] });
            await Assertions.Expect(other.Page.Locator(".banner.bad")).ToContainTextAsync("It is not a ZIP archive");
            await Assertions.Expect(other.Heading("Choose the archive")).ToBeFocusedAsync();
            await other.Page.Locator("#archive").SetInputFilesAsync(archive);
            await Assertions.Expect(other.Heading("What would come in")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Assertions.Expect(other.Page.Locator("#brought h2")).ToBeFocusedAsync();
            await Assertions.Expect(other.Page.GetByText("Money does not move with data").First).ToBeVisibleAsync();
            await other.AssertFitForEveryoneAsync();

            await other.Button("Bring it in").ClickAsync();
            await Assertions.Expect(other.Page.GetByText("Your data is in.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await other.AssertFitForEveryoneAsync();
            await other.OpenAsync(Urls.Profile);
            await other.ReadyAsync();
            await Assertions.Expect(other.Page.Locator("#name")).ToHaveValueAsync(she.Name);
        });
    });

    [GeneratedRegex("^Move my data")]
    private static partial Regex Move();

    [GeneratedRegex("^Download archive")]
    private static partial Regex Download();
}
