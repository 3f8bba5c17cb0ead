using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Erasing;

/// <summary>Money that was paid and is left never goes by silence: somebody says what becomes of it before an account is erased.</summary>
public class ErasureMoneyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_she_chooses_in_the_portal_is_her_word_on_a_request_that_came_by_letter(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(Money.Of(3, Currency.Gbp)), await store.AddStaffAsync());
        var letter = await ByLetterAsync(store, ada, staff);

        var asked = await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: true, BalanceChoice.PayBack, Cancel);

        Assert.Equal((letter, ErasureRefusal.AlreadyOpen), (asked.Request, asked.Refusal));
        Assert.Equal(BalanceChoice.PayBack, (await store.RequestAsync(letter)).Balance);
        await using (var db = store.Open())
            Assert.Equal(1, await db.RequestEvents.CountAsync(told => told.RequestId == letter && told.Step == RequestStep.BalanceChosen, Cancel));

        // Said once: a second word does not turn it into a gift.
        await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: true, BalanceChoice.GiveUp, Cancel);
        Assert.Equal(BalanceChoice.PayBack, (await store.RequestAsync(letter)).Balance);
        Assert.Equal(CarryOutRefusal.NotPaidBack, await CarryOutAsync(store, letter, ada, staff, BalanceChoice.GiveUp));
        Assert.Null(await CarryOutAsync(store, letter, ada, staff, BalanceChoice.PayBack));
    }

    [Theory, OnBothDatabases]
    public async Task Who_gave_it_up_may_have_it_back_until_the_erasure_begins(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync(Money.Of(3, Currency.Gbp));
        var ask = store.Get<RequestErasure>();
        var first = (await ask.RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: false, BalanceChoice.GiveUp, Cancel)).Request!.Value;

        Assert.Equal((first, ErasureRefusal.AlreadyOpen), await ask.RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: false, BalanceChoice.PayBack, Cancel) is var again ? (again.Request!.Value, again.Refusal!.Value) : default);
        Assert.Equal(BalanceChoice.PayBack, (await store.RequestAsync(first)).Balance);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_erased_while_nobody_says_what_becomes_of_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(Money.Of(3, Currency.Gbp)), await store.AddStaffAsync());
        var letter = await ByLetterAsync(store, ada, staff);

        Assert.Equal(CarryOutRefusal.BalanceUndecided, await CarryOutAsync(store, letter, ada, staff, BalanceChoice.None));
        Assert.Equal(RequestState.Open, (await store.RequestAsync(letter)).State);
        Assert.Null(await CarryOutAsync(store, letter, ada, staff, BalanceChoice.GiveUp));
        await store.RunJobsAsync();

        await using var db = store.Open();
        Assert.Equal(TransferKind.GivenUp, (await db.LedgerTransfers.SingleAsync(transfer => transfer.Deed == letter, Cancel)).Kind);
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(letter)).State);
    }

    [Theory, OnBothDatabases]
    public async Task An_erasure_with_money_that_came_after_it_was_asked_for_does_not_begin_by_itself(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: true, BalanceChoice.None, Cancel)).Request!.Value;
        await store.Get<GrantCredit>().PaidAsync(ada.Account, Guid.CreateVersion7(), Money.Of(5, Currency.Gbp), Cancel);

        await store.Get<JobQueue>().AddAsync<BeginRipeErasures>(Guid.Empty, Cancel);
        await store.RunJobsAsync();

        Assert.Equal(RequestState.Open, (await store.RequestAsync(request)).State);
    }

    // Written down by one, begun by another.
    private static async Task<Guid> ByLetterAsync(TestStore store, Customer ada, Customer staff)
    {
        var clerk = await store.AddStaffAsync();
        var grant = await store.GrantAsync(clerk, ada, null);
        var logged = await store.Get<LogRequest>().RunAsync(grant, new LoggedRequest(RequestKind.Erasure, RequestChannel.Paper, store.Clock.GetUtcNow(), "Please erase my account."), Cancel);
        var id = logged.Request!.Value;
        Assert.Null(await store.Get<OpenRequest>().RunAsync(await store.GrantAsync(staff, ada, id), id, Cancel));
        return id;
    }

    private static async Task<CarryOutRefusal?> CarryOutAsync(TestStore store, Guid request, Customer ada, Customer staff, BalanceChoice settled) =>
        await store.Get<CarryOutErasure>().RunAsync(await store.SignInAsync(staff), await store.GrantAsync(staff, ada, request), request, settled, Cancel);
}
