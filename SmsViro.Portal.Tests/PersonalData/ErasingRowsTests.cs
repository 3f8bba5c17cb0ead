using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging;

namespace SmsViro.Portal.Tests.PersonalData;

/// <summary>Rows erased by what their columns declare: a thousand at a time for their owner, one by one for a recipient.</summary>
public class ErasingRowsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task More_rows_than_one_act_takes_go_in_the_order_that_no_cascade_outruns(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        await store.AddDeliveredAsync(ada, 4_100);
        await store.AddDeliveredAsync(bea, 3);

        var erased = await store.Get<DeclaredTables>().EraseAsync(new DataSubject(ada.User, ada.Account), Cancel);

        // 4,100 messages, as many deliveries, their batch, a reply and her emptied sign-in row.
        Assert.Equal(8_203, erased.Removed);
        await using var db = store.Open();
        Assert.Equal([bea.Account], await db.Messages.Select(message => message.Batch.AccountId).Distinct().ToListAsync(Cancel));
        Assert.Equal(3, await db.Deliveries.CountAsync(Cancel));
        Assert.Empty(await store.Get<DeclaredTables>().VerifyAsync(new DataSubject(ada.User, ada.Account), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_recipient_s_own_erasure_takes_her_number_and_leaves_time_state_and_price_to_the_sender(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var no = await store.AddDeliveredAsync(ada, 2);
        var map = store.Get<DataMap>();

        Assert.True(await store.Writes.RunAsync(within => NamedRow.Scrub(within, map, NamedRow.Of<Message>(Message.RowOf(no, 1))), cancel: Cancel));
        Assert.False(await store.Writes.RunAsync(within => NamedRow.Scrub(within, map, NamedRow.Of<Message>(7L)), cancel: Cancel));
        await using var db = store.Open();
        var (kept, hers) = (await db.Messages.SingleAsync(message => message.Id == Message.RowOf(no, 0), Cancel), await db.Messages.SingleAsync(message => message.Id == Message.RowOf(no, 1), Cancel));
        Assert.False(kept.Recipient.IsEmpty);
        Assert.True(hers.Recipient.IsEmpty);
        Assert.Equal((0, kept.Price, kept.Refundable), (hers.RecipientIndex, hers.Price, hers.Refundable));
        Assert.False(hers.Batch.Text.IsEmpty);
        Assert.NotNull((await db.Deliveries.SingleAsync(delivery => delivery.Id == hers.Id, Cancel)).DoneAt);
    }
}
