using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>What is on its way while an account is erased comes to nothing: no row, no readable value, no money unexplained.</summary>
public class RacingErasureTests
{
    // Delivered, and answered by the phone: each brings a receipt and a text from outside.
    private const string Answers = "+447700900905";

    // A neighbour's phone, which answers nobody: what comes from the other one is hers alone.
    private const string Silent = "+447700900900";
    private const string Secret = "Canary of a race";
    private const int Sends = 1_000;
    private const int Neighbours = 10;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_thousand_sends_with_their_receipts_and_replies_leave_nothing_behind(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(Money.Of(1_000m, Currency.Gbp)), await store.AddCustomerAsync(Money.Of(10m, Currency.Gbp)));
        await store.Host.StartAsync(Cancel);
        using var enough = new CancellationTokenSource();
        var ticking = TickAsync(store, enough.Token);
        for (var i = 0; i < Neighbours; i++)
            Assert.IsType<SendOutcome.Accepted>(await SendAsync(store, bea, Silent));

        var (tried, accepted) = (0, 0);
        var third = new TaskCompletionSource();
        var sending = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                // Until she is refused, however late: a busy machine may let the thousand through before the erasure begins.
                bool refused;
                do
                {
                    refused = await SendAsync(store, ada, Answers) is not SendOutcome.Accepted;
                    if (!refused && Interlocked.Increment(ref accepted) == Sends / 3) third.SetResult();
                }
                while (Interlocked.Increment(ref tried) < Sends || !refused);
            },
            Cancel)).ToList();
        await third.Task.WaitAsync(Patience.Longest, Cancel);

        // By itself, as no person has anything to decide. The portal's own hourly look runs beside this one: whichever is first begins it.
        var signedIn = await store.SignInAsync(ada);
        var request = (await store.Get<RequestErasure>().RunAsync(signedIn, RequestErasure.Phrase, waiveWait: true, BalanceChoice.GiveUp, Cancel)).Request!.Value;
        await store.Get<BeginRipeErasures>().RunAsync(new JobRun(request, 1, (_, _) => Task.CompletedTask), Cancel);
        await Task.WhenAll(sending);
        await Patience.UntilAsync(async () => (await store.RequestAsync(request)).State is RequestState.Fulfilled);

        // What the operator still brings, it brings to nobody.
        await Patience.UntilAsync(() => IsAllHerNeighboursAsync(store));
        await Task.Delay(500, Cancel);
        await enough.CancelAsync();
        await ticking;
        Assert.InRange(accepted, Sends / 3, tried - sending.Count);
        Assert.True(await IsAllHerNeighboursAsync(store));
        foreach (var kept in store.Get<IEnumerable<IPersonalDataStore>>())
            Assert.Empty(await kept.VerifyAsync(new DataSubject(ada.User, ada.Account), Cancel));
        await foreach (var record in store.Get<DeclaredTables>().ExportAsync(new DataSubject(ada.User, ada.Account), Cancel))
            Assert.DoesNotContain(record.Values, value => value.Text is Secret or Answers);
        Assert.Equal(0, (await store.Get<LedgerProof>().RunAsync(Cancel)).UnexplainedMicros);
    }

    /// <summary>The rows of everybody, since hers can no longer be told from others': all that is left is her neighbour's.</summary>
    private static async Task<bool> IsAllHerNeighboursAsync(TestStore store)
    {
        await using var db = store.Open();
        return await db.MessageBatches.CountAsync(Cancel) == Neighbours
            && await db.Messages.CountAsync(Cancel) == Neighbours
            && await db.Deliveries.CountAsync(Cancel) == Neighbours
            && !await db.Replies.AnyAsync(Cancel)
            && !await db.Drafts.AnyAsync(Cancel);
    }

    private static async Task<SendOutcome?> SendAsync(TestStore store, Customer customer, string number)
    {
        if (await store.Get<StartDraft>().RunAsync(customer, Cancel) is not { } draft) return null;

        var content = new DraftContent(number, Secret, MessageKind.Conversation);
        var quote = await store.Get<QuoteMessage>().RunAsync(customer, content, Cancel);
        return await store.Get<SendMessage>().RunAsync(customer, draft, content, quote.Price!.Total, Cancel);
    }

    private static async Task TickAsync(TestStore store, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            store.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
