using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Privacy.Disclosures;
using SmsViro.Core.Registers;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Journeys;
using SmsViro.Portal.Tests.Rights;
using SmsViro.Portal.Tests.Rights.Recipients;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>What authorities ask: two people, the chosen fields and days and no others, once, and not a trace of it for whom the law keeps from knowing.</summary>
public class AuthorityTests
{
    private const string Police = "Northshire Police, Economic Crime Unit";
    private const string Order = "Investigatory Powers Act 2016, section 61; notice 4711 of 20 November 2026";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P7.2")]
    public async Task A_silent_disclosure_changes_nothing_its_subject_can_see_until_the_day_after_the_silence(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, one, two) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        await store.CopyAsync(ada);
        var request = await RequestOfAsync(store, ada);
        var last = DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime).AddDays(30);
        var before = await store.SeenByAsync(ada, request);

        var id = await LogAsync(store, one, ada, last);
        await store.RunJobsAsync();
        Assert.Equal(before, await store.SeenByAsync(ada, request));
        Assert.Null(await store.Get<DecideAuthorityRequest>().RunAsync(two.User, id, agreed: true, Cancel));
        Assert.NotNull(await store.Get<AuthorityDesk>().OpenAsync(two.User, id, Cancel));
        Assert.NotNull((await TakeAsync(store, two, id)).File);
        await TellAsync(store);
        Assert.Equal(before, await store.SeenByAsync(ada, request));

        store.Clock.SetUtcNow(new DateTimeOffset(last, new TimeOnly(22, 0), TimeSpan.Zero));
        await TellAsync(store);
        Assert.Empty(await store.Get<OwnDisclosures>().OfAsync(ada.User, Cancel));

        store.Clock.SetUtcNow(new DateTimeOffset(last.AddDays(1), new TimeOnly(1, 0), TimeSpan.Zero));
        var yesterday = await store.SeenByAsync(ada, request);
        await TellAsync(store);
        var told = Assert.Single(await store.Get<OwnDisclosures>().OfAsync(ada.User, Cancel));
        Assert.Equal((Police, Order, (DateOnly?)last), (told.Authority, told.Basis, told.SilentUntil));
        Assert.Contains("Name", told.What, StringComparison.Ordinal);
        Assert.Contains(await store.Get<WhoLooked>().AtAsync(ada.User, 100, Cancel), look => look.Reason?.Contains(Police, StringComparison.Ordinal) is true);
        var after = await store.SeenByAsync(ada, request);
        Assert.NotEqual(yesterday[0], after[0]);
        Assert.Contains($"letters {Letters(yesterday) + 1}", after);
        Assert.Contains((await store.Get<Core.Rights.Copies.AccessReport>().GatherAsync(request, Cancel)).History.Receipts, receipt => receipt.Name == Police && receipt.Fields.Contains(Order, StringComparison.Ordinal));
        await using var db = store.Open();
        Assert.NotNull((await db.AuthorityRequests.SingleAsync(Cancel)).ClosedAt);
    }

    [Theory, OnBothDatabases]
    [Promise("P7.2")]
    public async Task Only_the_chosen_fields_of_the_chosen_days_leave(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, one, two) = (await store.AddCustomerAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var hers = new EveryColumn(store, ada, "Qa");
        await hers.SeedAsync(Cancel);
        var today = DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime);

        // The seeder's times lie ten days back.
        var within = await ExtractAsync(store, one, two, ada, today.AddDays(-12), today);
        var outside = await ExtractAsync(store, one, two, ada, today.AddDays(-90), today.AddDays(-60));

        var (name, words) = (PdfText.Squeeze(hers.Canaries["Profile.Name"]), PdfText.Squeeze(hers.Canaries["MessageBatch.Text"]));
        Assert.Contains(name, within, StringComparison.Ordinal);
        Assert.Contains(words, within, StringComparison.Ordinal);
        Assert.Contains(name, outside, StringComparison.Ordinal);
        Assert.DoesNotContain(words, outside, StringComparison.Ordinal);
        Assert.All(hers.Canaries.Where(canary => canary.Key is not ("Profile.Name" or "MessageBatch.Text")), canary => Assert.DoesNotContain(PdfText.Squeeze(canary.Value), within, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    [Promise("P7.2")]
    public async Task Two_people_decide_one_of_them_takes_the_file_and_may_take_it_again_for_half_an_hour(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, one, two, three) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var id = await LogAsync(store, one, ada, silentUntil: null);
        var decide = store.Get<DecideAuthorityRequest>();
        Assert.Equal(AuthorityRefusal.NotNow, await decide.RunAsync(two.User, id, agreed: true, Cancel));
        await store.RunJobsAsync();

        Assert.Equal(AuthorityRefusal.SamePerson, await decide.RunAsync(one.User, id, agreed: true, Cancel));
        Assert.Equal(AuthorityRefusal.NotStaff, await decide.RunAsync(ada.User, id, agreed: true, Cancel));
        Assert.Equal(AuthorityRefusal.NotNow, (await TakeAsync(store, one, id)).Refusal);
        Assert.Null(await decide.RunAsync(two.User, id, agreed: true, Cancel));
        Assert.Equal(AuthorityRefusal.NotTheirs, (await TakeAsync(store, three, id)).Refusal);
        Assert.Equal(AuthorityRefusal.NotConfirmed, (await store.Get<TakeExtract>().RunAsync(await store.SignInAsync(one, confirmed: false), id, Cancel)).Refusal);
        var file = (await TakeAsync(store, one, id)).File!;
        Assert.Equal(AuthorityRefusal.NotNow, (await TakeAsync(store, two, id)).Refusal);
        Assert.Equal(file, (await TakeAsync(store, one, id)).File);
        await store.RunJobsAsync();
        var until = (await store.Get<AuthorityDesk>().ReadAsync(two.User, id, Cancel))!.AgainUntil!.Value;
        store.Clock.Advance(TakeExtract.Again - TimeSpan.FromSeconds(1));
        await store.RunJobsAsync();
        Assert.Equal(file, (await TakeAsync(store, one, id)).File);
        store.Clock.Advance(until - store.Clock.GetUtcNow());
        Assert.Equal(AuthorityRefusal.NotNow, (await TakeAsync(store, one, id)).Refusal);

        // On the minute that the page says, not at the next hour.
        await store.RunJobsAsync();

        var view = (await store.Get<AuthorityDesk>().OpenAsync(three.User, id, Cancel))!;
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(file), view.Line.Request.Digest);
        Assert.Equal(
            [AuthorityDeed.Logged, AuthorityDeed.Preserved, AuthorityDeed.Agreed, AuthorityDeed.HandedOver, AuthorityDeed.HandedOver, AuthorityDeed.Told, AuthorityDeed.HandedOver, AuthorityDeed.Destroyed, AuthorityDeed.Opened], view.Steps.Select(step => step.Deed));
        Assert.True(view.IsWhole);
        Assert.True((await store.Vault.FindAsync(Scope.Export(id), Cancel)).IsClosed);
        Assert.Null(view.AgainUntil);

        // Without silence whom it concerns is told at once.
        Assert.Single(await store.Get<OwnDisclosures>().OfAsync(ada.User, Cancel));
        await store.Writes.RunAsync(db => db.AuthoritySteps.Where(step => step.Number == 3).ExecuteUpdate(set => set.SetProperty(step => step.Actor, three.User)), cancel: Cancel);
        Assert.False((await store.Get<AuthorityDesk>().ReadAsync(two.User, id, Cancel))!.IsWhole);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_asked_for_outlives_an_erasure_and_nothing_of_it_outlives_a_refusal(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, one, two) = (await store.AddPersonAsync(), await store.AddPersonAsync("Bea Arthur"), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (about, refused) = (await LogAsync(store, one, ada, silentUntil: null), await LogAsync(store, one, bea, silentUntil: null));
        await store.RunJobsAsync();

        await store.EraseAsync(ada, two);
        Assert.Null(await store.Get<DecideAuthorityRequest>().RunAsync(two.User, about, agreed: true, Cancel));
        Assert.Contains("AdaLovelace", await TextAsync(store, (await TakeAsync(store, two, about)).File!), StringComparison.Ordinal);
        await store.RunJobsAsync();

        Assert.Null(await store.Get<DecideAuthorityRequest>().RunAsync(two.User, refused, agreed: false, Cancel));
        Assert.Equal(AuthorityRefusal.NotNow, (await TakeAsync(store, one, refused)).Refusal);
        Assert.True((await store.Vault.FindAsync(Scope.Export(refused), Cancel)).IsClosed);
        store.Clock.Advance(TakeExtract.Again);
        await TellAsync(store);
        await using var db = store.Open();
        Assert.Equal(0, await db.AuthorityExtracts.CountAsync(Cancel) + await db.AuthorityDisclosures.CountAsync(Cancel));
        Assert.Contains(await db.AuthoritySteps.Where(step => step.RequestId == about).Select(step => step.Deed).ToListAsync(Cancel), deed => deed is AuthorityDeed.ToldNobody);
    }

    [Fact]
    public async Task What_nobody_fetches_in_thirty_days_is_destroyed_and_a_silence_can_only_grow()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, one, two) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var last = DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime).AddDays(20);
        var id = await LogAsync(store, one, ada, last);
        await store.RunJobsAsync();
        var prolong = store.Get<ProlongSilence>();

        Assert.Equal(AuthorityRefusal.WrongSilence, await prolong.RunAsync(two.User, id, last.AddDays(-1), "The investigation goes on", Cancel));
        Assert.Equal(AuthorityRefusal.NoSilenceReason, await prolong.RunAsync(two.User, id, last.AddDays(9), "Because", Cancel));
        Assert.Null(await prolong.RunAsync(two.User, id, last.AddDays(9), "The investigation goes on", Cancel));
        Assert.Equal(last.AddDays(9), (await store.Get<AuthorityDesk>().ReadAsync(two.User, id, Cancel))!.Line.Request.SilentUntil);

        Assert.Null(await store.Get<DecideAuthorityRequest>().RunAsync(two.User, id, agreed: true, Cancel));
        store.Clock.Advance(TimeSpan.FromDays(31));
        await TellAsync(store);
        Assert.Equal(AuthorityState.Failed, (await store.Get<AuthorityDesk>().ReadAsync(two.User, id, Cancel))!.Line.Request.State);
        Assert.Equal(AuthorityRefusal.NotNow, (await TakeAsync(store, two, id)).Refusal);
        Assert.Equal(AuthorityRefusal.NotNow, await prolong.RunAsync(two.User, id, last.AddDays(60), "The investigation goes on", Cancel));
    }

    [Theory]
    [InlineData("No", Order, "Profile.Name", AuthorityRefusal.NoAuthority)]
    [InlineData(Police, "Because", "Profile.Name", AuthorityRefusal.NoBasis)]
    [InlineData(Police, Order, "Profile.Name", AuthorityRefusal.NobodyThere)]
    [InlineData(Police, Order, "PortalUser.PasswordHash", AuthorityRefusal.NoFields)]
    [InlineData(Police, Order, "AuditEntry.Reason", AuthorityRefusal.NoFields)]
    [InlineData(Police, Order, "", AuthorityRefusal.NoFields)]
    public async Task Without_an_authority_a_basis_or_fields_nothing_is_logged(string authority, string basis, string column, AuthorityRefusal refusal)
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (one, today) = (await store.AddStaffAsync(), DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime));
        var form = new AuthorityForm(authority, basis, AuthorityTarget.Customer, Guid.CreateVersion7().ToString(), today.AddDays(-1), today, column.Length == 0 ? [] : [column], store.Clock.GetUtcNow(), null, null);

        Assert.Equal([refusal], (await store.Get<LogAuthorityRequest>().RunAsync(one.User, form, Cancel)).Faults);
    }

    [Fact]
    public async Task Everything_that_keeps_a_request_from_being_logged_is_said_at_once_and_nobody_is_looked_for()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (one, today) = (await store.AddStaffAsync(), DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime));
        var log = store.Get<LogAuthorityRequest>();

        var empty = await log.RunAsync(one.User, new AuthorityForm("", "", AuthorityTarget.Customer, "", null, null, [], null, today, ""), Cancel);
        var number = await log.RunAsync(one.User, new AuthorityForm(Police, Order, AuthorityTarget.Number, "no number", today, today.AddDays(1), [], store.Clock.GetUtcNow().AddMinutes(1), null, null), Cancel);

        Assert.Equal(
            [
                AuthorityRefusal.NoAuthority, AuthorityRefusal.NoBasis, AuthorityRefusal.NoReceipt, AuthorityRefusal.NoCustomer, AuthorityRefusal.NoFirstDay, AuthorityRefusal.NoLastDay, AuthorityRefusal.NoFields,
                AuthorityRefusal.WrongSilence, AuthorityRefusal.NoSilenceReason,
            ],
            empty.Faults);
        Assert.Equal([AuthorityRefusal.NoReceipt, AuthorityRefusal.NotANumber, AuthorityRefusal.WrongPeriod], number.Faults);
        Assert.Equal([AuthorityRefusal.NoNumber, AuthorityRefusal.NoLastDay], (await log.RunAsync(one.User, new AuthorityForm(Police, Order, AuthorityTarget.Number, " ", today, null, [], store.Clock.GetUtcNow(), null, null), Cancel)).Faults);
        Assert.Empty((await store.Get<AuthorityDesk>().ListAsync(one.User, Cancel))!);
    }

    [Theory, OnBothDatabases]
    [Promise("P7.2")]
    public async Task About_a_number_leave_senders_times_and_states_and_both_sides_are_told_after_the_silence(Database database)
    {
        const string number = "+447700900900";
        await using var reception = await Reception.OpenAsync(database);
        var (store, dental, other) = (reception.Store, await reception.AddSenderAsync("Harbour Dental"), await reception.AddSenderAsync("Northgate"));
        var (one, two) = (await store.AddStaffAsync(), await store.AddStaffAsync());
        await reception.WriteAsync(dental, number, "A secret about her teeth");
        await reception.WriteAsync(other, "+447700900910");
        var today = DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime);
        var form = new AuthorityForm(Police, Order, AuthorityTarget.Number, number, today, today, [], store.Clock.GetUtcNow(), today.AddDays(5), "The order forbids it");
        var id = (await store.Get<LogAuthorityRequest>().RunAsync(one.User, form, Cancel)).Request!.Value;
        await store.RunJobsAsync();
        Assert.Null(await store.Get<DecideAuthorityRequest>().RunAsync(two.User, id, agreed: true, Cancel));

        var text = await TextAsync(store, (await TakeAsync(store, two, id)).File!);

        Assert.Contains("HarbourDental", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Northgate", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        await TellAsync(store);
        Assert.Empty(await store.Get<NumberDisclosures>().OfAsync(await reception.ProveAsync(number), Cancel));
        Assert.Empty(await store.Get<OwnDisclosures>().OfAsync(dental.User, Cancel));

        store.Clock.Advance(TimeSpan.FromDays(6));
        await TellAsync(store);
        Assert.Equal(Police, Assert.Single(await store.Get<NumberDisclosures>().OfAsync(await reception.ProveAsync(number), Cancel)).Authority);
        Assert.Empty(await store.Get<NumberDisclosures>().OfAsync(await reception.ProveAsync("+447700900910"), Cancel));
        Assert.Empty(await store.Get<NumberDisclosures>().OfAsync(await reception.ProveAsync(number, today.AddDays(3)), Cancel));
        Assert.Single(await store.Get<OwnDisclosures>().OfAsync(dental.User, Cancel));
        Assert.Empty(await store.Get<OwnDisclosures>().OfAsync(other.User, Cancel));
    }

    private static async Task<string> ExtractAsync(TestStore store, Customer one, Customer two, Customer about, DateOnly from, DateOnly until)
    {
        var form = new AuthorityForm(Police, Order, AuthorityTarget.Customer, about.Account.ToString(), from, until, ["Profile.Name", "MessageBatch.Text"], store.Clock.GetUtcNow(), null, null);
        var id = (await store.Get<LogAuthorityRequest>().RunAsync(one.User, form, Cancel)).Request!.Value;
        await store.RunJobsAsync();
        Assert.Null(await store.Get<DecideAuthorityRequest>().RunAsync(two.User, id, agreed: true, Cancel));
        return await TextAsync(store, (await TakeAsync(store, one, id)).File!);
    }

    private static async Task<string> TextAsync(TestStore store, byte[] file)
    {
        var path = Path.Combine(store.Folder, $"{Guid.CreateVersion7():N}.pdf");
        await File.WriteAllBytesAsync(path, file, Cancel);
        return await PdfText.ReadAsync(path);
    }

    private static async Task<Guid> LogAsync(TestStore store, Customer staff, Customer about, DateOnly? silentUntil)
    {
        var today = DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime);
        var form = new AuthorityForm(
            Police, Order, AuthorityTarget.Customer, about.Account.ToString(), today.AddDays(-30), today, ["Profile.Name"], store.Clock.GetUtcNow(), silentUntil, silentUntil is null ? null : "The order forbids it");
        return (await store.Get<LogAuthorityRequest>().RunAsync(staff.User, form, Cancel)).Request!.Value;
    }

    private static async Task<TakenExtract> TakeAsync(TestStore store, Customer staff, Guid id) => await store.Get<TakeExtract>().RunAsync(await store.SignInAsync(staff), id, Cancel);

    private static async Task TellAsync(TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<TellOfDisclosures>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    private static async Task<Core.Rights.Requests.PrivacyRequest> RequestOfAsync(TestStore store, Customer person)
    {
        await using var db = store.Open();
        return await db.Set<Core.Rights.Requests.PrivacyRequest>().AsNoTracking().SingleAsync(request => request.UserId == person.User, Cancel);
    }

    private static int Letters(IReadOnlyList<string> lines) => int.Parse(lines.Single(line => line.StartsWith("letters ", StringComparison.Ordinal))["letters ".Length..], System.Globalization.CultureInfo.InvariantCulture);
}
