using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Messaging;

/// <summary>The text of a one-time code lives until its last receipt, whatever the days its sender keeps texts; everything else of it, and every other kind, is left alone.</summary>
public class DiscardCodesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P2.3")]
    public async Task Once_its_last_receipt_is_in_its_text_is_gone_and_its_number_state_and_the_texts_of_other_kinds_stay(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await store.Get<ContentKeeping>().ChangeAsync(ada, 90, Cancel);
        var other = await store.AddDeliveredAsync(ada, 1, kind: MessageKind.Conversation);
        var code = await store.AddDeliveredAsync(ada, 2, delivered: 1, kind: MessageKind.OneTimeCode);
        await SetAsync(store, Message.RowOf(code, 1), DeliveryState.Sent);
        var discard = store.Get<DiscardCodes>();

        // One of two receipts is out.
        Assert.Equal((0, 0), (await CountAsync(store), await discard.ForgetAsync(store.Clock.GetUtcNow(), Cancel)));
        await SetAsync(store, Message.RowOf(code, 1), DeliveryState.Undelivered);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await CountAsync(store));

        // The job that runs every minute.
        await RunJobAsync(store);

        await using var db = store.Open();
        var batch = await db.MessageBatches.SingleAsync(batch => batch.No == code, Cancel);
        Assert.Equal((true, store.Clock.GetUtcNow(), null), (batch.Text.IsEmpty, batch.TextDiscardedAt, batch.ContentErasedAt));
        Assert.False((await db.MessageBatches.SingleAsync(row => row.No == other, Cancel)).Text.IsEmpty);
        var story = (await store.Get<MessageTimeline>().RunAsync(ada, MessageId.At(batch.Id, 0), Cancel))!;
        Assert.Equal((OpenStatus.Erased, SeededMessages.Number, DeliveryState.Delivered, batch.TextDiscardedAt), (story.Text.Status, story.To.Number!.Value.E164, story.State, story.TextDiscardedAt));
        Assert.Equal("Thanks", story.Replies.Single().Text.Text);
        Assert.Equal(0, await CountAsync(store));

        // The rest of it goes when its days are over, as if nothing had happened.
        store.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(3, await store.Get<ForgetContent>().ForgetAsync(store.Clock.GetUtcNow(), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_receipt_it_goes_after_three_days_and_not_a_tick_before(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await store.AddDeliveredAsync(ada, 1, delivered: 0, kind: MessageKind.OneTimeCode, state: DeliveryState.Unknown);
        var (discard, end) = (store.Get<DiscardCodes>(), store.Clock.GetUtcNow().AddDays(3));

        Assert.Equal(0, await discard.ForgetAsync(end, Cancel));
        Assert.Equal(1, await discard.ForgetAsync(end.AddTicks(10), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task What_may_still_go_out_keeps_its_text(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var (due, queued) = (await store.AddDeliveredAsync(ada, 1, kind: MessageKind.OneTimeCode), await store.AddDeliveredAsync(ada, 1, kind: MessageKind.OneTimeCode));
        await store.Writes.RunAsync(
            db =>
            {
                db.Deliveries.IgnoreAutoIncludes().Where(delivery => delivery.Id == Message.RowOf(due, 0)).ExecuteUpdate(set => set.SetProperty(delivery => delivery.Due, store.Clock.GetUtcNow().UtcTicks));
                db.MessageBatches.Where(batch => batch.No == queued).ExecuteUpdate(set => set.SetProperty(batch => batch.State, BatchState.Queued));
            },
            Cancel);

        Assert.Equal(0, await store.Get<DiscardCodes>().ForgetAsync(store.Clock.GetUtcNow().AddDays(30), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task One_that_waited_days_for_a_link_keeps_its_text_while_it_is_on_it_and_three_days_after(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var code = await store.AddDeliveredAsync(ada, 1, delivered: 0, kind: MessageKind.OneTimeCode, state: DeliveryState.Sent);
        var (row, discard, submitted) = (Message.RowOf(code, 0), store.Get<DiscardCodes>(), store.Clock.GetUtcNow().AddDays(4));
        await store.Writes.RunAsync(
            db =>
            {
                db.Deliveries.IgnoreAutoIncludes().ExecuteUpdate(set => set.SetProperty(delivery => delivery.SubmittedAt, submitted.UtcTicks));
                db.OpenWindows.Add(new OpenWindow { Worker = 1, Attempt = 1, FirstId = row, LastId = row + 3, At = submitted.UtcTicks });
            },
            Cancel);
        Assert.Equal(0, await discard.ForgetAsync(submitted.AddDays(30), Cancel));

        await store.Writes.RunAsync(db => db.OpenWindows.ExecuteDelete(), cancel: Cancel);
        Assert.Equal(0, await discard.ForgetAsync(submitted.AddDays(3), Cancel));
        Assert.Equal(1, await discard.ForgetAsync(submitted.AddDays(3).AddTicks(10), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Receipts_are_looked_for_every_minute_and_what_no_receipt_is_counted_for_every_hour(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await RunJobAsync(store);
        var cancelled = await store.AddDeliveredAsync(ada, 1, delivered: 0, kind: MessageKind.OneTimeCode, state: DeliveryState.Cancelled);
        await store.AddDeliveredAsync(ada, 1, kind: MessageKind.OneTimeCode);

        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunJobAsync(store);
        Assert.Equal([cancelled], await WithTextAsync(store));
        store.Clock.Advance(TimeSpan.FromMinutes(59));
        await RunJobAsync(store);
        Assert.Empty(await WithTextAsync(store));
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_that_is_placed_after_the_look_keeps_it_all_the_same(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var held = await store.AddDeliveredAsync(ada, 1, kind: MessageKind.OneTimeCode);
        await store.AddDeliveredAsync(bea, 1, kind: MessageKind.OneTimeCode);
        var now = store.Clock.GetUtcNow();
        var queue = new OvertakenQueue(store.Writes, db => db.Restrictions.Add(new Restriction { Id = Guid.CreateVersion7(), UserId = ada.User, AccountId = ada.Account, Ground = RestrictionGround.Disputed, Since = now }));
        var discard = new DiscardCodes(queue, store.Get<IDbContextFactory<PortalDbContext>>(), store.Get<ContentHolds>(), store.Get<Signals>(), store.Clock);

        Assert.Equal(1, await discard.ForgetAsync(now, Cancel));
        Assert.Equal([held], await WithTextAsync(store));
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_and_a_pause_keep_it_and_it_goes_when_they_end(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, cas) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var held = await store.AddDeliveredAsync(ada, 1, kind: MessageKind.OneTimeCode);
        await store.AddDeliveredAsync(bea, 1, kind: MessageKind.OneTimeCode);
        await store.AddDeliveredAsync(cas, 1, kind: MessageKind.OneTimeCode);
        var now = store.Clock.GetUtcNow();
        await store.Writes.RunAsync(
            db =>
            {
                db.Holds.Add(new Hold { Id = Guid.CreateVersion7(), UserId = ada.User, AccountId = ada.Account, Table = nameof(Message), Row = $"{Message.RowOf(held, 0)}", Ground = HoldGround.LegalClaim, PlacedAt = now, PlacedBy = cas.User, ReviewOn = new DateOnly(2027, 1, 1) });
                db.Restrictions.Add(new Restriction { Id = Guid.CreateVersion7(), UserId = bea.User, AccountId = bea.Account, Ground = RestrictionGround.Disputed, Since = now });
            },
            Cancel);
        var discard = store.Get<DiscardCodes>();

        var count = await discard.CountAsync(now, Cancel);
        Assert.Equal((1, 2), (count.Over, count.Held));
        Assert.Equal(1, await discard.ForgetAsync(now, Cancel));
        Assert.Equal(0, await discard.ForgetAsync(now.AddDays(9), Cancel));

        await store.Writes.RunAsync(
            db =>
            {
                db.Holds.ExecuteUpdate(set => set.SetProperty(hold => hold.ReleasedAt, now));
                db.Restrictions.ExecuteUpdate(set => set.SetProperty(restriction => restriction.LiftedAt, now));
            },
            Cancel);
        Assert.Equal(2, await discard.ForgetAsync(now, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Our_own_codes_are_left_to_their_own_rule_and_more_than_an_act_holds_all_go(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await store.AddDeliveredAsync(new Customer(ada.User, ServiceAccount.Id), 1, kind: MessageKind.OneTimeCode);
        for (var code = 0; code < 502; code++) await store.AddDeliveredAsync(ada, 1, kind: MessageKind.OneTimeCode);

        Assert.Equal(502, await store.Get<DiscardCodes>().ForgetAsync(store.Clock.GetUtcNow(), Cancel));
        await using var db = store.Open();
        Assert.Equal(1, await db.MessageBatches.CountAsync(batch => batch.TextDiscardedAt == null, Cancel));
    }

    private static async Task RunJobAsync(TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<DiscardCodes>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    private static async Task<List<long>> WithTextAsync(TestStore store)
    {
        await using var db = store.Open();
        return await db.MessageBatches.Where(batch => batch.TextDiscardedAt == null).Select(batch => batch.No).ToListAsync(Cancel);
    }

    private static async Task<long> CountAsync(TestStore store) => (await store.Get<DiscardCodes>().CountAsync(store.Clock.GetUtcNow(), Cancel)).Over;

    private static Task SetAsync(TestStore store, long row, DeliveryState state) => store.Writes.RunAsync(
        db => db.Deliveries.IgnoreAutoIncludes().Where(delivery => delivery.Id == row).ExecuteUpdate(set => set.SetProperty(delivery => delivery.State, state)), Cancel);
}
