using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Erasing;

/// <summary>An erasure asked for here needs nobody of ours, unless somebody has to decide.</summary>
public class RipeErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P8.3")]
    public async Task Begins_by_itself_once_its_wait_is_over_and_nobody_has_to_decide(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: false, BalanceChoice.None, Cancel)).Request!.Value;

        await RipenAsync(store);
        Assert.Equal(RequestState.CoolingOff, (await store.RequestAsync(request)).State);

        store.Clock.Advance(TimeSpan.FromDays(14));
        await RipenAsync(store);
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
        await using var db = store.Open();
        Assert.Equal(AccountState.Erased, (await db.Users.SingleAsync(user => user.Id == ada.User.Value, Cancel)).State);
        Assert.Equal(default, (await db.AuditEntries.SingleAsync(entry => entry.Deed == AuditDeed.BeganErasure, Cancel)).Actor);
    }

    [Theory, OnBothDatabases]
    public async Task Waits_for_staff_where_money_goes_back_a_hold_keeps_something_or_a_password_has_just_changed(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (paid, held, changed, plain) = (await store.AddCustomerAsync(Money.Of(5m, Currency.Gbp)), await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddCustomerAsync());
        foreach (var customer in new[] { paid, held, changed, plain })
            Assert.Null((await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(customer), RequestErasure.Phrase, waiveWait: true, BalanceChoice.PayBack, Cancel)).Refusal);
        await store.Writes.RunAsync(
            db =>
            {
                db.Holds.Add(new Hold { Id = Guid.CreateVersion7(), UserId = held.User, AccountId = held.Account, Category = Category.Profile.Id, Ground = HoldGround.LegalClaim, PlacedAt = store.Clock.GetUtcNow() });
                db.Users.Single(user => user.Id == changed.User.Value).CredentialsChangedAt = store.Clock.GetUtcNow();
            },
            Cancel);

        await RipenAsync(store);

        await using var db = store.Open();
        Assert.Equal([RequestState.Fulfilled], await db.PrivacyRequests.Where(request => request.UserId == plain.User).Select(request => request.State).ToListAsync(Cancel));
        Assert.Equal([RequestState.Open, RequestState.Open, RequestState.Open], await db.PrivacyRequests.Where(request => request.UserId != plain.User).Select(request => request.State).ToListAsync(Cancel));
    }

    private static async Task RipenAsync(TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<BeginRipeErasures>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }
}
