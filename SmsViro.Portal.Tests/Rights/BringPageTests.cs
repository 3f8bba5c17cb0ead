using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Imports;
using SmsViro.Core.Values;
using SmsViro.Portal.Rights;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>What the page says of an archive that does not come in, and when it lets a person choose another.</summary>
public class BringPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_ended_on_the_way_is_said_to_have_and_another_can_be_chosen()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var archive = (await ImportTests.SeededAsync(store)).Archive;
        var bea = await store.AddPersonAsync("Bea");
        await ImportTurnsTests.StopAsync(store, bea, archive);
        await using var desk = await DeskAsync(store, bea);
        var page = desk.Render<BringPage>();
        page.WaitForAssertion(() => Assert.Contains("The file is kept for 7 days", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#archive"));

        await ImportTurnsTests.SweepAsync(store, TimeSpan.FromDays(8));
        await using var later = await DeskAsync(store, bea);
        var again = later.Render<BringPage>();

        again.WaitForAssertion(() => Assert.Contains("It ended on the way.", again.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Go on", again.Markup, StringComparison.Ordinal);
        again.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(archive, "archive.zip"));
        again.WaitForAssertion(() => Assert.Contains("What would come in", again.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_ended_half_way_says_that_what_is_in_stays_and_why_no_other_can_be_chosen()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var bea = await store.AddPersonAsync("Bea");
        await ImportTurnsTests.StopAsync(store, bea, (await ImportTests.SeededAsync(store)).Archive);
        await WriteAsync(store, bea);
        await ImportTurnsTests.SweepAsync(store, TimeSpan.FromDays(8));
        await using var desk = await DeskAsync(store, bea);

        var page = desk.Render<BringPage>();

        page.WaitForAssertion(() => Assert.Contains("What came in is in your account and stays", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Register a new account", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#archive"));
    }

    [Fact]
    public async Task After_one_that_is_in_another_can_be_chosen_as_long_as_the_account_is_empty()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, bea) = (await store.AddPersonAsync("Ada"), await store.AddPersonAsync("Bea"));
        var import = await ImportTests.OfferAsync(store, bea, (await store.CopyAsync(ada, CopyContent.PortableArchive)).Bytes);
        await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), import, Cancel);
        await store.RunJobsAsync();
        await using var desk = await DeskAsync(store, bea);

        var page = desk.Render<BringPage>();

        page.WaitForAssertion(() => Assert.Contains("Your data is in.", page.Markup, StringComparison.Ordinal));
        Assert.Single(page.FindAll("#archive"));
        await WriteAsync(store, bea);
        await using var fuller = await DeskAsync(store, bea);
        var full = fuller.Render<BringPage>();
        full.WaitForAssertion(() => Assert.Contains("Your data is in.", full.Markup, StringComparison.Ordinal));
        Assert.Empty(full.FindAll("#archive"));
    }

    [Fact]
    public async Task The_preview_says_whose_data_it_is_asks_about_the_profile_and_gives_each_reason_once()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, archive) = await ImportTests.SeededAsync(store);
        var bea = await store.AddPersonAsync("Bea");
        await ImportTests.OfferAsync(store, bea, archive);
        await using var desk = await DeskAsync(store, bea);

        var page = desk.Render<BringPage>();

        page.WaitForAssertion(() => Assert.Contains("Take over the profile too?", page.Markup, StringComparison.Ordinal));
        var name = (await store.Get<Core.Accounts.ReadProfile>().RunAsync(ada, Cancel)).Name!;
        Assert.Contains(page.FindAll("dd"), said => said.TextContent == name);
        Assert.Contains($"Name: Bea becomes {name}", page.Find(".check.box").TextContent, StringComparison.Ordinal);
        var reasons = page.FindAll(".list small").Select(reason => reason.TextContent).ToList();
        Assert.Equal(reasons.Distinct(), reasons);
        Assert.DoesNotContain("columns", page.Find(".split").TextContent, StringComparison.Ordinal);

        page.Find("#profile-True").Change("True");
        page.WaitForAssertion(() => Assert.Contains("You left it behind", page.Markup, StringComparison.Ordinal));
        page.FindAll("button").Single(button => button.TextContent.Contains("Bring it in", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains("You can leave this page", page.Markup, StringComparison.Ordinal));
        await store.RunJobsAsync();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("a"), link => link.GetAttribute("href") == Urls.Messages));
        Assert.Equal("Bea", (await store.Get<Core.Accounts.ReadProfile>().RunAsync(bea, Cancel)).Name);
    }

    [Fact]
    public async Task What_is_no_archive_of_a_portal_is_told_so_in_plain_words()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var bea = await store.AddPersonAsync("Bea");
        using var zip = new MemoryStream();
        using (var photos = new System.IO.Compression.ZipArchive(zip, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true)) photos.CreateEntry("photo.jpg");
        await using var desk = await DeskAsync(store, bea);
        var page = desk.Render<BringPage>();
        page.WaitForElement("#archive");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(zip.ToArray(), "photos.zip"));

        page.WaitForAssertion(() => Assert.Contains("This is not an archive made by an SMS portal: it has no list of contents", page.Find(".banner.bad").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_half_way_says_that_no_more_was_written_and_what_is_not_sound_says_what_to_do_next()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var archive = (await ImportTests.SeededAsync(store)).Archive;
        var (bea, cas) = (await store.AddPersonAsync("Bea"), await store.AddPersonAsync("Cas"));
        await ImportTurnsTests.StopAsync(store, bea, archive);
        await store.Writes.RunAsync(db => db.Restrictions.Single(row => row.UserId == bea.User).LiftedAt = null, Cancel);
        await using var desk = await DeskAsync(store, bea);
        var page = desk.Render<BringPage>();
        page.WaitForElement("button");

        page.FindAll("button").Single(button => button.TextContent.Contains("Go on", StringComparison.Ordinal)).Click();

        page.WaitForAssertion(() => Assert.EndsWith("End the pause first. Nothing more was written", page.Find(".banner.bad").Text().Trim(), StringComparison.Ordinal));

        await using var other = await DeskAsync(store, cas);
        var empty = other.Render<BringPage>();
        empty.WaitForElement("#archive");
        empty.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("no archive", "archive.zip"));
        empty.WaitForAssertion(() => Assert.EndsWith("Nothing was written. Download it again there and choose it anew", empty.Find(".banner.bad").Text().Trim(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaving_the_page_ends_the_judging_and_nothing_of_the_file_stays()
    {
        var held = new HeldPart();
        await using var store = await RightsStore.CreateAsync(Database.Sqlite, services => services.AddSingleton<IArchivePart>(held));
        var archive = (await ImportTests.SeededAsync(store)).Archive;
        var bea = await store.AddPersonAsync("Bea");
        await using var desk = await DeskAsync(store, bea);
        var page = desk.Render<BringPage>();
        page.WaitForElement("#archive");
        held.Hold();
        var upload = Task.Run(() => page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(archive, "archive.zip")), Cancel);
        await held.Reached;
        Assert.Single(store.Get<ImportFolder>().Ids());

        await desk.DisposeComponentsAsync();

        await Patience.UntilAsync(() => store.Get<ImportFolder>().Ids().Count == 0);
        await upload;
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(JSException))]
    [InlineData(typeof(JSDisconnectedException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task However_a_file_breaks_off_on_its_way_it_did_not_arrive_whole(Type how)
    {
        await using var broken = new WatchedStream(new BrokenStream((Exception)Activator.CreateInstance(how, "It broke off.")!), 10, _ => { });

        await Assert.ThrowsAsync<IOException>(() => broken.ReadAsync(new byte[10], Cancel).AsTask());
    }

    private static async Task WriteAsync(TestStore store, Customer customer) =>
        Assert.True(await store.Get<SaveDraft>().RunAsync(customer, (await store.Get<StartDraft>().RunAsync(customer, Cancel))!.Value, new DraftContent("", "Half a thought", MessageKind.Conversation), Cancel));

    private static Task<BunitContext> DeskAsync(TestStore store, Customer customer) => RightsPages.OpenAsync(store, customer);

    private sealed class BrokenStream(Exception how) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(how);
    }
}
