using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies.Report;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>A copy names the day on which the newest of a kind goes, by her own choice where it is hers (GDPR Article 15(1)(d)), and none where none is fixed.</summary>
public class RetentionEndsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Texts_numbers_and_replies_end_by_the_days_she_chose_and_the_trail_after_three_years(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync("Ada"), await store.AddStaffAsync());
        await store.GrantAsync(priya, ada, null);
        await store.AddDeliveredAsync(ada, 1);
        store.Clock.Advance(TimeSpan.FromDays(2));
        await store.AddDeliveredAsync(ada, 1);
        await store.Writes.RunAsync(db => db.Remove(db.Replies.OrderBy(reply => reply.ReceivedAt).Last()), Cancel);
        Assert.True(await store.Get<ContentKeeping>().ChangeAsync(ada, 30, Cancel));

        var ends = await EndsAsync(store, ada);

        Assert.Equal("The newest entry goes on Sat 26 Dec 2026, older ones before", ends[Category.MessageContent]);
        Assert.Equal(ends[Category.MessageContent], ends[Category.Recipients]);
        Assert.Equal("The newest entry goes on Thu 24 Dec 2026, older ones before", ends[Category.Replies]);
        Assert.Equal("The newest entry goes on Mon 26 Nov 2029, older ones before", ends[Category.Oversight]);
        Assert.DoesNotContain(Category.Profile, ends.Keys);

        Assert.True(await store.Get<ContentKeeping>().ChangeAsync(ada, 0, Cancel));
        Assert.DoesNotContain(Category.MessageContent, (await EndsAsync(store, ada)).Keys);
    }

    private static async Task<IReadOnlyDictionary<Category, string>> EndsAsync(TestStore store, Customer customer)
    {
        await using var db = store.Open();
        var subject = new DataSubject(customer.User, customer.Account);
        var holding = new List<TableDeclaration>();
        foreach (var table in store.Get<DataMap>().Tables.Where(table => table.HasSubject))
            if (await table.CountAsync(db, subject, Cancel) > 0) holding.Add(table);
        return await RetentionEnds.OfAsync(holding, db, subject, Cancel);
    }
}
