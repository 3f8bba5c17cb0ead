using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Importing;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Rights.Imports;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>How much of the portal an archive may take for itself, and how long one that does not go on stands in the way of another.</summary>
public class ImportTurnsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_archive_is_judged_at_a_time_and_the_next_is_told_so_before_its_file_is_read()
    {
        var held = new HeldPart();
        await using var store = await RightsStore.CreateAsync(Database.Sqlite, services => services.AddSingleton<IArchivePart>(held));
        var archive = (await ImportTests.SeededAsync(store)).Archive;
        var (bea, cas) = (await store.AddPersonAsync("Bea"), await store.AddPersonAsync("Cas"));
        held.Hold();
        var first = ImportTests.OfferAsync(store, bea, archive);
        await held.Reached;

        var unread = new MemoryStream(archive);
        Assert.Equal(new OfferAnswer(null, ImportRefusal.OneIsChecked), await store.Get<OfferArchive>().RunAsync(await store.SignInAsync(cas), unread, Cancel));
        Assert.Equal(0, unread.Position);

        held.LetGo();
        await first;
        await ImportTests.OfferAsync(store, cas, archive);
    }

    [Fact]
    public async Task A_person_brings_ten_archives_a_day_whatever_becomes_of_them_and_nobody_else_pays_for_it()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (bea, cas) = (await store.AddPersonAsync("Bea"), await store.AddPersonAsync("Cas"));
        async Task<ImportRefusal?> RefusalAsync(Customer customer) => (await store.Get<OfferArchive>().RunAsync(await store.SignInAsync(customer), new MemoryStream([1, 2, 3]), Cancel)).Refusal;

        for (var at = 0; at < OfferArchive.MostInADay; at++) Assert.Equal(ImportRefusal.NotSound, await RefusalAsync(bea));
        Assert.Equal(ImportRefusal.Often, await RefusalAsync(bea));
        Assert.Equal(ImportRefusal.NotSound, await RefusalAsync(cas));

        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(ImportRefusal.NotSound, await RefusalAsync(bea));
    }

    [Fact]
    public async Task Who_leaves_while_her_archive_is_judged_ends_the_judging_and_nothing_of_it_stays()
    {
        var held = new HeldPart();
        await using var store = await RightsStore.CreateAsync(Database.Sqlite, services => services.AddSingleton<IArchivePart>(held));
        var archive = (await ImportTests.SeededAsync(store)).Archive;
        var bea = await store.AddPersonAsync("Bea");
        using var page = new CancellationTokenSource();
        held.Hold();
        var offer = store.Get<OfferArchive>().RunAsync(await store.SignInAsync(bea), new MemoryStream(archive), page.Token);
        await held.Reached;

        await page.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => offer);
        Assert.Empty(store.Get<ImportFolder>().Ids());
        Assert.Null(await store.Get<ReadImport>().RunAsync(bea, Cancel));
        held.LetGo();
        await ImportTests.OfferAsync(store, bea, archive);
    }

    [Fact]
    public async Task An_archive_of_far_more_files_than_any_of_ours_is_refused_and_each_kind_of_rows_is_read_in_one_opening()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var bytes = (await ImportTests.SeededAsync(store, CopyContent.WholeArchive)).Archive;
        var files = new OpenedArchive(bytes).Files;
        Assert.True(files.Count * 5 < ArchiveImport.MostFiles, $"{files.Count}");

        var many = RefusedImportTests.Zip(files, [.. Enumerable.Range(0, ArchiveImport.MostFiles).Select(at => ($"data/x-{at}.json", Array.Empty<byte>()))]);
        var answer = await store.Get<OfferArchive>().RunAsync(await store.SignInAsync(await store.AddPersonAsync("Bea")), new MemoryStream(many), Cancel);
        Assert.Equal((ImportRefusal.NotSound, "It has more than 2,000 files."), (answer.Refusal, answer.Sentence));

        var opened = 0;
        var twice = await TwiceAsync(store, files, "data/draft.json");
        var rows = await ArchiveRows.OpenAsync(
            () =>
            {
                opened++;
                return new MemoryStream(twice);
            },
            Cancel);
        Assert.Equal(2 * new CarriedSections(bytes).Of("draft").Count, await rows.OfAsync("draft", Cancel).CountAsync(Cancel));
        Assert.Equal(2, opened);
    }

    [Theory, OnBothDatabases]
    public async Task One_archive_comes_in_at_a_time_so_that_other_work_has_its_turn_and_the_next_follows(Database database)
    {
        var held = new HeldPart();
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton<IArchivePart>(held));
        var archive = (await ImportTests.SeededAsync(store)).Archive;
        var (bea, cas) = (await store.AddPersonAsync("Bea"), await store.AddPersonAsync("Cas"));
        var (first, second) = (await ImportTests.OfferAsync(store, bea, archive), await ImportTests.OfferAsync(store, cas, archive));
        Assert.Null(await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), first, Cancel));
        held.Hold();
        var long1 = store.Get<JobRunner>().RunNextAsync(Cancel);
        await held.Reached;

        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(cas), second, Cancel));
        await store.Get<JobQueue>().AddAsync<ForgetImports>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
        Assert.Equal(JobState.Done, (await store.Get<JobQueue>().FindAsync<ForgetImports>(Guid.Empty, Cancel))!.State);
        var waits = (await store.Get<JobQueue>().FindAsync<CarryOver>(second, Cancel))!;
        Assert.Equal((JobState.Waiting, 0, "Waiting for its turn"), (waits.State, waits.Attempts, waits.Words));
        Assert.True(waits.DueAt > store.Clock.GetUtcNow());

        held.LetGo();
        await long1;
        Assert.Equal(ImportState.Done, (await ImportTests.ImportAsync(store, first)).State);
        store.Clock.Advance(TimeSpan.FromSeconds(30));
        await store.RunJobsAsync();
        Assert.Equal(ImportState.Done, (await ImportTests.ImportAsync(store, second)).State);
    }

    [Theory, OnBothDatabases]
    public async Task When_each_text_was_accepted_is_read_once_for_all_replies(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddPersonAsync("Ada"), await store.AddPersonAsync("Bea"));
        var now = store.Clock.GetUtcNow();
        var (late, early, middle) = (await AddTextAsync(store, ada, now), await AddTextAsync(store, ada, now.AddDays(-100)), await AddTextAsync(store, ada, now.AddDays(-2)));
        await AddTextAsync(store, bea, now.AddDays(-1));

        await using var db = store.Open();
        var times = await TextTimes.ReadAsync(db, ada.Account, Cancel);

        Assert.Equal([late, middle], times.Before(now, TimeSpan.FromDays(90), 10));
        Assert.Equal([late], times.Before(now, TimeSpan.FromDays(90), 1));
        Assert.Equal([middle, early], times.Before(now.AddTicks(-1), TimeSpan.FromDays(365), 10));
        Assert.Equal((late, middle, early, early), (times.Beside(now), times.Beside(now.AddDays(-1)), times.Beside(now.AddDays(-50)), times.Beside(now.AddDays(-500))));
    }

    [Theory, OnBothDatabases]
    public async Task One_that_stopped_can_go_on_for_a_week_and_then_ends_and_bars_no_other(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var archive = (await ImportTests.SeededAsync(store)).Archive;
        var bea = await store.AddPersonAsync("Bea");
        var id = await StopAsync(store, bea, archive);

        await SweepAsync(store, TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal((ImportState.Stopped, true), ((await ImportTests.ImportAsync(store, id)).State, store.Get<ImportFolder>().Holds(id)));
        Assert.Equal(ImportRefusal.UnderWay, await store.Get<ReadImport>().RefusalAsync(bea, Cancel));

        await SweepAsync(store, TimeSpan.FromSeconds(1));
        Assert.Equal((ImportState.GivenUp, false), ((await ImportTests.ImportAsync(store, id)).State, store.Get<ImportFolder>().Holds(id)));
        Assert.Equal(ImportRefusal.None, await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), id, Cancel));
        Assert.Null(await store.Get<ReadImport>().RefusalAsync(bea, Cancel));
        await ImportTests.OfferAsync(store, bea, archive);
    }

    [Theory, OnBothDatabases]
    public async Task One_that_stopped_and_whose_file_was_lost_ends_when_it_is_told_to_go_on(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var archive = (await ImportTests.SeededAsync(store)).Archive;
        var (bea, cas) = (await store.AddPersonAsync("Bea"), await store.AddPersonAsync("Cas"));
        var id = await StopAsync(store, bea, archive);
        await store.Get<ImportFolder>().ForgetAsync(id, Cancel);

        Assert.Equal(ImportRefusal.None, await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(cas), id, Cancel));
        Assert.Equal(ImportState.Stopped, (await ImportTests.ImportAsync(store, id)).State);
        Assert.Equal(ImportRefusal.None, await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), id, Cancel));
        Assert.Equal(ImportState.GivenUp, (await ImportTests.ImportAsync(store, id)).State);
    }

    /// <summary>An archive that stopped before anything of it was in, because its owner paused her data; the pause is over.</summary>
    internal static async Task<Guid> StopAsync(TestStore store, Customer customer, byte[] archive)
    {
        var id = await ImportTests.OfferAsync(store, customer, archive);
        Assert.Null(await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(customer), id, Cancel));
        await ImportTests.RestrictAsync(store, customer);
        await store.RunJobsAsync();
        await store.Writes.RunAsync(db => db.Restrictions.Single(row => row.UserId == customer.User).LiftedAt = store.Clock.GetUtcNow(), Cancel);
        Assert.Equal(ImportState.Stopped, (await ImportTests.ImportAsync(store, id)).State);
        return id;
    }

    internal static async Task SweepAsync(TestStore store, TimeSpan later)
    {
        // The disk has a clock of its own.
        var then = store.Clock.GetUtcNow();
        foreach (var file in Directory.GetFiles(Path.Combine(store.DataFolder, "imports"))) File.SetLastWriteTimeUtc(file, then.UtcDateTime.AddDays(-1));
        store.Clock.Advance(later);
        await store.Get<JobQueue>().AddAsync<ForgetImports>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    // The file once more, as a second month would have it.
    private static Task<byte[]> TwiceAsync(TestStore store, Dictionary<string, byte[]> files, string file)
    {
        var second = file.Replace(".json", "-2.json", StringComparison.Ordinal);
        return RefusedImportTests.SignedAsync(store, new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { [second] = files[file] }, manifest =>
        {
            var entry = manifest["files"]!.AsArray().Single(entry => entry!["name"]!.GetValue<string>() == file)!.DeepClone();
            entry["name"] = second;
            manifest["files"]!.AsArray().Add(entry);
        });
    }

    private static async Task<long> AddTextAsync(TestStore store, Customer customer, DateTimeOffset at) => await store.Writes.RunAsync(
        db =>
        {
            var batch = new MessageBatch { Id = MessageId.NewBatch(), AccountId = customer.Account, Kind = MessageKind.Conversation, State = BatchState.Drained, Total = 1, Parts = 1, Bucket = 202601, Currency = Currency.Gbp, AcceptedAt = at };
            db.Add(batch);
            db.SaveChanges();
            return batch.No;
        },
        cancel: Cancel);
}
