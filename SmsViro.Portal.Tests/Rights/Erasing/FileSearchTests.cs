using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Erasing;

/// <summary>That the search of our files is made whatever else is going on in the folder, and says what it could not read.</summary>
public class FileSearchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P8.3")]
    public async Task A_portal_that_runs_searches_its_files_at_the_first_attempt(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        using var running = FolderLock.Take(store.DataFolder);

        var request = await store.EraseAsync(ada, staff);

        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
        var steps = await StepsAsync(store, request);
        Assert.Contains(RequestStep.FilesSearched, steps);
        Assert.DoesNotContain(steps, step => step is RequestStep.LeftIncomplete or RequestStep.FilesUnread);
    }

    [Fact]
    public async Task The_whole_portal_erases_a_customer_at_the_first_attempt()
    {
        await using var portal = await PortalHost.StartAsync();
        var contexts = portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        var writes = portal.Services.GetRequiredService<WriteQueue>();
        Customer customer;
        await using (var db = await contexts.CreateDbContextAsync(Cancel))
        {
            var row = await db.Users.FirstAsync(user => user.Role == PortalRole.Customer, Cancel);
            customer = new Customer(new UserId(row.Id), row.AccountId);
        }

        Assert.True(File.Exists(Path.Combine(portal.DataFolder, "portal.lock")));
        var asked = await portal.Services.GetRequiredService<RequestErasure>().RunAsync(await SignInAsync(portal, writes, customer), RequestErasure.Phrase, waiveWait: true, BalanceChoice.GiveUp, Cancel);
        await portal.Services.GetRequiredService<BeginRipeErasures>().RunAsync(new JobRun(Guid.Empty, 1, (_, _) => Task.CompletedTask), Cancel);

        List<RequestStep> steps = [];
        await Patience.UntilAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(Cancel);
            steps = await db.RequestEvents.Where(told => told.RequestId == asked.Request).Select(told => told.Step).ToListAsync(Cancel);
            return steps.Exists(step => step is RequestStep.Answered or RequestStep.LeftIncomplete);
        });

        Assert.Contains(RequestStep.FilesSearched, steps);
        Assert.DoesNotContain(RequestStep.LeftIncomplete, steps);
    }

    [Theory, OnBothDatabases]
    public async Task A_file_that_is_held_closed_is_said_by_its_kind_and_does_not_stop_the_erasure(Database database)
    {
        var pdftotext = Requires.Tool("pdftotext");
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        Directory.CreateDirectory(Path.Combine(store.DataFolder, "exports"));
        await File.WriteAllTextAsync(Path.Combine(store.DataFolder, "exports", "closed.sealed"), "sealed", Cancel);
        await File.WriteAllTextAsync(Path.Combine(store.DataFolder, "somebody's.log"), "Nothing", Cancel);
        await using var closed = new FileStream(Path.Combine(store.DataFolder, "exports", "closed.sealed"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        await using var foreign = new FileStream(Path.Combine(store.DataFolder, "somebody's.log"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var search = store.Get<SearchFiles>();
        var request = Guid.CreateVersion7();
        await search.LearnAsync(request, new DataSubject(ada.User, ada.Account), Cancel);

        var searched = (await search.RunAsync(request, Cancel))!;

        Assert.Equal([("A file of no store we know", 1), ("Copies of your data", 1)], searched.Unread.Select(some => (some.Kind, some.Count)).Order());
        Assert.Empty(searched.Found);
        var erased = await store.EraseAsync(ada, staff);
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(erased)).State);
        Assert.Contains(RequestStep.FilesUnread, await StepsAsync(store, erased));
        var said = (await ErasureProofTests.TextAsync(pdftotext, await PaperAsync(store, ada, staff, erased))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("Copies of your data: 1 file", string.Join(' ', said), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_learned_before_the_keys_went_is_still_known_at_the_next_attempt_and_forgotten_after_the_answer(Database database)
    {
        var pdftotext = Requires.Tool("pdftotext");
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: true, BalanceChoice.None, Cancel)).Request!.Value;
        Assert.Null(await store.CarryOutAsync(request, ada, staff));
        var broken = new JobRun(request, 1, (_, words) => words.StartsWith("Searching", StringComparison.Ordinal) ? throw new IOException() : Task.CompletedTask);
        await Assert.ThrowsAsync<IOException>(() => store.Get<EraseAccount>().RunAsync(broken, Cancel));
        var told = Assert.Single(await store.Get<Outbox>().NewestAsync(10, Cancel)).Letter!;

        await store.Get<EraseAccount>().RunAsync(new JobRun(request, 2, (_, _) => Task.CompletedTask), Cancel);

        // The alarm says what it was at, and blames no store that has answered.
        Assert.Contains("it stopped at this step: Searching for anything left", told.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("did not answer", told.Body, StringComparison.Ordinal);
        Assert.Contains(RequestStep.FilesSearched, await StepsAsync(store, request));
        Assert.Null(await store.Get<SearchFiles>().RunAsync(request, Cancel));
        var said = await ErasureProofTests.TextAsync(pdftotext, await PaperAsync(store, ada, staff, request));
        Assert.Contains("None of it was found", said, StringComparison.Ordinal);
        Assert.DoesNotContain("stopped after", said, StringComparison.Ordinal);
    }

    private static async Task<byte[]> PaperAsync(TestStore store, Customer customer, Customer staff, Guid request) =>
        (await store.Get<ReadCertificate>().OpenAsync(await store.GrantAsync(staff, customer, request), request, Cancel))!;

    private static async Task<List<RequestStep>> StepsAsync(TestStore store, Guid request)
    {
        await using var db = store.Open();
        return await db.RequestEvents.Where(told => told.RequestId == request).Select(told => told.Step).ToListAsync(Cancel);
    }

    private static async Task<SignedIn> SignInAsync(PortalHost portal, WriteQueue writes, Customer customer)
    {
        var (now, id) = (TimeProvider.System.GetUtcNow(), Guid.CreateVersion7());
        var box = await portal.Services.GetRequiredService<Vault>().OpenAsync(Scope.User(customer.User), Cancel);
        await writes.RunAsync(
            db => db.Sessions.Add(new Session
            {
                Id = id,
                UserId = customer.User,
                Device = box.Seal(new Field("session.device"), id, "a browser"),
                StartedAt = now,
                SeenAt = now,
                EndsAt = now.AddHours(12),
                EndsAtLatest = now.AddDays(30),
                ConfirmedAt = now,
            }),
            Cancel);
        return new SignedIn(customer, PortalRole.Customer, id);
    }
}
