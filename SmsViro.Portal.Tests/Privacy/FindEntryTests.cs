using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Privacy;

/// <summary>One entry out of very many, by what its owner would call it.</summary>
public class FindEntryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_message_and_its_delivery_are_found_by_their_reference_for_their_own_account_alone(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var (hers, others) = (await store.AddDeliveredAsync(ada, 3), await store.AddDeliveredAsync(bea, 2));
        await using var db = store.Open();
        var (batch, foreign) = (db.MessageBatches.Single(found => found.No == hers).Id, db.MessageBatches.Single(found => found.No == others).Id);

        foreach (var table in new[] { nameof(Message), nameof(Delivery) })
        {
            foreach (var ordinal in Enumerable.Range(0, 3))
            {
                var row = Message.RowOf(hers, ordinal).ToString(System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(new FoundEntry(table, row), await FindAsync(MessageId.At(batch, ordinal).ToString()));
                Assert.Equal(new FoundEntry(table, row), await FindAsync($" {MessageId.At(batch, ordinal).Value} "));
            }

            foreach (var nothing in new[] { MessageId.At(batch, 3).ToString(), MessageId.At(foreign, 0).ToString(), Guid.CreateVersion7().ToString(), "a message" })
                Assert.Null(await FindAsync(nothing));

            Task<FoundEntry?> FindAsync(string reference) =>
                store.Get<FindEntry>().RunAsync(new DataSubject(ada.User, ada.Account), store.Get<DataMap>().Tables.Where(one => one.Table.Name == table), reference, Cancel);
        }

        // By any other value a row is found as before, one by one.
        var accepted = await store.Get<FindEntry>().RunAsync(new DataSubject(ada.User, ada.Account), store.Get<DataMap>().Tables.Where(one => one.Table == typeof(Delivery)), "Delivered", Cancel);
        Assert.Equal(nameof(Delivery), accepted!.Value.Table);
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_staff_are_shown_a_row_is_called_by_finds_that_row_and_no_other(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        await new EveryColumn(store, ada, "Zb").SeedAsync(Cancel);
        var (hers, others) = (new DataSubject(ada.User, ada.Account), new DataSubject(bea.User, bea.Account));
        await using var db = store.Open();
        var named = 0;
        foreach (var table in store.Get<DataMap>().Tables.Where(table => table.HasSubject && table.ShownToStaff.Count > 0 && table.Columns.Any(column => column is { IsExported: true, Class: DataClass.InClear })))
        {
            foreach (var record in (await table.MaskedAsync(db, hers, null, 50, Cancel)).Records)
            {
                // Messages and deliveries have a reference of their own, which the test above finds among many.
                if (record.Reference is not { } reference || record.Values.Any(value => value.Column.Label == HeldRecord.ReferenceLabel)) continue;

                var found = await store.Get<FindEntry>().RunAsync(hers, [table], reference, Cancel);
                Assert.True(found == new FoundEntry(table.Table.Name, record.Key), $"{table.Table.Name} {reference}");
                Assert.Null(await store.Get<FindEntry>().RunAsync(others, [table], reference, Cancel));
                named++;
            }
        }

        Assert.True(named > 20);
    }
}
