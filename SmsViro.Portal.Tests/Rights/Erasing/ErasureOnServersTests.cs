using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Erasing;

/// <summary>An erasure where several processes share the databases: what makes it effective waits for none of them, what claims it waits for all.</summary>
public class ErasureOnServersTests
{
    private static readonly TimeSpan LifeOfABox = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P8.3")]
    public async Task Nothing_opens_from_the_beginning_on_and_the_answer_comes_when_no_server_can_hold_a_key_any_more(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton(new ErasurePace(LifeOfABox, TimeSpan.FromSeconds(2))));
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        using var beside = store.StartBeside();
        var other = beside.Services.GetRequiredService<Vault>();
        await other.StartAsync(dataExists: true, Cancel);
        var held = await other.OpenAsync(Scope.User(ada.User), Cancel);
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(ada), RequestErasure.Phrase, waiveWait: true, BalanceChoice.None, Cancel)).Request!.Value;
        Assert.Null(await store.CarryOutAsync(request, ada, staff));

        var waits = new TaskCompletionSource();
        var erasing = store.Get<EraseAccount>().RunAsync(
            new JobRun(request, 1, (_, words) =>
            {
                if (words.StartsWith("Waiting", StringComparison.Ordinal)) waits.TrySetResult();
                return Task.CompletedTask;
            }),
            Cancel);
        await waits.Task.WaitAsync(Patience.Longest, Cancel);

        // No time has passed: here nothing opens, the other server lets go of what it holds when it hears, and her rows are gone.
        Assert.True((await store.Vault.FindAsync(Scope.User(ada.User), Cancel)).IsClosed);
        Assert.True((await store.Vault.FindAsync(Scope.Account(ada.Account), Cancel)).IsClosed);
        await other.FollowAsync(Cancel);
        Assert.True(held.IsClosed);
        Assert.True(await HasToldAsync(store, request, RequestStep.KeysDestroyed));
        Assert.False(await HasToldAsync(store, request, RequestStep.RowsErased));

        // A server that could not be reached writes behind the first pass.
        await store.Writes.RunAsync(
            db => db.Drafts.Add(new Draft { Id = MessageId.NewBatch(), AccountId = ada.Account, Text = Sealed.FromBytes([1, 2, 3]), Kind = MessageKind.Conversation, StartedAt = store.Clock.GetUtcNow(), SavedAt = store.Clock.GetUtcNow() }), Cancel);
        store.Clock.Advance(LifeOfABox - TimeSpan.FromSeconds(1));
        Assert.Equal(RequestState.Erasing, (await store.RequestAsync(request)).State);
        Assert.False(erasing.IsCompleted);
        await Patience.FinishAsync(erasing, () => store.Clock.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(request)).State);
        await using var open = store.Open();
        Assert.False(await open.Drafts.AnyAsync(draft => draft.AccountId == ada.Account, Cancel));
    }

    private static async Task<bool> HasToldAsync(TestStore store, Guid request, RequestStep step)
    {
        await using var db = store.Open();
        return await db.RequestEvents.AnyAsync(told => told.RequestId == request && told.Step == step, Cancel);
    }
}
