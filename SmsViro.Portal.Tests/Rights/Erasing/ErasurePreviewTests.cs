using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Erasing;

/// <summary>That what is said before an erasure is what happens: what goes, what stays, who begins it, and what becomes of the money.</summary>
public class ErasurePreviewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P8.3")]
    public async Task What_was_said_before_is_what_the_certificate_says_after_with_every_column_stored(Database database)
    {
        var pdftotext = Requires.Tool("pdftotext");
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);

        var forecast = await store.Get<ErasurePreview>().RunAsync(ada, Cancel);
        var request = await store.EraseAsync(ada, staff);

        await AssertSameAsync(store, ada, forecast);
        Assert.All(forecast.Stays, stays => Assert.False(string.IsNullOrWhiteSpace(stays.Ground) || string.IsNullOrWhiteSpace(stays.Until)));
        var said = await ErasureProofTests.TextAsync(pdftotext, (await store.Get<ReadCertificate>().OpenAsync(await store.GrantAsync(staff, ada, request), request, Cancel))!);
        var stays = said[said.IndexOf("What stays, and why", StringComparison.Ordinal)..];
        Assert.All(forecast.Stays.Select(one => one.Category.Name.Split(' ')[0]), name => Assert.Contains(name, stays, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task It_is_also_true_of_somebody_who_has_asked_for_nothing_before(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, staff) = (await store.AddPersonAsync(), await store.AddPersonAsync("Bea Arthur"), await store.AddStaffAsync());
        await store.CopyAsync(bea);

        var forecast = await store.Get<ErasurePreview>().RunAsync(ada, Cancel);
        await store.EraseAsync(ada, staff);

        Assert.Contains(forecast.Stays, stays => stays.Category == Category.Requests);
        Assert.DoesNotContain(forecast.Goes, goes => goes.What == Category.Requests.Name);
        var copied = (await store.Get<ErasurePreview>().RunAsync(bea, Cancel)).Goes;
        Assert.Contains(copied, goes => goes.What.StartsWith("Copies", StringComparison.Ordinal));
        Assert.DoesNotContain(copied, goes => goes.What == Category.Requests.Name);
        await AssertSameAsync(store, ada, forecast);
    }

    [Theory, OnBothDatabases]
    public async Task Credit_that_we_gave_is_never_paid_back_and_asks_for_no_decision(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(Money.Of(3, Currency.Gbp)), await store.AddStaffAsync());
        foreach (var person in new[] { ada, bea }) await store.Get<GrantCredit>().WelcomeAsync(person.Account, Cancel);

        Assert.Equal(new Leftover(Money.Zero(Currency.Gbp), Money.Of(2, Currency.Gbp)), (await store.Get<ErasurePreview>().RunAsync(ada, Cancel)).Balance);
        var welcome = await store.EraseAsync(ada, staff);
        Assert.Equal(BalanceChoice.None, (await store.RequestAsync(welcome)).Balance);
        Assert.Equal([(TransferKind.Lapsed, 2_000_000L)], await BookedAsync(store, welcome));

        // What was given is spent first, so all that she paid is hers still.
        Assert.True(await store.Writes.RunRawAsync(connection => Ledger.Hold(connection, bea.Account, Guid.CreateVersion7(), Money.Of(1.5m, Currency.Gbp), store.Clock.GetUtcNow()), cancel: Cancel));
        Assert.Equal(new Leftover(Money.Of(3, Currency.Gbp), Money.Of(2, Currency.Gbp)), (await store.Get<ErasurePreview>().RunAsync(bea, Cancel)).Balance);
        await store.Writes.RunRawAsync(
            connection =>
            {
                var batch = Guid.CreateVersion7();
                Assert.True(Ledger.Hold(connection, bea.Account, batch, Money.Of(1, Currency.Gbp), store.Clock.GetUtcNow()));
                Ledger.Post(connection, bea.Account, batch, Money.Of(1, Currency.Gbp), batch, store.Clock.GetUtcNow());
                return true;
            },
            cancel: Cancel);
        Assert.Equal(new Leftover(Money.Of(3, Currency.Gbp), Money.Of(1, Currency.Gbp)), (await store.Get<ErasurePreview>().RunAsync(bea, Cancel)).Balance);
        Assert.Equal(0, (await store.Get<LedgerProof>().RunAsync(Cancel)).UnexplainedMicros);
    }

    [Theory, OnBothDatabases]
    public async Task Of_both_only_what_was_paid_goes_back(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(Money.Of(3, Currency.Gbp)), await store.AddStaffAsync());
        await store.Get<GrantCredit>().WelcomeAsync(ada.Account, Cancel);
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: true, BalanceChoice.PayBack, Cancel)).Request!.Value;

        Assert.Null(await store.CarryOutAsync(request, ada, staff));
        await store.RunJobsAsync();

        Assert.Equal([(TransferKind.PaidBack, 3_000_000L), (TransferKind.Lapsed, 2_000_000L)], await BookedAsync(store, request));
        Assert.True((await store.Get<BillingOverview>().PurseAsync(ada.Account, Cancel)).Available.IsZero);
        Assert.Equal(0, (await store.Get<LedgerProof>().RunAsync(Cancel)).UnexplainedMicros);
    }

    [Theory, OnBothDatabases]
    public async Task The_state_says_when_it_begins_by_itself_and_when_it_waits_for_our_staff(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, held) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(Money.Of(3, Currency.Gbp)), await store.AddCustomerAsync());

        Assert.Equal("Begins within the hour", await SaidAsync(ada, waive: true));
        Assert.Equal("With our staff", await SaidAsync(bea, waive: true));
        await store.Writes.RunAsync(db => db.Holds.Add(new Hold { Id = Guid.CreateVersion7(), UserId = held.User, AccountId = held.Account, Category = Category.Profile.Id, Ground = HoldGround.LegalClaim, PlacedAt = store.Clock.GetUtcNow() }), Cancel);
        Assert.Equal("Waiting, can be withdrawn", await SaidAsync(held, waive: false));

        async Task<string> SaidAsync(Customer person, bool waive)
        {
            var id = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(person), RequestErasure.Phrase, waive, BalanceChoice.PayBack, Cancel)).Request!.Value;
            return RightsWords.Of((await store.Get<RequestBoard>().FindAsync(person, id, Cancel))!);
        }
    }

    private static async Task AssertSameAsync(TestStore store, Customer person, ErasureForecast forecast)
    {
        var subject = new DataSubject(person.User, person.Account);
        var kept = await store.Get<DeclaredTables>().RetainedAsync(subject, Cancel);
        Assert.NotEmpty(forecast.Goes);
        Assert.Equal(Reasons(kept), Reasons(forecast.Stays));
        Assert.Empty(await store.Get<DeclaredTables>().GoingAsync(subject, Cancel));

        static IEnumerable<(string, string, string)> Reasons(IEnumerable<Retained> retained) => retained.Select(one => (one.Category.Id, one.Ground, one.Until)).Distinct().Order();
    }

    private static async Task<List<(TransferKind, long)>> BookedAsync(TestStore store, Guid request)
    {
        await using var db = store.Open();
        return [.. (await db.LedgerTransfers.Where(transfer => transfer.Deed == request).OrderBy(transfer => transfer.Kind).ToListAsync(Cancel)).Select(transfer => (transfer.Kind, transfer.Micros))];
    }
}
