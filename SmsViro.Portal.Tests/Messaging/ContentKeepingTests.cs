using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Messaging;

/// <summary>Texts and numbers stay as many days as their sender chose, and not one more; what her bill needs stays.</summary>
public class ContentKeepingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P2.3")]
    public async Task After_thirty_days_texts_and_numbers_are_erased_and_states_times_and_prices_stay(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var old = await store.AddDeliveredAsync(ada, 2_300);
        store.Clock.Advance(TimeSpan.FromDays(10));
        var young = await store.AddDeliveredAsync(ada, 1);

        // On the last tick of the thirtieth day she still reads both, in the list and in the message.
        store.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(0, await store.Get<ForgetContent>().ForgetAsync(store.Clock.GetUtcNow(), Cancel));
        var last = (await store.Get<MessageHistory>().RunAsync(ada, new HistoryFilter(null, null, TimeZoneInfo.Utc), null, 2, Cancel)).Items[1];
        Assert.Equal(("Hello", SeededMessages.Number), (last.Text.Text, last.To.Number!.Value.E164));
        Assert.Equal("Hello", (await store.Get<MessageTimeline>().RunAsync(ada, last.Id, Cancel))!.Text.Text);
        store.Clock.Advance(TimeSpan.FromTicks(10));
        Assert.Equal(2_300, (await store.Get<ForgetContent>().CountAsync(store.Clock.GetUtcNow(), Cancel)).Over);
        Assert.Equal(2_300, await store.Get<ForgetContent>().ForgetAsync(store.Clock.GetUtcNow(), Cancel));

        await using var db = store.Open();
        var line = (await store.Get<MessageHistory>().RunAsync(ada, new HistoryFilter(null, null, TimeZoneInfo.Utc), null, 2, Cancel)).Items[1];
        Assert.Equal((OpenStatus.Erased, OpenStatus.Erased, DeliveryState.Delivered), (line.Text.Status, line.To.Status, line.State));
        Assert.Equal(40_000, line.Price.Micros);
        var page = (await store.Get<MessageTimeline>().RunAsync(ada, last.Id, Cancel))!;
        Assert.Equal((OpenStatus.Erased, null, DeliveryState.Delivered), (page.Text.Status, page.To.Number, page.State));
        Assert.False(await db.Messages.AnyAsync(message => message.BatchNo == old && (message.RecipientIndex != 0 || message.Recipient != default), Cancel));
        Assert.Equal(1, await db.Replies.CountAsync(reply => reply.Text != default && reply.MessageRow == Message.RowOf(young, 0), Cancel));
        Assert.Equal(0, await db.Replies.CountAsync(reply => reply.Text != default && reply.MessageRow == Message.RowOf(old, 0), Cancel));
        Assert.Null(await store.Get<DraftAgain>().RunAsync(ada, line.Id, Cancel));

        // Both were sent in different months, so the older month's key is gone and the younger's is not.
        var (november, december) = (Buckets.ScopeOf(ada.Account, 202611), Buckets.ScopeOf(ada.Account, 202612));
        await Assert.ThrowsAsync<ScopeShreddedException>(async () => await store.Vault.OpenAsync(november, Cancel));
        await store.Vault.OpenAsync(december, Cancel);
    }

    [Theory, OnBothDatabases]
    [Promise("P2.3")]
    public async Task What_the_choice_said_it_would_erase_is_what_it_erases(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        await store.AddDeliveredAsync(ada, 3);
        await store.AddDeliveredAsync(bea, 3);
        store.Clock.Advance(TimeSpan.FromDays(8));
        await store.AddDeliveredAsync(ada, 2);
        var keeping = store.Get<ContentKeeping>();

        var forecast = (await keeping.PreviewAsync(ada, Cancel)).ToDictionary(one => one.Days, one => one.Messages);
        Assert.Equal(new Dictionary<int, long> { [0] = 5, [3] = 3, [7] = 3, [30] = 0, [90] = 0 }, forecast);
        Assert.True(await keeping.ChangeAsync(ada, 7, Cancel));
        Assert.False(await keeping.ChangeAsync(ada, 5, Cancel));
        await store.RunJobsAsync();

        await using var db = store.Open();
        Assert.Equal(7, await keeping.DaysAsync(ada.Account, Cancel));
        Assert.Equal(3, await db.MessageBatches.Where(batch => batch.ContentErasedAt != null).SumAsync(batch => batch.Total, Cancel));
        Assert.Equal(0, (await keeping.PreviewAsync(ada, Cancel)).Single(one => one.Days == 7).Messages);
        Assert.Equal(3, await db.MessageBatches.Where(batch => batch.AccountId == bea.Account && batch.ContentErasedAt == null).SumAsync(batch => batch.Total, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task With_none_kept_a_text_waits_for_its_last_receipt_and_three_days_at_most(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await store.Get<ContentKeeping>().ChangeAsync(ada, 0, Cancel);
        await store.AddDeliveredAsync(ada, 2, daysKept: 0);
        await store.AddDeliveredAsync(ada, 2, daysKept: 0, delivered: 1);
        var forget = store.Get<ForgetContent>();

        Assert.Equal(2, await forget.ForgetAsync(store.Clock.GetUtcNow(), Cancel));
        Assert.Equal(0, await forget.ForgetAsync(store.Clock.GetUtcNow().AddDays(3), Cancel));
        var day = Buckets.ScopeOf(ada.Account, 20261124);
        await store.Vault.OpenAsync(day, Cancel);

        Assert.Equal(2, await forget.ForgetAsync(store.Clock.GetUtcNow().AddDays(3).AddTicks(10), Cancel));
        await Assert.ThrowsAsync<ScopeShreddedException>(async () => await store.Vault.OpenAsync(day, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_restricted_after_the_look_keeps_its_text_and_so_does_what_is_on_a_link(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var (held, large, onLink) = (await store.AddDeliveredAsync(ada, 1), await store.AddDeliveredAsync(ada, 2_001), await store.AddDeliveredAsync(bea, 1));
        var over = await store.AddDeliveredAsync(bea, 2);
        await store.Writes.RunAsync(db => db.OpenWindows.Add(new OpenWindow { Worker = 1, Attempt = 1, FirstId = Message.RowOf(onLink, 0), LastId = Message.RowOf(onLink, 0) }), Cancel);
        store.Clock.Advance(TimeSpan.FromDays(2));
        await store.AddDeliveredAsync(ada, 1);
        store.Clock.Advance(TimeSpan.FromDays(28) + TimeSpan.FromTicks(10));
        var now = store.Clock.GetUtcNow();
        var queue = new OvertakenQueue(store.Writes, db => db.Restrictions.Add(new Restriction { Id = Guid.CreateVersion7(), UserId = ada.User, AccountId = ada.Account, Ground = RestrictionGround.Disputed, Since = now }));
        var forget = new ForgetContent(queue, store.Get<IDbContextFactory<PortalDbContext>>(), store.Vault, store.Get<ContentHolds>(), store.Get<Signals>(), store.Clock);

        Assert.Equal(2, await forget.ForgetAsync(now, Cancel));

        await using var db = store.Open();
        Assert.Equal([over], await db.MessageBatches.Where(batch => batch.ContentErasedAt != null).Select(batch => batch.No).ToListAsync(Cancel));
        Assert.False(await db.Messages.AnyAsync(message => (message.BatchNo == held || message.BatchNo == large) && message.RecipientIndex == 0, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task What_a_hold_or_a_pause_keeps_is_not_counted_as_erased_and_the_message_says_why_it_is_there(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var (held, free) = (await store.AddDeliveredAsync(ada, 1), await store.AddDeliveredAsync(ada, 2));
        await store.AddDeliveredAsync(bea, 3);
        await store.Writes.RunAsync(
            db =>
            {
                db.Holds.Add(new Hold { Id = Guid.CreateVersion7(), UserId = ada.User, AccountId = ada.Account, Table = nameof(Message), Row = Message.RowOf(held, 0).ToString(System.Globalization.CultureInfo.InvariantCulture), Ground = HoldGround.LegalClaim, PlacedAt = store.Clock.GetUtcNow(), PlacedBy = staff.User });
                db.Restrictions.Add(new Restriction { Id = Guid.CreateVersion7(), UserId = bea.User, AccountId = bea.Account, RequestId = Guid.CreateVersion7(), Ground = RestrictionGround.Disputed, Since = store.Clock.GetUtcNow() });
            },
            Cancel);
        store.Clock.Advance(TimeSpan.FromDays(31));

        var said = (await store.Get<ContentKeeping>().PreviewAsync(ada, Cancel)).Single(one => one.Days == 30);
        Assert.Equal((2, 1, (ContentStay?)ContentStay.Law), (said.Messages, said.Staying, said.StayBecause));
        var paused = (await store.Get<ContentKeeping>().PreviewAsync(bea, Cancel)).Single(one => one.Days == 30);
        Assert.Equal((0, 3, (ContentStay?)ContentStay.Pause), (paused.Messages, paused.Staying, paused.StayBecause));

        Assert.Null(await StayAsync(free, ada));
        Assert.Equal(said.Messages, await store.Get<ForgetContent>().ForgetAsync(store.Clock.GetUtcNow(), Cancel));
        Assert.Equal(ContentStay.Law, await StayAsync(held, ada));
        Assert.Null(await StayAsync(held, bea));

        async Task<ContentStay?> StayAsync(long batch, Customer person)
        {
            await using var db = store.Open();
            var id = await db.MessageBatches.Where(row => row.No == batch).Select(row => row.Id).SingleAsync(Cancel);
            return await store.Get<ReadContentStay>().RunAsync(person, MessageId.At(id, 0), Cancel);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_week_or_less_seals_every_day_with_a_key_of_its_own(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync(Money.Of(10, Currency.Gbp));
        await store.Get<ContentKeeping>().ChangeAsync(ada, 7, Cancel);
        var draft = (await store.Get<StartDraft>().RunAsync(ada, Cancel))!.Value;
        var content = new DraftContent(SeededMessages.Number, "Hello", MessageKind.Conversation);
        var price = (await store.Get<QuoteMessage>().RunAsync(ada, content, Cancel)).Price!.Total;

        Assert.IsType<SendOutcome.Accepted>(await store.Get<SendMessage>().RunAsync(ada, draft, content, price, Cancel));

        await using var db = store.Open();
        Assert.Equal(20261124, (await db.MessageBatches.SingleAsync(Cancel)).Bucket);
        Assert.Equal("Hello", (await store.Get<MessageTimeline>().RunAsync(ada, draft, Cancel))!.Text.Text);
    }
}
