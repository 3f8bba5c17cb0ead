using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Imports;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>An archive brought into an empty account: what can be carried over says the same there, the rest is named, and nothing comes in twice, by half, or alive.</summary>
public class ImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P8.1")]
    public async Task The_archive_of_an_account_fills_an_empty_one_whose_own_archive_says_the_same(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, archive) = await SeededAsync(store);
        var bea = await store.AddPersonAsync("Bea");

        var import = await BringInAsync(store, bea, archive);

        var (was, became) = (new CarriedSections(archive), new CarriedSections((await store.CopyAsync(bea, CopyContent.PortableArchive)).Bytes));
        foreach (var file in store.Services.GetServices<IArchivePart>().SelectMany(part => part.Files))
        {
            Assert.NotEmpty(was.Of(file));
            Assert.Equal(was.Of(file), became.Of(file));
        }

        Assert.Equal((ImportState.Done, true), (import.State, import.IsOurs));
        Assert.False(store.Get<ImportFolder>().Holds(import.Id));
        await using var db = store.Open();
        Assert.All(await db.ImportSections.Where(section => section.ImportId == import.Id).ToListAsync(Cancel), section => Assert.True(section.Left == 0 && (section.Taken == 0 || section.Taken == section.Rows), section.Name));
        Assert.NotEqual(ada.Account, bea.Account);
    }

    [Theory, OnBothDatabases]
    public async Task Every_column_the_manifest_declares_comes_in_stays_behind_with_a_reason_or_was_never_in_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (_, archive) = await SeededAsync(store, CopyContent.WholeArchive);
        var bea = await store.AddPersonAsync("Bea");

        await BringInAsync(store, bea, archive);

        var view = (await store.Get<ReadImport>().RunAsync(bea, Cancel))!;
        Assert.Equal(store.Get<DataMap>().Columns.Count(column => column.IsPersonal), view.Import.Declared);
        Assert.Equal(view.Import.Declared, view.Import.Carried + view.Import.Behind + view.Import.Absent);
        Assert.True(view.Import is { Carried: > 30, Behind: > 50, Absent: > 20 }, $"{view.Import.Carried} {view.Import.Behind} {view.Import.Absent}");
        Assert.All(view.Lines.Where(line => !line.ComesIn), line => Assert.True(line is { Why.Length: > 20, Counts.Taken: 0 } && line.Why != ImportWords.WhyBehind(null), line.Title));
        Assert.Equal(store.Services.GetServices<IArchivePart>().SelectMany(part => part.Files).Count(), view.Lines.Count(line => line.ComesIn));
    }

    [Theory, OnBothDatabases]
    public async Task Killed_after_any_step_it_goes_on_and_ends_with_the_same_account(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, _) = await SeededAsync(store);
        await AddTextsAsync(store, ada, 3, 600);
        var archive = (await store.CopyAsync(ada, CopyContent.PortableArchive)).Bytes;
        var bea = await store.AddPersonAsync("Bea");
        var id = await OfferAsync(store, bea, archive);
        Assert.Null(await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), id, Cancel));

        // Each life of the process takes one step and dies at the next.
        var lives = 0;
        for (var alive = true; alive; lives++)
        {
            var told = 0;
            try
            {
                await store.Get<CarryOver>().RunAsync(new JobRun(id, 1, (_, _) => told++ == 1 ? throw new IOException("killed") : Task.CompletedTask), Cancel);
                alive = false;
            }
            catch (IOException)
            {
                store.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Assert.True(lives > 8, $"{lives}");
        Assert.Equal(ImportState.Done, (await ImportAsync(store, id)).State);
        var (was, became) = (new CarriedSections(archive), new CarriedSections((await store.CopyAsync(bea, CopyContent.PortableArchive)).Bytes));
        Assert.All(store.Services.GetServices<IArchivePart>().SelectMany(part => part.Files), file => Assert.Equal(was.Of(file), became.Of(file)));
        Assert.Equal(1801, was.Of("messages").Count);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_of_it_is_sent_charged_agreed_to_or_silenced_for_anybody_else(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, _) = await SeededAsync(store);
        await store.Writes.RunAsync(
            db =>
            {
                db.Deliveries.IgnoreAutoIncludes().ExecuteUpdate(set => set.SetProperty(delivery => delivery.State, DeliveryState.Queued).SetProperty(delivery => delivery.Due, store.Clock.GetUtcNow().UtcTicks));
                db.MessageBatches.ExecuteUpdate(set => set.SetProperty(batch => batch.State, BatchState.Queued).SetProperty(batch => batch.NextOrdinal, 0));
                db.Consents.ExecuteUpdate(set => set.SetProperty(consent => consent.WithdrawnAt, (DateTimeOffset?)null));
            },
            Cancel);
        var archive = (await store.CopyAsync(ada, CopyContent.PortableArchive)).Bytes;
        var bea = await store.AddPersonAsync("Bea");

        var import = await BringInAsync(store, bea, archive);

        await using var db = store.Open();
        var batch = await db.MessageBatches.SingleAsync(batch => batch.AccountId == bea.Account, Cancel);
        Assert.Equal((BatchState.Drained, batch.Total), (batch.State, batch.NextOrdinal));
        Assert.NotEqual((await db.MessageBatches.SingleAsync(other => other.AccountId == ada.Account, Cancel)).Id, batch.Id);
        var delivery = await db.Deliveries.SingleAsync(delivery => delivery.Message.BatchNo == batch.No, Cancel);
        Assert.Equal((DeliveryState.Unknown, null, null), (delivery.State, delivery.Due, delivery.OperatorIds));
        Assert.Empty(await db.Set<Core.Billing.LedgerTransfer>().Where(transfer => transfer.AccountId == bea.Account).ToListAsync(Cancel));
        var consent = await db.Consents.SingleAsync(consent => consent.UserId == bea.User, Cancel);
        Assert.Equal(import.BeganAt, consent.WithdrawnAt);
        Assert.False(await db.OptOuts.GroupBy(optOut => optOut.NumberIndex).AnyAsync(index => index.Count() > 1, Cancel));
        Assert.True(store.Get<Silence>().Of(bea.Account).Has(await NumberOfAsync(store, bea)));
        Assert.Equal(store.Clock.GetUtcNow(), batch.BroughtInAt);
        Assert.Equal((AuditDeed[])[AuditDeed.FinishedImport, AuditDeed.BeganImport], (await store.Get<AuditTrail>().LatestAsync(2, Cancel)).Select(entry => entry.Deed));
    }

    [Theory, OnBothDatabases]
    public async Task What_an_operator_said_of_a_text_comes_with_it_but_no_name_under_which_a_receipt_is_waited_for(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, done) = await SeededAsync(store);
        await store.Writes.RunAsync(db => db.Deliveries.IgnoreAutoIncludes().ExecuteUpdate(set => set.SetProperty(delivery => delivery.State, DeliveryState.Sent)), Cancel);
        var waiting = (await store.CopyAsync(ada, CopyContent.PortableArchive)).Bytes;
        var before = new OpenedArchive(done).Files;
        var schema = await RefusedImportTests.ChangedAsync(store, before, "schema/deliveries.schema.json", Older);
        var rows = before.Keys.Single(name => name.StartsWith("data/deliveries", StringComparison.Ordinal) && name.EndsWith("json", StringComparison.Ordinal));
        var older = await RefusedImportTests.ChangedAsync(store, new OpenedArchive(schema).Files, rows, Older);

        var hers = await DeliveryOfAsync(ada);
        Assert.NotNull(hers.OperatorIds);
        Assert.Equal((hers.OperatorIds, hers.Reason), await BroughtAsync("Bea", done));
        Assert.Equal((null, hers.Reason), await BroughtAsync("Cas", waiting));
        Assert.Equal((null, null), await BroughtAsync("Dee", older));

        static string Older(string text) => text.Replace("operatorReference", "formerReference", StringComparison.Ordinal).Replace("networkCode", "formerCode", StringComparison.Ordinal);

        async Task<Delivery> DeliveryOfAsync(Customer customer)
        {
            await using var db = store.Open();
            return await db.Deliveries.SingleAsync(delivery => delivery.Message.Batch.AccountId == customer.Account, Cancel);
        }

        async Task<(string?, string?)> BroughtAsync(string name, byte[] archive)
        {
            var customer = await store.AddPersonAsync(name);
            await BringInAsync(store, customer, archive);
            var delivery = await DeliveryOfAsync(customer);
            return (delivery.OperatorIds, delivery.Reason);
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_is_past_the_days_texts_are_kept_comes_in_without_its_text_and_number(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (_, archive) = await SeededAsync(store);
        store.Clock.Advance(TimeSpan.FromDays(81));
        var bea = await store.AddPersonAsync("Bea");

        await BringInAsync(store, bea, archive);

        await using var db = store.Open();
        var batch = await db.MessageBatches.SingleAsync(batch => batch.AccountId == bea.Account, Cancel);
        Assert.True(batch is { Text.IsEmpty: true, ContentErasedAt: not null, Total: 1 });
        Assert.True((await db.Messages.SingleAsync(message => message.BatchNo == batch.No, Cancel)).Recipient.IsEmpty);
        Assert.True((await db.Replies.SingleAsync(reply => reply.AccountId == bea.Account, Cancel)).Text.IsEmpty);
    }

    [Theory, OnBothDatabases]
    public async Task An_account_that_holds_something_is_closing_is_paused_or_has_it_already_takes_none(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, archive) = await SeededAsync(store);
        var (bea, cas) = (await store.AddPersonAsync("Bea"), await store.AddPersonAsync("Cas"));
        async Task<ImportRefusal?> RefusalAsync(Customer customer) => (await store.Get<OfferArchive>().RunAsync(await store.SignInAsync(customer), new MemoryStream(archive), Cancel)).Refusal;

        Assert.Equal(ImportRefusal.NotEmpty, await RefusalAsync(ada));

        // A page to write on that was opened and left is nothing yet.
        var draft = await store.Get<StartDraft>().RunAsync(bea, Cancel);
        var first = await OfferAsync(store, bea, archive);
        Assert.Equal(ImportRefusal.NotConfirmed, await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea, confirmed: false), first, Cancel));
        Assert.Equal(ImportRefusal.None, await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(cas), first, Cancel));

        // The last one brought counts; a draft begun meanwhile is not mixed up with what comes.
        var second = await OfferAsync(store, bea, archive);
        Assert.False(store.Get<ImportFolder>().Holds(first));
        Assert.True(await store.Get<SaveDraft>().RunAsync(bea, draft!.Value, new DraftContent("", "Half a thought", MessageKind.Conversation), Cancel));
        Assert.Equal(ImportRefusal.NotEmpty, await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), second, Cancel));
        await store.Writes.RunAsync(db => db.Drafts.Remove(db.Drafts.Single(row => row.Id == draft.Value.Value)), Cancel);

        await store.Writes.RunAsync(db => db.Restrictions.Add(new Restriction { Id = Guid.CreateVersion7(), UserId = bea.User, AccountId = bea.Account, Ground = RestrictionGround.Disputed, Since = store.Clock.GetUtcNow() }), Cancel);
        Assert.Equal(ImportRefusal.Restricted, await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), second, Cancel));
        await store.Writes.RunAsync(db => db.Restrictions.Single(row => row.UserId == bea.User).LiftedAt = store.Clock.GetUtcNow(), Cancel);
        Assert.Null(await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), second, Cancel));
        Assert.Equal(ImportRefusal.UnderWay, await RefusalAsync(bea));

        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == cas.User.Value).State = AccountState.Erasing, Cancel);
        Assert.Equal(ImportRefusal.AccountClosed, await RefusalAsync(cas));
    }

    [Theory, OnBothDatabases]
    public async Task Paused_on_the_way_it_stops_where_it_is_and_goes_on_when_its_owner_says_so(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (_, archive) = await SeededAsync(store);
        var bea = await store.AddPersonAsync("Bea");
        var id = await OfferAsync(store, bea, archive);
        await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), id, Cancel);
        var told = 0;
        await store.Get<CarryOver>().RunAsync(new JobRun(id, 1, async (_, _) => { if (told++ == 2) await RestrictAsync(store, bea); }), Cancel);
        var stopped = await ImportAsync(store, id);
        Assert.Equal((ImportState.Stopped, 2), (stopped.State, stopped.Position));
        Assert.Equal(ImportRefusal.Restricted, await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), id, Cancel));

        await store.Writes.RunAsync(db => db.Restrictions.Single(row => row.UserId == bea.User).LiftedAt = store.Clock.GetUtcNow(), Cancel);
        Assert.Null(await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), id, Cancel));
        await store.RunJobsAsync();
        Assert.Equal(ImportState.Done, (await ImportAsync(store, id)).State);
    }

    [Theory, OnBothDatabases]
    public async Task Lies_sealed_until_a_yes_and_is_gone_with_its_key_after_a_day_a_no_or_an_erasure(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (_, archive) = await SeededAsync(store);
        var (bea, cas, dee) = (await store.AddPersonAsync("Bea"), await store.AddPersonAsync("Cas"), await store.AddPersonAsync("Dee"));
        var (waits, declined, erased) = (await OfferAsync(store, bea, archive), await OfferAsync(store, cas, archive), await OfferAsync(store, dee, archive));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(store.DataFolder, "imports")), file => File.ReadAllBytes(file).AsSpan().IndexOf("manifest.json"u8) >= 0);

        Assert.True(await store.Get<ImportArchive>().DeclineAsync(cas, declined, Cancel));
        await store.EraseAsync(dee, await store.AddStaffAsync());
        Assert.Equal([waits], store.Get<ImportFolder>().Ids());

        store.Clock.Advance(TimeSpan.FromDays(400));
        await store.Get<JobQueue>().AddAsync<ForgetImports>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
        Assert.Empty(store.Get<ImportFolder>().Ids());
        Assert.Null(await store.Get<ReadImport>().RunAsync(bea, Cancel));
        await Assert.ThrowsAsync<ScopeShreddedException>(async () => await store.Vault.OpenAsync(Scope.Export(waits), Cancel));
    }

    internal static async Task<(Customer Ada, byte[] Archive)> SeededAsync(TestStore store, CopyContent content = CopyContent.PortableArchive)
    {
        var ada = await store.AddCustomerAsync();
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        var box = await store.Vault.OpenAsync(Scope.User(ada.User), Cancel);

        // What the seeder makes up from types alone and no person could have: days that are no choice, a place that is none, a state and an erasure beside a text,
        // and more answers than messages.
        await store.Writes.RunAsync(
            db =>
            {
                db.ContentSettings.ExecuteUpdate(set => set.SetProperty(setting => setting.Days, 90));
                db.Profiles.ExecuteUpdate(set => set.SetProperty(profile => profile.TimeZone, box.Seal(AccountsFields.TimeZone, ada.User.Value, "Europe/Paris")));
                db.Deliveries.IgnoreAutoIncludes().ExecuteUpdate(set => set.SetProperty(delivery => delivery.State, DeliveryState.Delivered));
                db.MessageBatches.ExecuteUpdate(set => set.SetProperty(batch => batch.ContentErasedAt, (DateTimeOffset?)null).SetProperty(batch => batch.Kind, MessageKind.Conversation)
                    .SetProperty(batch => batch.Sent, 1).SetProperty(batch => batch.Delivered, 1).SetProperty(batch => batch.Failed, 0));
            },
            Cancel);
        await store.Writes.RunAsync(db => db.Database.ExecuteSql($"UPDATE \"EarlierHandovers\" SET \"At\" = {store.Clock.GetUtcNow().AddDays(-9).UtcTicks}"), Cancel);
        return (ada, (await store.CopyAsync(ada, content)).Bytes);
    }

    internal static async Task<Guid> OfferAsync(TestStore store, Customer customer, byte[] archive)
    {
        var answer = await store.Get<OfferArchive>().RunAsync(await store.SignInAsync(customer), new MemoryStream(archive), Cancel);
        Assert.True(answer.Refusal is null, $"{answer.Refusal} {answer.Sentence}");
        return answer.Import!.Value;
    }

    private static async Task<ArchiveImport> BringInAsync(TestStore store, Customer customer, byte[] archive)
    {
        var id = await OfferAsync(store, customer, archive);
        Assert.Null(await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(customer), id, Cancel));
        await store.Get<CarryOver>().RunAsync(new JobRun(id, 1, (_, _) => Task.CompletedTask), Cancel);
        return await ImportAsync(store, id);
    }

    internal static async Task<ArchiveImport> ImportAsync(TestStore store, Guid id)
    {
        await using var db = store.Open();
        return (await db.ArchiveImports.FindAsync([id], Cancel))!;
    }

    internal static Task RestrictAsync(TestStore store, Customer customer) => store.Writes.RunAsync(
        db => db.Restrictions.Add(new Restriction { Id = Guid.CreateVersion7(), UserId = customer.User, AccountId = customer.Account, Ground = RestrictionGround.Disputed, Since = store.Clock.GetUtcNow() }), Cancel);

    private static async Task<string> NumberOfAsync(TestStore store, Customer customer)
    {
        await using var db = store.Open();
        var optOut = await db.OptOuts.SingleAsync(optOut => optOut.AccountId == customer.Account, Cancel);
        return (await store.Vault.FindAsync(Scope.Account(customer.Account), Cancel)).Open(MessagingFields.OptOutNumber, optOut.Id, optOut.Number!.Value).Text!;
    }

    // Texts to many, so that one of them takes several steps.
    private static async Task AddTextsAsync(TestStore store, Customer customer, int texts, int messages)
    {
        var at = store.Clock.GetUtcNow().AddDays(-3);
        var bucket = at.Year * 100 + at.Month;
        var box = await store.Vault.OpenAsync(Scope.Messages(customer.Account, $"{at:yyyy-MM}"), Cancel);
        for (var text = 0; text < texts; text++)
        {
            var id = MessageId.NewBatch();
            await store.Writes.RunAsync(
                db =>
                {
                    var batch = new MessageBatch
                    {
                        Id = id,
                        AccountId = customer.Account,
                        Kind = MessageKind.Campaign,
                        State = BatchState.Drained,
                        Due = at.UtcTicks,
                        NextOrdinal = messages,
                        Total = messages,
                        Text = box.Seal(MessagingFields.Text, id, $"To all {id}"),
                        Parts = 1,
                        Bucket = bucket,
                        Currency = Currency.Gbp,
                        AcceptedAt = at,
                        Sent = messages,
                        Delivered = messages,
                    };
                    db.Add(batch);
                    db.SaveChanges();
                    for (var at = 0; at < messages; at++)
                    {
                        db.Add(new Message { Id = Message.RowOf(batch.No, at), BatchNo = batch.No, Recipient = box.Seal(MessagingFields.Recipient, MessageId.At(id, at).Value, $"+4477009{at:00000}"), Price = 1000 + at });
                        db.Add(new Delivery { Id = Message.RowOf(batch.No, at), State = DeliveryState.Delivered, Parts = 2, Attempt = 1, Operator = "" });
                    }
                },
                Cancel);
        }
    }
}
