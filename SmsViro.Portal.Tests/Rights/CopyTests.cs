using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Auditing;
using SmsViro.Core.Documents;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Journeys;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>The copy of everything: complete or refused, hers alone, sealed at rest, gone after its time.</summary>
public class CopyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Has_its_fifteen_parts_in_order_counts_what_is_too_much_for_a_paper_and_pleases_other_readers()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddCustomerAsync();
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        store.Get<RightsOptions>().MostEntriesInPaper = 0;
        var file = Path.Combine(store.Folder, "copy.pdf");

        await File.WriteAllBytesAsync(file, (await store.CopyAsync(ada)).Bytes, Cancel);

        var text = (await Reader.RunAsync("pdftotext", ["-enc", "UTF-8", file, "-"])).Answer;
        string[] parts = ["1. Whom", "2. Our letter", "3. Confirmation", "4. Why", "5. Who received", "6. Until when", "7. Your rights", "8. Where it came", "9. Decisions", "10. Other countries", "11. The data", "12. Who looked", "13. What was corrected", "14. What is withheld", "15. Whether this is all"];
        var places = parts.Select(part => text.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.All(places, place => Assert.True(place >= 0));
        Assert.Equal(places.Order(), places);
        Assert.Contains("too many for a paper", text, StringComparison.Ordinal);
        Assert.DoesNotContain("and it is complete", text, StringComparison.Ordinal);
        Assert.Contains("November 2026", text, StringComparison.Ordinal);
        Assert.Contains("no syntax or stream encoding errors", (await Reader.RunAsync("qpdf", ["--check", file])).Answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("H2", (await Reader.RunAsync("pdfinfo", ["-struct-text", file])).Answer, StringComparison.Ordinal);
        var bookmarks = (await Reader.RunAsync("qpdf", ["--json", "--json-key=outlines", file])).Answer;
        Assert.All(parts, part => Assert.Contains($"\"title\": \"{part}", bookmarks, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Says_what_a_rule_kept_back_what_went_by_itself_and_where_data_goes(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        await store.Writes.RunAsync(
            db =>
            {
                db.Deliveries.IgnoreAutoIncludes().ExecuteUpdate(set => set.SetProperty(delivery => delivery.State, DeliveryState.Suppressed));
                db.MessageBatches.ExecuteUpdate(set => set.SetProperty(batch => batch.ContentErasedAt, store.Clock.GetUtcNow()));
                db.Objections.ExecuteUpdate(set => set.SetProperty(objection => objection.Use, LegitimateUse.FormerDetails));
            },
            Cancel);

        var text = PdfText.Squeeze(await PdfText.OfAsync((await store.CopyAsync(ada)).Bytes));

        Assert.All(
            [
                "1 message not sent, from", "Text and number of messages, because the days you keep them were over", "Every former value of your details there was, by your objection",
                "After your password or your address changed, a copy of everything waits 72 hours", "No company receives any of it for us", "sees your company, or your name where you gave none",
                "which tell only whether two values are the same",
            ],
            said => Assert.Contains(PdfText.Squeeze(said), text, StringComparison.Ordinal));
        Assert.All(
            ["No rule has refused you anything", "Nothing was corrected or erased so far", "49(1)(b)", "digests that say nothing"],
            said => Assert.DoesNotContain(PdfText.Squeeze(said), text, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Opens_with_her_passphrase_alone_when_she_wants_it_locked(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var file = Path.Combine(store.Folder, "copy.pdf");

        var (request, bytes) = await store.CopyAsync(ada, passphrase: "seven green bottles");
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        Assert.NotEqual(0, (await Reader.RunAsync("pdftotext", [file, "-"])).Code);
        var text = (await Reader.RunAsync("pdftotext", ["-upw", "seven green bottles", file, "-"])).Answer;
        Assert.Contains("Copy of your data", text, StringComparison.Ordinal);
        Assert.Contains(PdfText.Squeeze("opens with the passphrase you chose"), PdfText.Squeeze(text), StringComparison.Ordinal);
        Assert.DoesNotContain(PdfText.Squeeze("readable by anyone"), PdfText.Squeeze(text), StringComparison.Ordinal);
        await using var db = store.Open();
        var copy = await db.CopyFiles.SingleAsync(row => row.Id == request, Cancel);
        Assert.Equal((null, true), (copy.Passphrase, copy.IsLocked));
    }

    [Theory, OnBothDatabases]
    public async Task A_download_is_told_to_the_pages_that_show_how_many_are_left(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var request = (await store.AskAsync(ada)).Request!.Value;
        await store.RunJobsAsync();
        var heard = 0;
        using var listening = store.Get<Signals>().Listen(JobQueue.Topic(request), () => heard++);

        var download = await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(ada), request, null, Cancel);

        await download.Content!.DisposeAsync();
        Assert.Equal(1, heard);
    }

    [Theory, OnBothDatabases]
    public async Task Says_what_its_numbers_count_where_two_of_them_differ(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);

        var text = PdfText.Squeeze(await PdfText.OfAsync((await store.CopyAsync(ada)).Bytes));

        var held = await store.Get<MyData>().RunAsync(ada, Cancel);
        Assert.NotEqual(held.InAll, held.Declared);
        Assert.Contains(PdfText.Squeeze($"We store {held.InAll} columns about people. {held.Declared} of them are about people who have an account"), text, StringComparison.Ordinal);
        Assert.Contains(PdfText.Squeeze("An entry with several kinds of data is counted with each of them"), text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Its_times_are_those_of_the_persons_zone_and_say_how_far_that_is_from_UTC_and_nothing_in_it_is_a_name_for_programs(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddPersonAsync("Ada");
        var box = await store.Vault.OpenAsync(Scope.User(ada.User), Cancel);
        await store.Writes.RunAsync(db => db.Set<Core.Accounts.Profile>().Single().TimeZone = box.Seal(Core.Accounts.AccountsFields.TimeZone, ada.User.Value, "Asia/Kolkata"), Cancel);

        var text = PdfText.Squeeze(await PdfText.OfAsync((await store.CopyAsync(ada)).Bytes));

        var there = TimeZoneInfo.ConvertTime(store.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));
        Assert.Contains(PdfText.Squeeze($"{there.ToString("d MMM yyyy, HH:mm", System.Globalization.CultureInfo.GetCultureInfo("en-GB"))} UTC+5:30"), text, StringComparison.Ordinal);
        Assert.Contains(PdfText.Squeeze("in the time zone of your profile, Asia/Kolkata"), text, StringComparison.Ordinal);
        Assert.All(["Breach.FoundAt", "not-yours-to-ask", "PortalUser."], name => Assert.DoesNotContain(name, text, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Lies_sealed_on_the_disk_and_opens_for_nobody_else(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, eve) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var (request, pdf) = await store.CopyAsync(ada);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(store.DataFolder, "exports")));
        Assert.True((await File.ReadAllBytesAsync(file, Cancel)).AsSpan().IndexOf("%PDF"u8) < 0);
        Assert.True(pdf.AsSpan().StartsWith("%PDF"u8));
        Assert.Equal(DownloadRefusal.None, (await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(eve), request, null, Cancel)).Refusal);
        Assert.Equal(AuditDeed.TriedForeignId, (await store.Get<AuditTrail>().LatestAsync(1, Cancel))[0].Deed);
        Assert.Equal(DownloadRefusal.NotConfirmed, (await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(ada, confirmed: false), request, null, Cancel)).Refusal);
    }

    [Theory, OnBothDatabases]
    public async Task Is_named_without_a_word_about_its_owner(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var (request, _) = await store.CopyAsync(ada);

        var download = await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(ada), request, null, Cancel);
        await download.Content!.DisposeAsync();

        Assert.Equal("smsviro-A-2026-0001.pdf", download.FileName);
    }

    [Theory, OnBothDatabases]
    public async Task Goes_on_uncounted_where_a_download_broke_off_in_the_session_that_began_it_and_in_no_other(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var (request, _) = await store.CopyAsync(ada);
        var (here, elsewhere) = (await store.SignInAsync(ada), await store.SignInAsync(ada, confirmed: false));
        var began = await store.Get<DownloadCopy>().RunAsync(here, request, null, Cancel);
        await began.Content!.DisposeAsync();
        var counted = await DownloadsAsync(store);

        for (var again = 0; again < 2 * CopyFile.MostDownloads; again++)
        {
            var more = await store.Get<DownloadCopy>().RunAsync(here, request, began.Tag, Cancel);
            await more.Content!.DisposeAsync();
            Assert.Equal((true, began.Tag, began.Bytes), (more.IsResumed, more.Tag, more.Bytes));
        }

        Assert.Equal(counted, await DownloadsAsync(store));
        Assert.Equal(DownloadRefusal.NotConfirmed, (await store.Get<DownloadCopy>().RunAsync(elsewhere, request, began.Tag, Cancel)).Refusal);

        store.Clock.Advance(CopyFile.Reading);
        Assert.Equal(DownloadRefusal.NotConfirmed, (await store.Get<DownloadCopy>().RunAsync(here, request, began.Tag, Cancel)).Refusal);
    }

    [Theory, OnBothDatabases]
    public async Task Is_gone_with_its_key_after_seven_days_or_five_downloads(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var (old, _) = await store.CopyAsync(ada);
        var (often, _) = await store.CopyAsync(bea);
        for (var again = 1; again < CopyFile.MostDownloads; again++)
            await (await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(bea), often, null, Cancel)).Content!.DisposeAsync();
        Assert.Equal(DownloadRefusal.Gone, (await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(bea), often, null, Cancel)).Refusal);

        store.Clock.Advance(TimeSpan.FromHours(1));
        await SweepAsync(store);
        Assert.False(store.Get<CopyFolder>().Holds(often));
        Assert.True(store.Get<CopyFolder>().Holds(old));

        store.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(DownloadRefusal.Gone, (await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(ada), old, null, Cancel)).Refusal);
        await SweepAsync(store);
        Assert.Empty(store.Get<CopyFolder>().Ids());
        await Assert.ThrowsAsync<ScopeShreddedException>(async () => await store.Vault.OpenAsync(Scope.Export(old), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Is_thrown_away_by_its_owner_alone_and_its_key_with_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var (mistake, _) = await store.CopyAsync(ada);
        var drop = store.Get<DropCopy>();

        Assert.False(await drop.RunAsync(bea, mistake, Cancel));
        Assert.True(await drop.RunAsync(ada, mistake, Cancel));
        Assert.False(await drop.RunAsync(ada, mistake, Cancel));
        Assert.Equal(DownloadRefusal.Gone, (await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(ada), mistake, null, Cancel)).Refusal);
        Assert.Equal((AuditDeed.DroppedCopy, ada.User), ((await store.Get<AuditTrail>().LatestAsync(1, Cancel))[0].Deed, (await store.Get<AuditTrail>().LatestAsync(1, Cancel))[0].Actor));

        await store.RunJobsAsync();
        Assert.Empty(store.Get<CopyFolder>().Ids());
        await Assert.ThrowsAsync<ScopeShreddedException>(async () => await store.Vault.OpenAsync(Scope.Export(mistake), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Begins_again_whole_when_its_writer_was_killed_midway(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton<IDocumentEngine, DiesOnce>());
        var ada = await store.AddCustomerAsync();
        var request = (await store.AskAsync(ada)).Request!.Value;

        await store.RunJobsAsync();
        Assert.Equal(RequestState.Preparing, (await store.RequestAsync(request)).State);
        Assert.Null((await store.Get<RequestBoard>().FindAsync(ada, request, Cancel))!.Copy!.ReadyAt);
        Assert.Equal(DownloadRefusal.NotReady, (await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(ada), request, null, Cancel)).Refusal);

        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await store.RunJobsAsync();
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
        var download = await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(ada), request, null, Cancel);
        using var whole = new MemoryStream();
        await download.Content!.CopyToAsync(whole, Cancel);
        await download.Content.DisposeAsync();
        Assert.Equal(download.Bytes, whole.Length);
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(store.DataFolder, "exports")), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Is_refused_rather_than_handed_out_in_part_when_a_store_does_not_answer(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton<IPersonalDataStore>(new SilentStore()));
        var ada = await store.AddCustomerAsync();
        var request = (await store.AskAsync(ada)).Request!.Value;

        for (var again = 0; again < 8; again++)
        {
            await store.RunJobsAsync();
            store.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(RequestState.Failed, (await store.RequestAsync(request)).State);
        Assert.Empty(store.Get<CopyFolder>().Ids());
        Assert.Null((await store.AskAsync(ada)).Refusal);
    }

    [Theory, OnBothDatabases]
    public async Task Is_made_once_however_often_the_button_is_pressed_and_can_be_called_off(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, eve) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());

        var first = await store.AskAsync(ada);
        var again = await store.AskAsync(ada);
        Assert.Equal((first.Request, CopyRefusal.AlreadyPreparing), (again.Request, again.Refusal));

        Assert.False(await store.Get<RequestCopy>().CancelAsync(eve, first.Request!.Value, Cancel));
        Assert.True(await store.Get<RequestCopy>().CancelAsync(ada, first.Request.Value, Cancel));
        await store.RunJobsAsync();
        Assert.Equal(RequestState.Withdrawn, (await store.RequestAsync(first.Request.Value)).State);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_held_names_every_category_with_purpose_ground_and_end_and_counts_every_column(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);

        var held = await store.Get<MyData>().RunAsync(ada, Cancel);

        Assert.Equal(held.Declared, held.Covered);
        Assert.All(held.Categories, category =>
        {
            Assert.NotEmpty(category.Activities);
            Assert.NotEmpty(category.Origins);
            Assert.True(category.Count > 0, category.Category.Id);
        });
    }

    private static async Task<int> DownloadsAsync(TestStore store)
    {
        await using var db = store.Open();
        return await db.CopyFiles.SumAsync(copy => copy.Downloads, Cancel);
    }

    private static async Task SweepAsync(TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<ForgetCopies>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    /// <summary>Breaks in the middle of its first paper, as a killed process does.</summary>
    private sealed class DiesOnce : IDocumentEngine
    {
        private readonly Core.Documents.Pdf.PdfEngine _engine = new();
        private int _papers;

        public async Task WriteAsync(Document document, Stream output, CancellationToken cancel)
        {
            if (_papers++ > 0)
            {
                await _engine.WriteAsync(document, output, cancel);
                return;
            }

            await output.WriteAsync(new byte[100_000], cancel);
            throw new IOException("The disk went away");
        }
    }

    private sealed class SilentStore : IPersonalDataStore
    {
        public string Name => "Silent";

        public Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Held>>([]);

        public IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, CancellationToken cancel) => throw new TimeoutException("no answer");

        public Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel) => Task.FromResult(new StoreErasure(0, [], true));

        public Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
