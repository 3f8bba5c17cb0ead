using CsCheck;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Billing;

public sealed class LedgerTests
{
    [Theory, OnBothDatabases]
    public async Task Sixty_four_holds_on_credit_for_one_take_it_once(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var customer = await store.AddCustomerAsync(Pounds(1));

        var held = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => HoldAsync(store, customer, Guid.CreateVersion7(), Pounds(1))));

        Assert.Equal(1, held.Count(yes => yes));
        var purse = await PurseAsync(store, customer);
        Assert.Equal((Pounds(0), Pounds(1)), (purse.Available, purse.Held));
    }

    [Theory, OnBothDatabases]
    public async Task The_same_deed_twice_moves_money_once(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var customer = await store.AddCustomerAsync(Pounds(10));
        var batch = Guid.CreateVersion7();

        for (var times = 0; times < 3; times++) Assert.True(await HoldAsync(store, customer, batch, Pounds(4)));
        for (var times = 0; times < 2; times++)
            await store.Writes.RunRawAsync(connection => { Ledger.Post(connection, customer.Account, batch, Pounds(3), batch, store.Clock.GetUtcNow()); return true; }, cancel: Cancel);

        var purse = await PurseAsync(store, customer);
        Assert.Equal((Pounds(6), Pounds(1)), (purse.Available, purse.Held));
    }

    [Theory, OnBothDatabases]
    public async Task Posting_more_than_was_held_is_refused_and_moves_nothing(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var customer = await store.AddCustomerAsync(Pounds(10));
        var batch = Guid.CreateVersion7();
        await HoldAsync(store, customer, batch, Pounds(2));

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Writes.RunRawAsync(
            connection => { Ledger.Post(connection, customer.Account, batch, Pounds(3), batch, store.Clock.GetUtcNow()); return true; }, cancel: Cancel));

        Assert.Equal((Pounds(8), Pounds(2)), ((await PurseAsync(store, customer)).Available, (await PurseAsync(store, customer)).Held));
    }

    [Theory, OnBothDatabases]
    public async Task Welcome_credit_is_given_once_however_often_it_is_asked_for(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var customer = await store.AddCustomerAsync();

        for (var times = 0; times < 3; times++) await store.Get<GrantCredit>().WelcomeAsync(customer.Account, Cancel);

        Assert.Equal(Pounds(2), (await PurseAsync(store, customer)).Available);
    }

    [Theory, OnBothDatabases]
    [Promise("P2.2")]
    public async Task Whatever_happens_the_balance_is_the_sum_of_its_transfers(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var customer = await store.AddCustomerAsync(Pounds(50));
        var deeds = Gen.Select(Gen.Int[0, 3], Gen.Long[1, 20_000_000]).List[60, 60].Single();

        await Task.WhenAll(deeds.Select(deed => store.Writes.RunRawAsync(
            connection =>
            {
                var (kind, micros) = deed;
                var amount = new Money(micros, Currency.Gbp);
                var batch = Guid.CreateVersion7();
                var at = store.Clock.GetUtcNow();
                if (!Ledger.Hold(connection, customer.Account, batch, amount, at) || kind == 0) return true;

                if (kind == 1) Ledger.Void(connection, customer.Account, batch, amount, batch, at);
                else Ledger.Post(connection, customer.Account, batch, amount, batch, at);
                if (kind == 3) Ledger.Refund(connection, customer.Account, batch, amount, batch, at);
                return true;
            },
            cancel: Cancel)));

        var finding = await store.Get<LedgerProof>().RunAsync(Cancel);
        Assert.Equal((1, 0L), (finding.Balances, finding.UnexplainedMicros));
        var purse = await PurseAsync(store, customer);
        Assert.False(purse.Available.IsNegative || purse.Held.IsNegative);
    }

    [Theory, OnBothDatabases]
    public async Task The_proof_finds_a_balance_that_somebody_changed(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var customer = await store.AddCustomerAsync(Pounds(5));

        await store.Writes.RunAsync(db => { db.Balances.Single(balance => balance.AccountId == customer.Account).Available += 17; });

        Assert.Equal(17, (await store.Get<LedgerProof>().RunAsync(Cancel)).UnexplainedMicros);
    }

    [Theory, OnBothDatabases]
    public async Task The_statement_pages_both_ways_and_ends_where_the_purse_stands(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var customer = await store.AddCustomerAsync();
        for (var times = 1; times <= 7; times++) await store.Get<GrantCredit>().PaidAsync(customer.Account, Guid.CreateVersion7(), Pounds(times), Cancel);
        var billing = store.Get<BillingOverview>();

        var first = await billing.StatementAsync(customer.Account, null, 3, Cancel);
        var second = await billing.StatementAsync(customer.Account, first.Older, 3, Cancel);
        var last = await billing.StatementAsync(customer.Account, second.Older, 3, Cancel);
        var back = await billing.StatementAsync(customer.Account, last.Newer, 3, Cancel);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], first.Items.Concat(second.Items).Concat(last.Items).Select(line => (int)line.Amount.ToDecimal()));
        Assert.Equal(second.Items.Select(line => line.Id), back.Items.Select(line => line.Id));
        Assert.Equal(Pounds(28), first.Items[0].After);
        Assert.Null(first.Newer);
        Assert.Null(last.Older);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Money Pounds(decimal amount) => Money.Of(amount, Currency.Gbp);

    private static Task<bool> HoldAsync(TestStore store, Customer customer, Guid batch, Money amount) =>
        store.Writes.RunRawAsync(connection => Ledger.Hold(connection, customer.Account, batch, amount, store.Clock.GetUtcNow()), held => held, Cancel);

    private static Task<Purse> PurseAsync(TestStore store, Customer customer) => store.Get<BillingOverview>().PurseAsync(customer.Account, Cancel);
}
