using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Journeys;
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

        Assert.Equal(new DateOnly(2026, 12, 26), await EndAsync(Category.MessageContent));
        Assert.Equal(new DateOnly(2026, 12, 26), await EndAsync(Category.Recipients));
        Assert.Equal(new DateOnly(2026, 12, 24), await EndAsync(Category.Replies));
        Assert.Equal(new DateOnly(2029, 11, 26), await EndAsync(Category.Oversight));
        Assert.Null(await EndAsync(Category.Profile));

        Assert.True(await store.Get<ContentKeeping>().ChangeAsync(ada, 0, Cancel));
        Assert.Null(await EndAsync(Category.MessageContent));

        // A draft has a day; the numbers beside it that go with their delivery have none.
        await store.Writes.RunAsync(db => db.Add(new Draft { Id = Guid.CreateVersion7(), AccountId = ada.Account, StartedAt = store.Clock.GetUtcNow(), SavedAt = store.Clock.GetUtcNow() }), Cancel);
        Assert.Null(await EndAsync(Category.Recipients));

        // On paper the same days stand.
        Assert.True(await store.Get<ContentKeeping>().ChangeAsync(ada, 30, Cancel));
        var paper = await PdfText.OfAsync((await store.CopyAsync(ada)).Bytes);
        Assert.Contains(PdfText.Squeeze("The newest entry goes on Sat 26 Dec 2026, older ones before"), paper, StringComparison.Ordinal);

        async Task<DateOnly?> EndAsync(Category category) => (await store.Get<ReadHeld>().RunAsync(await store.SignInAsync(ada), category.Id, 1, Cancel)).Page!.NewestGoesOn;
    }
}
