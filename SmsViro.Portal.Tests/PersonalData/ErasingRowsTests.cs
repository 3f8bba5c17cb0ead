using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

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
        await AddAsync(store, ada, 4_100);
        await AddAsync(store, bea, 3);

        var erased = await store.Get<DeclaredTables>().EraseAsync(new DataSubject(ada.User, ada.Account), Cancel);

        // 4,100 messages, as many deliveries, their batch and her emptied sign-in row.
        Assert.Equal(8_202, erased.Removed);
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
        var no = await AddAsync(store, ada, 2);
        var tables = store.Get<DeclaredTables>();
        var name = await tables.NameOfAsync(typeof(Message), Message.RowOf(no, 1), Cancel);

        var erased = await tables.EraseForRecipientAsync([name, "Messages/7", "Nowhere/1", "Messages/x"], Cancel);

        Assert.Equal(1, erased);
        Assert.Equal(0, await tables.EraseForRecipientAsync([name], Cancel));
        await using var db = store.Open();
        var (kept, hers) = (await db.Messages.SingleAsync(message => message.Id == Message.RowOf(no, 0), Cancel), await db.Messages.SingleAsync(message => message.Id == Message.RowOf(no, 1), Cancel));
        Assert.False(kept.Recipient.IsEmpty);
        Assert.True(hers.Recipient.IsEmpty);
        Assert.Equal((0, kept.Price, kept.Refundable), (hers.RecipientIndex, hers.Price, hers.Refundable));
        Assert.False(hers.Batch.Text.IsEmpty);
        Assert.NotNull((await db.Deliveries.SingleAsync(delivery => delivery.Id == hers.Id, Cancel)).DoneAt);
    }

    // A batch already delivered; its number.
    private static async Task<long> AddAsync(TestStore store, Customer customer, int messages)
    {
        var (batch, now) = (MessageId.NewBatch(), store.Clock.GetUtcNow());
        var box = await store.Vault.OpenAsync(Buckets.ScopeOf(customer.Account, Buckets.Of(now)), Cancel);
        return await store.Writes.RunAsync(
            db =>
            {
                var row = new MessageBatch
                {
                    Id = batch,
                    AccountId = customer.Account,
                    Kind = MessageKind.Campaign,
                    State = BatchState.Drained,
                    NextOrdinal = messages,
                    Total = messages,
                    Text = box.Seal(MessagingFields.Text, batch, "Hello"),
                    Parts = 1,
                    Bucket = Buckets.Of(now),
                    Currency = Currency.Gbp,
                    AcceptedAt = now,
                };
                db.MessageBatches.Add(row);
                db.SaveChanges();
                for (var ordinal = 0; ordinal < messages; ordinal++)
                {
                    var id = Message.RowOf(row.No, ordinal);
                    db.Messages.Add(new Message
                    {
                        Id = id,
                        BatchNo = row.No,
                        Recipient = box.Seal(MessagingFields.Recipient, MessageId.At(batch, ordinal).Value, "+447700900118"),
                        RecipientIndex = 7,
                        Price = 40_000,
                        Refundable = true,
                    });
                    db.Deliveries.Add(new Delivery { Id = id, State = DeliveryState.Delivered, Attempt = 1, DoneAt = now.UtcTicks });
                }

                return row.No;
            },
            cancel: Cancel);
    }
}
