using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>An erasure: what it takes and leaves, whom it leaves alone, what happens when it is interrupted.</summary>
public class ErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P8.3")]
    public async Task Takes_everything_of_hers_that_may_go_and_touches_nobody_else(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var (hers, others) = (new EveryColumn(store, ada, "Qa"), new EveryColumn(store, bea, "Zb"));
        await hers.SeedAsync(Cancel);
        await others.SeedAsync(Cancel);
        var before = await ExportedAsync(store, bea);

        var request = await store.EraseAsync(ada, staff);

        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
        // The one copy of her address is the one her answer went to; another test sees it go.
        var left = (await ExportedAsync(store, ada)).Replace($"AnswerTo=Readable:{hers.Canaries["PortalUser.EmailSealed"]}", "", StringComparison.Ordinal);
        var kept = store.Get<DataMap>().Columns.Where(column => column.Erasure.Fate is Fate.Kept).Select(column => column.Path).ToHashSet(StringComparer.Ordinal);
        Assert.All(hers.Canaries.Where(canary => !kept.Contains(canary.Key)), canary => Assert.DoesNotContain(canary.Value, left, StringComparison.Ordinal));
        Assert.Equal(before, await ExportedAsync(store, bea));
        await using var db = store.Open();
        Assert.Equal(AccountState.Erased, (await db.Users.SingleAsync(user => user.Id == ada.User.Value, Cancel)).State);
        foreach (var found in store.Get<IEnumerable<IPersonalDataStore>>()) Assert.Empty(await found.VerifyAsync(new DataSubject(ada.User, ada.Account), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Her_open_pages_are_told_the_moment_it_begins(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var told = 0;
        using var listening = store.Get<Signals>().Listen(Sessions.Topic(ada.User), () => told++);

        await store.EraseAsync(ada, staff);

        Assert.Equal(1, told);
    }

    [Theory, OnBothDatabases]
    [Promise("P8.3")]
    public async Task Nothing_of_hers_opens_any_more_and_nothing_can_be_sealed_for_her(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var closed = (await store.Vault.OpenAsync(Scope.User(ada.User), Cancel)).Seal(StorageFields.Phone, ada.User.Value, "+447700900118");

        await store.EraseAsync(ada, staff);

        Assert.Equal(OpenStatus.Erased, (await store.Vault.FindAsync(Scope.User(ada.User), Cancel)).Open(StorageFields.Phone, ada.User.Value, closed).Status);
        foreach (var scope in new[] { Scope.User(ada.User), Scope.Account(ada.Account), Scope.Support(ada.Account), Scope.IndexSearch(ada.Account), Scope.IndexOptOut(ada.Account) })
            await Assert.ThrowsAsync<ScopeShreddedException>(async () => await store.Vault.OpenAsync(scope, Cancel));
        await store.Vault.OpenAsync(Scope.Ledger(ada.Account), Cancel);
    }

    [Theory, OnBothDatabases]
    public async Task Calls_off_what_waits_gives_the_hold_back_and_keeps_the_payments(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var credit = Money.Of(10, Currency.Gbp);
        var (ada, staff) = (await store.AddCustomerAsync(credit), await store.AddStaffAsync());
        await QueueAsync(store, ada, Money.Of(0.3m, Currency.Gbp), messages: 3);

        var forecast = await store.Get<ErasurePreview>().RunAsync(ada, Cancel);
        await store.EraseAsync(ada, staff);

        Assert.Equal(3, forecast.Waiting);
        var purse = await store.Get<BillingOverview>().PurseAsync(ada.Account, Cancel);
        Assert.Equal((0L, 0L), (purse.Available.Micros, purse.Held.Micros));
        await using var db = store.Open();
        Assert.False(await db.MessageBatches.AnyAsync(batch => batch.AccountId == ada.Account, Cancel));
        Assert.Equal(credit.Micros, (await db.LedgerTransfers.SingleAsync(transfer => transfer.AccountId == ada.Account && transfer.Kind == TransferKind.GivenUp, Cancel)).Micros);
        Assert.Equal(0, (await store.Get<LedgerProof>().RunAsync(Cancel)).UnexplainedMicros);
    }

    [Theory, OnBothDatabases]
    public async Task Is_written_into_the_ledger_before_and_answered_by_mail_after(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());

        var request = await store.EraseAsync(ada, staff);

        var line = Assert.Single(await store.Get<ErasureLedger>().LinesAsync(Cancel));
        Assert.Equal(request, line.Request);
        Assert.Contains(Scope.User(ada.User), line.Scopes);
        Assert.DoesNotContain(Scope.Ledger(ada.Account), line.Scopes);
        var letter = Assert.Single(await store.Get<Outbox>().NewestAsync(10, Cancel)).Letter!;
        Assert.Equal($"{ada.User}@example.invalid", letter.To.Address);
        Assert.Contains("It is done", letter.Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_address_it_was_answered_to_is_forgotten_after_thirty_days(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var request = await store.EraseAsync(ada, staff);
        Assert.NotNull((await store.RequestAsync(request)).AnswerTo);
        var kept = (await store.Get<LetterWriter>().OfAsync(request, Cancel))[^1];
        Assert.Contains("It is done", kept.Body, StringComparison.Ordinal);
        Assert.Contains("Audit trail: entry", kept.Body, StringComparison.Ordinal);

        store.Clock.Advance(TimeSpan.FromDays(31));
        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();

        Assert.Null((await store.RequestAsync(request)).AnswerTo);
        await using (var db = store.Open()) Assert.All(await db.RequestLetters.Where(letter => letter.RequestId == request).ToListAsync(Cancel), letter => Assert.True(letter.Body.IsEmpty && letter.Afterwards is null));
        await Assert.ThrowsAsync<ScopeShreddedException>(async () => await store.Vault.OpenAsync(Scope.Request(request), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_store_that_fails_leaves_it_incomplete_until_it_answers(Database database)
    {
        var moody = new MoodyStore();
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton<IPersonalDataStore>(moody));
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());

        var request = await store.EraseAsync(ada, staff);

        Assert.Equal(RequestState.Incomplete, (await store.RequestAsync(request)).State);
        var answers = (await store.Get<RequestBoard>().FindAsync(ada, request, Cancel))!.Answers;
        Assert.False(answers.Single(answer => answer.Store == moody.Name).Done);
        Assert.True(answers.Single(answer => answer.Store == "Database").Done);

        moody.Answers = true;
        Assert.Null(await store.CarryOutAsync(request, ada, staff));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await store.RunJobsAsync();
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
    }

    [Theory, OnBothDatabases]
    public async Task Something_left_over_is_never_called_done(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton<IPersonalDataStore>(new MoodyStore { Answers = true, Keeps = true }));
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());

        var request = await store.EraseAsync(ada, staff);

        Assert.Equal(RequestState.Incomplete, (await store.RequestAsync(request)).State);
        await using var db = store.Open();
        Assert.Equal(AccountState.Erasing, (await db.Users.SingleAsync(user => user.Id == ada.User.Value, Cancel)).State);
    }

    [Theory, OnBothDatabases]
    public async Task Goes_on_where_a_killed_process_left_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: true, BalanceChoice.GiveUp, Cancel)).Request!.Value;
        Assert.Null(await store.CarryOutAsync(request, ada, staff));

        // Killed after the ledger and half of the keys, holding the lease.
        Assert.NotNull(await store.Get<JobClaims>().TakeAsync(Cancel));
        var subject = new DataSubject(ada.User, ada.Account);
        var keys = await store.Get<ErasureScopes>().OfAsync(request, subject, Cancel);
        await store.Get<ErasureLedger>().AppendAsync(request, keys, Cancel);
        foreach (var key in keys.Take(keys.Count / 2)) await store.Vault.ShredAsync(key, request, Cancel);

        await store.RestartAsync();
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.RunJobsAsync();

        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
        Assert.Single(await store.Get<ErasureLedger>().LinesAsync(Cancel));
        Assert.Single(await store.Get<Outbox>().NewestAsync(10, Cancel), mail => mail.Letter?.Subject.Contains("erased", StringComparison.Ordinal) is true);
    }

    [Theory, OnBothDatabases]
    public async Task The_trail_still_verifies_and_says_who_began_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());

        await store.EraseAsync(ada, staff);

        Assert.True((await store.Get<AuditTrail>().VerifyAsync(Cancel)).IsWhole);
        var deeds = (await store.Get<AuditTrail>().LatestAsync(20, Cancel)).Select(entry => entry.Deed).ToList();
        Assert.Equal([AuditDeed.FinishedErasure, AuditDeed.BeganErasure, AuditDeed.OpenedRequest, AuditDeed.AskedForErasure], deeds);
        await using var db = store.Open();
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.Subject == ada.User && entry.Reason != null, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Waits_in_case_she_thinks_again_and_can_be_withdrawn_until_staff_begin(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, eve, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: false, BalanceChoice.GiveUp, Cancel)).Request!.Value;

        Assert.Equal(CarryOutRefusal.StillWaiting, await store.CarryOutAsync(request, ada, staff));
        Assert.False(await store.Get<WithdrawRequest>().RunAsync(eve, request, Cancel));
        Assert.True(await store.Get<WithdrawRequest>().RunAsync(ada, request, Cancel));
        Assert.Equal(CarryOutRefusal.NotOpen, await store.CarryOutAsync(request, ada, staff));
        Assert.Contains("If that was not you", (await store.Get<Core.Rights.Letters.LetterWriter>().OfAsync(request, Cancel))[^1].Body, StringComparison.Ordinal);

        var second = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: false, BalanceChoice.GiveUp, Cancel)).Request!.Value;
        store.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Null(await store.CarryOutAsync(second, ada, staff));
        Assert.False(await store.Get<WithdrawRequest>().RunAsync(ada, second, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Who_writes_a_letter_down_does_not_carry_it_out(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, clerk, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var letter = new LoggedRequest(RequestKind.Erasure, RequestChannel.Paper, store.Clock.GetUtcNow(), "Please erase my account.");
        var request = (await store.Get<LogRequest>().RunAsync(await store.GrantAsync(clerk, ada, null), letter, Cancel)).Request!.Value;
        Assert.Null(await store.Get<OpenRequest>().RunAsync(await store.GrantAsync(clerk, ada, request), request, Cancel));

        Assert.Equal(CarryOutRefusal.NeedsSecondPerson, await store.CarryOutAsync(request, ada, clerk));
        Assert.Equal(RequestState.Open, (await store.RequestAsync(request)).State);
        Assert.Null(await store.CarryOutAsync(request, ada, staff));
    }

    [Theory, OnBothDatabases]
    public async Task Is_not_asked_for_by_a_slip(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var ask = store.Get<RequestErasure>();

        Assert.Equal(ErasureRefusal.NotTyped, (await ask.RunAsync(await store.SignInAsync(ada), "erase", false, BalanceChoice.GiveUp, Cancel)).Refusal);
        Assert.Equal(ErasureRefusal.NotConfirmed, (await ask.RunAsync(await store.SignInAsync(ada, confirmed: false), RequestErasure.Phrase, false, BalanceChoice.GiveUp, Cancel)).Refusal);
        Assert.Equal(ErasureRefusal.StaffAccount, (await ask.RunAsync(await store.SignInAsync(staff), RequestErasure.Phrase, false, BalanceChoice.GiveUp, Cancel)).Refusal);
        var first = await ask.RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, false, BalanceChoice.GiveUp, Cancel);
        Assert.Equal((first.Request, ErasureRefusal.AlreadyOpen), (((await ask.RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, false, BalanceChoice.GiveUp, Cancel)).Request), ErasureRefusal.AlreadyOpen));
    }

    [Theory, OnBothDatabases]
    public async Task A_copy_still_being_made_ends_with_the_account_and_leaves_no_file(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var copy = (await store.AskAsync(ada)).Request!.Value;
        var held = await store.Get<JobClaims>().TakeAsync(Cancel);

        await store.EraseAsync(ada, staff);
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.RunJobsAsync();

        Assert.Equal(copy, held!.About);
        Assert.True((await store.RequestAsync(copy)).HasEnded);
        Assert.Empty(store.Get<CopyFolder>().Ids());
    }

    [Theory, OnBothDatabases]
    public async Task No_customer_carries_one_out(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: true, BalanceChoice.GiveUp, Cancel)).Request!.Value;
        var grant = (await store.Get<OpenDoor>().RunAsync(staff.User, ada.User, AuditDeed.OpenedRequest, "To answer this privacy request", request, Cancel)).Grant!;

        Assert.Equal(CarryOutRefusal.NotStaff, await store.Get<CarryOutErasure>().RunAsync(await store.SignInAsync(ada), grant, request, BalanceChoice.PayBack, Cancel));
        Assert.Equal(CarryOutRefusal.NotConfirmed, await store.Get<CarryOutErasure>().RunAsync(await store.SignInAsync(staff, confirmed: false), grant, request, BalanceChoice.PayBack, Cancel));
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).Role = PortalRole.Customer, Cancel);
        Assert.Equal(CarryOutRefusal.NotStaff, await store.Get<CarryOutErasure>().RunAsync(await store.SignInAsync(staff), grant, request, BalanceChoice.PayBack, Cancel));
        Assert.Null(await store.Get<RequestBoard>().ForStaffAsync(ada.User, Cancel));
    }

    private static async Task QueueAsync(TestStore store, Customer customer, Money price, int messages)
    {
        var batch = MessageId.NewBatch();
        var now = store.Clock.GetUtcNow();
        var box = await store.Vault.OpenAsync(Buckets.ScopeOf(customer.Account, Buckets.Of(now)), Cancel);
        await store.Writes.RunAsync(
            db =>
            {
                var row = new MessageBatch
                {
                    Id = batch,
                    AccountId = customer.Account,
                    Kind = MessageKind.Conversation,
                    State = BatchState.Queued,
                    Due = now.UtcTicks,
                    Total = messages,
                    Text = box.Seal(MessagingFields.Text, batch, "Hello"),
                    Parts = 1,
                    Bucket = Buckets.Of(now),
                    Currency = price.Currency,
                    AcceptedAt = now,
                };
                db.MessageBatches.Add(row);
                db.SaveChanges();
                for (var ordinal = 0; ordinal < messages; ordinal++)
                    db.Messages.Add(new Message
                    {
                        Id = Message.RowOf(row.No, ordinal),
                        BatchNo = row.No,
                        Recipient = box.Seal(MessagingFields.Recipient, MessageId.At(batch, ordinal).Value, "+447700900118"),
                        Price = price.Micros,
                        Refundable = true,
                    });
            },
            Cancel);
        Assert.True(await store.Writes.RunRawAsync(connection => Ledger.Hold(connection, customer.Account, batch, price * messages, now), cancel: Cancel));
    }

    // What a fresh export says, as one text that can be compared.
    private static async Task<string> ExportedAsync(TestStore store, Customer customer)
    {
        var lines = new List<string>();
        await foreach (var record in store.Get<DeclaredTables>().ExportAsync(new DataSubject(customer.User, customer.Account), Cancel))
            lines.Add($"{record.Table}: {string.Join(" | ", record.Values.Select(value => $"{value.Column.Name}={value.State}:{value.Text}"))}");
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private sealed class MoodyStore : IPersonalDataStore
    {
        public bool Answers { get; set; }

        public bool Keeps { get; init; }

        public string Name => "Moody";

        public Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Held>>([]);

        public IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, CancellationToken cancel) => AsyncEnumerable.Empty<HeldRecord>();

        public Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel) =>
            Answers ? Task.FromResult(new StoreErasure(1, [], true)) : throw new TimeoutException("no answer");

        public Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<string>>(Keeps ? ["a file"] : []);
    }
}
