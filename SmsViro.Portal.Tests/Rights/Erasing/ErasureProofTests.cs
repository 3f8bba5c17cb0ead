using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging;

namespace SmsViro.Portal.Tests.Rights.Erasing;

/// <summary>That an erasure is what its certificate says: whole after any kill, in the bytes of the files, and never claimed early.</summary>
public class ErasureProofTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Killed_at_any_step_it_ends_whole_at_the_next_attempt_and_is_never_called_done_before(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();
        foreach (var step in new[] { "Calling off", "Writing the erasure ledger", "Destroying", "Looking up", "Erasing", "Searching", "Writing the answer" })
        {
            var ada = await store.AddCustomerAsync(Money.Of(1, Currency.Gbp));
            await store.AddDeliveredAsync(ada, 2);
            var request = await BeginAsync(store, ada, staff, BalanceChoice.GiveUp);

            var run = new JobRun(request, 1, (_, words) => words.StartsWith(step, StringComparison.Ordinal) ? throw new OperationCanceledException("killed") : Task.CompletedTask);
            await Assert.ThrowsAsync<OperationCanceledException>(() => store.Get<EraseAccount>().RunAsync(run, Cancel));
            Assert.NotEqual(RequestState.Fulfilled, (await store.RequestAsync(request)).State);

            await store.Get<EraseAccount>().RunAsync(new JobRun(request, 2, (_, _) => Task.CompletedTask), Cancel);

            Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
            Assert.Empty(await store.Get<DeclaredTables>().VerifyAsync(new DataSubject(ada.User, ada.Account), Cancel));
            await using var db = store.Open();
            Assert.Equal(1, await db.Certificates.CountAsync(certificate => certificate.Id == request, Cancel));
            Assert.Equal(1, await db.LedgerTransfers.CountAsync(transfer => transfer.Deed == request, Cancel));
        }

        Assert.Equal(0, (await store.Get<LedgerProof>().RunAsync(Cancel)).UnexplainedMicros);
    }

    [Theory, OnBothDatabases]
    public async Task The_certificate_goes_with_the_letter_and_says_what_went_what_stays_and_when_backups_forget(Database database)
    {
        var pdftotext = Requires.Tool("pdftotext");
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(Money.Of(3, Currency.Gbp)), await store.AddStaffAsync());
        await store.AddDeliveredAsync(ada, 2);

        var request = await store.EraseAsync(ada, staff);

        var letter = Assert.Single(await store.Get<Outbox>().NewestAsync(10, Cancel)).Letter!;
        Assert.Equal("certificate-E-2026-0001.pdf", letter.Enclosure!.FileName);
        var grant = await GrantAsync(store, ada, staff);
        var paper = (await store.Get<ReadCertificate>().OpenAsync(grant, request, Cancel))!;
        Assert.Equal(paper, letter.Enclosure.Bytes.ToArray());
        Assert.Equal(CertificateDelivery.Waiting, (await store.Get<ReadCertificate>().RunAsync(grant, request, Cancel))!.Delivery);
        var said = await TextAsync(pdftotext, paper);
        Assert.All(["E-2026-0001", "Database", "Balance and payments", "You gave it up", "29 Dec 2026", "Its last link"], words => Assert.Contains(words, said, StringComparison.Ordinal));
        Assert.DoesNotContain("example.invalid", said, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Files_are_searched_byte_by_byte_and_what_nobody_declared_is_found_and_said(Database database)
    {
        var pdftotext = Requires.Tool("pdftotext");
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, staff) = (await store.AddPersonAsync(), await store.AddPersonAsync(), await store.AddStaffAsync());
        var clean = await store.EraseAsync(ada, staff);
        var words = await store.Get<SearchFiles>().WordsAsync(new DataSubject(bea.User, bea.Account), Cancel);
        Assert.NotEmpty(words);

        // Across the border of two pieces, as programs of another habit would write it.
        var forgotten = Path.Combine(store.DataFolder, "forgotten.log");
        await File.WriteAllBytesAsync(forgotten, [.. new byte[(1 << 20) - 3], .. System.Text.Encoding.Unicode.GetBytes(words[0])], Cancel);
        var dirty = await store.EraseAsync(bea, staff);

        Assert.Equal([RequestStep.FilesSearched], await FileStepsAsync(store, clean));
        Assert.Equal([RequestStep.FilesSearched, RequestStep.BytesFound], await FileStepsAsync(store, dirty));
        var alarm = (await store.Get<Outbox>().NewestAsync(10, Cancel)).Select(mail => mail.Letter!).Single(letter => letter.Subject.Contains("left something", StringComparison.Ordinal));
        Assert.Contains("* forgotten.log", alarm.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(words[0], alarm.Body, StringComparison.Ordinal);
        var reference = (await store.RequestAsync(dirty)).Reference;
        var answers = (await store.Get<Outbox>().NewestAsync(10, Cancel)).Select(mail => mail.Letter!).Where(letter => letter.Enclosure is not null).ToList();
        Assert.Equal(2, answers.Count);
        Assert.All(answers, letter => Assert.Equal(
            letter.Enclosure!.FileName.Contains(reference, StringComparison.Ordinal), letter.Body.Contains("A search of our files then found something", StringComparison.Ordinal)));
        Assert.Contains("None of it was found", await TextAsync(pdftotext, (await store.Get<ReadCertificate>().OpenAsync(await GrantAsync(store, ada, staff), clean, Cancel))!), StringComparison.Ordinal);
        Assert.Contains("Something was found in 1 of them", await TextAsync(pdftotext, (await store.Get<ReadCertificate>().OpenAsync(await GrantAsync(store, bea, staff), dirty, Cancel))!), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_day_the_last_backup_forgets_is_noted_once_it_is_past(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var request = await store.EraseAsync(ada, staff);
        var horizon = store.Get<Core.Custody.Horizon>();

        store.Clock.Advance(TimeSpan.FromDays(horizon.AllGoneOn(DateOnly.MinValue).DayNumber));
        await NoteAsync(store);
        Assert.False(await HasForgottenAsync(store, request));
        store.Clock.Advance(TimeSpan.FromDays(1));
        await NoteAsync(store);
        await NoteAsync(store);
        Assert.True(await HasForgottenAsync(store, request));
    }

    [Theory, OnBothDatabases]
    public async Task A_certificate_without_an_address_stays_at_the_desk(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == ada.User.Value).EmailSealed = Sealed.FromBytes([1, 2, 3]), Cancel);

        var request = await store.EraseAsync(ada, staff);

        var grant = await GrantAsync(store, ada, staff);
        Assert.Equal(CertificateDelivery.Undeliverable, (await store.Get<ReadCertificate>().RunAsync(grant, request, Cancel))!.Delivery);
        Assert.NotNull(await store.Get<ReadCertificate>().OpenAsync(grant, request, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_store_that_hangs_is_a_store_that_failed_and_the_desk_is_told(Database database)
    {
        var hanging = new HangingStore();
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton<IPersonalDataStore>(hanging));
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var request = await BeginAsync(store, ada, staff, BalanceChoice.None);

        await Patience.FinishAsync(store.RunJobsAsync(), () => store.Clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(RequestState.Incomplete, (await store.RequestAsync(request)).State);
        Assert.Contains(await store.Get<Outbox>().NewestAsync(10, Cancel), mail => mail.Letter is { Subject: "Erasure E-2026-0001 is incomplete" });

        // All attempts are used up; the hourly look begins it again.
        await store.Writes.RunAsync(db => db.Jobs.Single(job => job.About == request).State = JobState.Failed, Cancel);
        hanging.Answers = true;
        await store.Get<JobQueue>().AddAsync<RetryErasures>(Guid.Empty, Cancel);
        await store.RunJobsAsync();

        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
    }

    [Theory, OnBothDatabases]
    public async Task Money_she_wants_back_is_paid_back_before_anything_is_begun(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(Money.Of(3, Currency.Gbp)), await store.AddStaffAsync());
        var ask = store.Get<RequestErasure>();
        Assert.Equal(ErasureRefusal.BalanceUndecided, (await ask.RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, true, BalanceChoice.None, Cancel)).Refusal);
        var request = (await ask.RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, true, BalanceChoice.PayBack, Cancel)).Request!.Value;
        var grant = await GrantAsync(store, ada, staff);

        Assert.Equal(CarryOutRefusal.NotPaidBack, await store.Get<CarryOutErasure>().RunAsync(await store.SignInAsync(staff), grant, request, BalanceChoice.None, Cancel));
        Assert.Null(await store.Get<CarryOutErasure>().RunAsync(await store.SignInAsync(staff), grant, request, BalanceChoice.PayBack, Cancel));
        await store.RunJobsAsync();

        await using var db = store.Open();
        var booked = await db.LedgerTransfers.SingleAsync(transfer => transfer.Deed == request, Cancel);
        Assert.Equal((TransferKind.PaidBack, Pot.Payments, 3_000_000L), (booked.Kind, booked.To, booked.Micros));
        Assert.True((await store.Get<BillingOverview>().PurseAsync(ada.Account, Cancel)).Available.IsZero);
    }

    /// <summary>Before and after are looked at in backups too, which on PostgreSQL are the only files its rows lie in.</summary>
    [Theory, OnBothDatabases]
    [Promise("P6.2", "P8.3")]
    public async Task No_byte_of_hers_that_may_go_is_left_in_any_file_and_nothing_derived_from_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        await store.Get<RestoreGate>().PassAsync(Cancel);
        var (ada, bea, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var (hers, others) = (new EveryColumn(store, ada, "Qa"), new EveryColumn(store, bea, "Zb"));
        await hers.SeedAsync(Cancel);
        await others.SeedAsync(Cancel);
        foreach (var person in new[] { ada, bea }) await store.AddDeliveredAsync(person, 40);
        var copy = (await store.CopyAsync(ada)).Request;
        Assert.True(EmailAddress.TryParse("quetzal@ex.invalid", out var mailbox));
        await store.Get<DropFolder>().CarryAsync(Guid.CreateVersion7(), new Letter(mailbox, "For you", "Quetzal was here", ada.User), Cancel);
        var (gone, stays) = (Doomed(store, hers), Doomed(store, others));
        var (all, open) = (hers.Secrets.Values.Concat(hers.Canaries.Values).Append("Quetzal was here").Append(hers.Row<PortalUser>().NormalizedEmail!).ToList(), LeftReadable(store, hers));
        var before = await BackUpAsync(store, "before");
        Assert.Equal(gone.Count, Canaries.FindBytesIn(before, gone).Select(place => place.Split(' ')[0]).Distinct().Count());

        await store.EraseAsync(ada, staff);

        var after = await BackUpAsync(store, "after");
        Assert.Empty(Canaries.FindBytesIn(store.Folder, gone.Concat(open), before));
        Assert.Empty(Canaries.FindIn(store.Folder, all, before));
        Assert.Equal(stays.Count, Canaries.FindBytesIn(after, stays).Select(place => place.Split(' ')[0]).Distinct().Count());

        // What was made of it: the file of a copy and its key, letters, the ways to find her.
        Assert.False(store.Get<CopyFolder>().Holds(copy));
        await Assert.ThrowsAsync<ScopeShreddedException>(async () => await store.Vault.OpenAsync(Scope.Export(copy), Cancel));
        Assert.Empty(Directory.GetFiles(Path.Combine(store.DataFolder, "mail"), "*", SearchOption.AllDirectories));
        await using var db = store.Open();
        Assert.False(await db.OutgoingMail.AnyAsync(mail => mail.Owner == ada.User, Cancel));
        Assert.Contains("It is done", Assert.Single(await store.Get<Outbox>().NewestAsync(10, Cancel), mail => mail.Letter is not null && mail.Letter.Owner != bea.User).Letter!.Body, StringComparison.Ordinal);
        var row = await db.Users.SingleAsync(user => user.Id == ada.User.Value, Cancel);
        Assert.Equal((null, null, null, null), (row.NormalizedEmail, row.NormalizedUserName, row.PhoneIndex, row.PasswordHash));
        Assert.Equal(0, await db.Set<OptOut>().CountAsync(optOut => optOut.AccountId == ada.Account, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_certificate_that_no_server_took_for_thirty_days_stays_at_the_desk_and_one_that_came_late_is_delivered(Database database)
    {
        var server = new Postman();
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton<IMailCourier>(server));
        var (ada, bea, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var (refused, late) = (await store.EraseAsync(ada, staff), await store.EraseAsync(bea, staff));
        server.Refused.UnionWith([$"{ada.User}@example.invalid", $"{bea.User}@example.invalid"]);

        for (var day = 0; day < 30; day++)
        {
            if (day == 29) server.Refused.Remove($"{bea.User}@example.invalid");
            await store.Get<CarryMail>().RunAsync(Cancel);
            store.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(CertificateDelivery.Waiting, await DeliveryAsync(ada, refused));
        Assert.Equal(CertificateDelivery.Sent, await DeliveryAsync(bea, late));
        store.Clock.Advance(TimeSpan.FromTicks(10));
        await store.Get<JobQueue>().AddAsync<Core.Privacy.Retention.KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();

        Assert.Equal(CertificateDelivery.Undeliverable, await DeliveryAsync(ada, refused));
        Assert.Equal(CertificateDelivery.Sent, await DeliveryAsync(bea, late));
        await using var db = store.Open();
        Assert.Equal([refused], await db.RequestEvents.Where(step => step.Step == RequestStep.CertificateUndelivered).Select(step => step.RequestId).ToListAsync(Cancel));
        Assert.False(await db.OutgoingMail.AnyAsync(mail => mail.State == MailState.Waiting, Cancel));
        Assert.NotNull(await store.Get<ReadCertificate>().OpenAsync(await GrantAsync(store, ada, staff), refused, Cancel));

        async Task<CertificateDelivery> DeliveryAsync(Customer person, Guid request) =>
            (await store.Get<ReadCertificate>().RunAsync(await GrantAsync(store, person, staff), request, Cancel))!.Delivery;
    }

    // Every value of hers as it is stored, less what the declarations keep on a ground.
    private static List<(string Name, byte[] Bytes)> Doomed(TestStore store, EveryColumn seeded) =>
        [.. from column in store.Get<DataMap>().Columns where column.Erasure.Fate is not Fate.Kept && seeded.Ciphertexts.ContainsKey(column.Path) select (column.Path, seeded.Ciphertexts[column.Path])];

    // Times and ids that stand open and go with their row, as SQLite writes them.
    private static IEnumerable<(string Name, byte[] Bytes)> LeftReadable(TestStore store, EveryColumn seeded) =>
        from column in store.Get<DataMap>().Columns
        where column.Erasure.Fate is not Fate.Kept && seeded.Plain.ContainsKey(column.Path)
        let bytes = seeded.Plain[column.Path] switch
        {
            DateTimeOffset time => BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(time.UtcTicks)),
            Guid id => id.ToByteArray(bigEndian: true),
            _ => null,
        }
        where bytes is not null
        select (column.Path, bytes);

    private static Task<string> BackUpAsync(TestStore store, string name) =>
        store.Get<TakeBackup>().RunAsync(Directory.CreateDirectory(Path.Combine(store.Folder, name)).FullName, _ => { }, Cancel);

    private static async Task<Guid> BeginAsync(TestStore store, Customer customer, Customer staff, BalanceChoice balance)
    {
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(customer), RequestErasure.Phrase, waiveWait: true, balance, Cancel)).Request!.Value;
        Assert.Null(await store.CarryOutAsync(request, customer, staff));
        return request;
    }

    private static async Task<AccessGrant> GrantAsync(TestStore store, Customer customer, Customer staff) =>
        (await store.Get<OpenDoor>().RunAsync(staff.User, customer.User, AuditDeed.OpenedRequest, "To answer this privacy request", null, Cancel)).Grant!;

    private static async Task<List<RequestStep>> FileStepsAsync(TestStore store, Guid request)
    {
        await using var db = store.Open();
        return await db.RequestEvents.Where(told => told.RequestId == request && (told.Step == RequestStep.FilesSearched || told.Step == RequestStep.BytesFound)).OrderBy(told => told.Step).Select(told => told.Step).ToListAsync(Cancel);
    }

    private static async Task NoteAsync(TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<NoteBackupsForgot>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    private static async Task<bool> HasForgottenAsync(TestStore store, Guid request)
    {
        await using var db = store.Open();
        return await db.RequestEvents.CountAsync(told => told.RequestId == request && told.Step == RequestStep.BackupsForgot, Cancel) == 1;
    }

    internal static async Task<string> TextAsync(string pdftotext, byte[] pdf)
    {
        using var process = Process.Start(new ProcessStartInfo(pdftotext, ["-enc", "UTF-8", "-layout", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.BaseStream.WriteAsync(pdf, Cancel);
        process.StandardInput.Close();
        var text = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return text;
    }

    private sealed class HangingStore : IPersonalDataStore
    {
        public bool Answers { get; set; }

        public string Name => "Hanging";

        public Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Held>>([]);

        public IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, CancellationToken cancel) => AsyncEnumerable.Empty<HeldRecord>();

        public async Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel)
        {
            // Deaf to being called off, as what hangs in earnest is.
            if (!Answers) await new TaskCompletionSource().Task;
            return new StoreErasure(0, [], Done: true);
        }

        public Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);
    }

    private sealed class Postman : IMailCourier
    {
        public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

        public bool IsReady => true;

        public Task CarryAsync(Guid id, Letter letter, CancellationToken cancel) =>
            Refused.Contains(letter.To.Address) ? throw new MailNotTakenException("550 No such mailbox") : Task.CompletedTask;
    }
}
