using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Messaging;

/// <summary>All messages of an account come page by page, whatever batches they were sent in.</summary>
public sealed class MessagePagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_row_comes_once_and_in_order_whatever_the_page_ends_in(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        foreach (var total in (int[])[1, 1, 7, 1, 3, 20, 1])
        {
            await store.AddDeliveredAsync(ada, total);
            await store.AddDeliveredAsync(bea, 2);
        }

        // Rows that are gone, and messages no operator has answered for: a page is full all the same.
        await using var db = store.Open();
        var twenty = Message.RowOf(await db.MessageBatches.Where(batch => batch.Total == 20).Select(batch => batch.No).SingleAsync(Cancel), 0);
        await store.Writes.RunAsync(
            within =>
            {
                within.Deliveries.Where(delivery => delivery.Id >= twenty + 3 && delivery.Id < twenty + 9).ExecuteDelete();
                within.Messages.Where(message => message.Id >= twenty + 5 && message.Id < twenty + 8).ExecuteDelete();
            },
            Cancel);
        var messages = await db.Messages.Where(message => message.Batch.AccountId == ada.Account).Select(message => message.Id).Order().ToListAsync(Cancel);
        var deliveries = await db.Deliveries.Where(delivery => delivery.Message.Batch.AccountId == ada.Account).Select(delivery => delivery.Id).Order().ToListAsync(Cancel);
        Assert.Equal((31, 28), (messages.Count, deliveries.Count));

        foreach (var most in (int[])[1, 2, 5, 9, 50])
        {
            Assert.Equal(messages, await AllAsync(key => MessagePages.MessagesAsync(db, ada.Account, key, most, Cancel), 0, message => message.Id, most));
            Assert.Equal(deliveries, await AllAsync(key => MessagePages.DeliveriesAsync(db, ada.Account, key, most, Cancel), 0, delivery => delivery.Id, most));
            Assert.Equal(messages.AsEnumerable().Reverse(), await AllAsync(key => MessagePages.MessagesBeforeAsync(db, ada.Account, key, most, Cancel), long.MaxValue, message => message.Id, most));
            Assert.Equal(deliveries.AsEnumerable().Reverse(), await AllAsync(key => MessagePages.DeliveriesBeforeAsync(db, ada.Account, key, most, Cancel), long.MaxValue, delivery => delivery.Id, most));
        }
    }

    /// <summary>A long batch is read range by range; between two ranges no row is lost or doubled, and one without rows is no end.</summary>
    [Theory, OnBothDatabases]
    public async Task A_batch_longer_than_a_range_is_read_whole_over_a_hole_that_is_wider_than_one(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var first = Message.RowOf(await store.AddDeliveredAsync(ada, 12_500), 0);
        await store.Writes.RunAsync(within => within.Deliveries.Where(delivery => delivery.Id >= first + 3_000 && delivery.Id < first + 12_100).ExecuteDelete(), Cancel);
        await using var db = store.Open();
        var messages = Enumerable.Range(0, 12_500).Select(at => first + at).ToList();
        var deliveries = messages.Where(row => row < first + 3_000 || row >= first + 12_100).ToList();

        foreach (var most in (int[])[3_100, 5_000])
        {
            Assert.Equal(messages, await AllAsync(key => MessagePages.MessagesAsync(db, ada.Account, key, most, Cancel), 0, message => message.Id, most));
            Assert.Equal(deliveries, await AllAsync(key => MessagePages.DeliveriesAsync(db, ada.Account, key, most, Cancel), 0, delivery => delivery.Id, most));
            Assert.Equal(deliveries.AsEnumerable().Reverse(), await AllAsync(key => MessagePages.DeliveriesBeforeAsync(db, ada.Account, key, most, Cancel), long.MaxValue, delivery => delivery.Id, most));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_message_comes_with_its_batch_and_with_what_became_of_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        await store.AddDeliveredAsync(ada, 1);
        await store.AddDeliveredAsync(ada, 2);
        await using var db = store.Open();

        var page = await MessagePages.MessagesAsync(db, ada.Account, 0, 50, Cancel);

        Assert.Equal([1, 2, 2], page.Select(message => message.Batch.Total));
        Assert.All(page, message => Assert.Equal((DeliveryState.Delivered, message.BatchNo), (MessagePages.StateOf(message), message.Batch.No)));
        Assert.All(await MessagePages.DeliveriesAsync(db, ada.Account, 0, 50, Cancel), delivery => Assert.Equal(delivery.Id, delivery.Message.Id));
    }

    // A page that is not full is the last one.
    private static async Task<List<long>> AllAsync<T>(Func<long, Task<List<T>>> page, long from, Func<T, long> key, int most)
    {
        List<long> all = [];
        for (var last = from; ;)
        {
            var rows = await page(last);
            all.AddRange(rows.Select(key));
            if (rows.Count < most) return all;

            last = all[^1];
        }
    }
}
