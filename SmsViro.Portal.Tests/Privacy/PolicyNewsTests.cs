using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Privacy;

/// <summary>People are told of a new version: on their pages once, and by mail when it changes what is done with their data (GDPR Article 13(3)).</summary>
public class PolicyNewsTests
{
    private static readonly PolicyVersion First = PrivacyPolicy.Written[0] with { From = new DateOnly(2026, 11, 1) };
    private static readonly PolicyVersion Second = First with { Number = 2, From = new DateOnly(2026, 12, 1), Digest = new string('b', 64) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P9.1")]
    public async Task A_new_version_is_news_until_she_says_that_she_saw_it_and_not_again(Database database)
    {
        await using var store = await StoreAsync(database, Second);
        var ada = await store.AddCustomerAsync();
        await store.Writes.RunAsync(db => PolicyNotice.Add(db, ada.User, First, PolicyWay.Opening, store.Clock.GetUtcNow()), Cancel);
        Assert.Null(await store.Get<ReadPolicyNews>().RunAsync(ada.User, Cancel));
        Assert.False(await store.Get<NotePolicySeen>().RunAsync(ada.User, 2, Cancel));

        store.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(2, (await store.Get<ReadPolicyNews>().RunAsync(ada.User, Cancel))!.Number);
        Assert.False(await store.Get<NotePolicySeen>().RunAsync(ada.User, 3, Cancel));
        Assert.False(await store.Get<NotePolicySeen>().RunAsync(UserId.New(), 2, Cancel));
        Assert.True(await store.Get<NotePolicySeen>().RunAsync(ada.User, 2, Cancel));
        Assert.True(await store.Get<NotePolicySeen>().RunAsync(ada.User, 2, Cancel));

        Assert.Null(await store.Get<ReadPolicyNews>().RunAsync(ada.User, Cancel));
        await using var db = store.Open();
        var seen = await db.PolicyNotices.SingleAsync(notice => notice.UserId == ada.User && notice.Version == 2, Cancel);
        Assert.Equal((PolicyWay.Page, Second.Digest, store.Clock.GetUtcNow()), (seen.Way, Convert.ToHexStringLower(seen.TextHash), seen.ShownAt));
    }

    [Theory, OnBothDatabases]
    public async Task A_version_that_changes_what_is_done_is_mailed_once_before_it_holds_and_still_shown(Database database)
    {
        await using var store = await StoreAsync(database, Second with { IsMaterial = true });
        var (ada, gone) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        await store.Writes.RunAsync(
            db =>
            {
                foreach (var user in db.Users) user.EmailConfirmed = true;
                db.Users.Single(user => user.Id == gone.User.Value).State = AccountState.Erasing;
            },
            Cancel);

        await TellAsync(store);
        await TellAsync(store);

        await using var db = store.Open();
        Assert.Equal(ada.User, (await db.OutgoingMail.SingleAsync(Cancel)).Owner);
        var notice = await db.PolicyNotices.SingleAsync(Cancel);
        Assert.Equal((ada.User, 2, PolicyWay.Mail), (notice.UserId, notice.Version, notice.Way));

        store.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(2, (await store.Get<ReadPolicyNews>().RunAsync(ada.User, Cancel))!.Number);
    }

    [Theory, OnBothDatabases]
    public async Task A_version_that_changes_nothing_for_people_is_not_mailed_and_neither_is_the_first(Database database)
    {
        await using var store = await StoreAsync(database, Second with { IsMaterial = false });
        await store.AddCustomerAsync();
        await store.Writes.RunAsync(db => db.Users.Single().EmailConfirmed = true, Cancel);

        await TellAsync(store);

        await using var db = store.Open();
        Assert.Empty(await db.OutgoingMail.ToListAsync(Cancel));
    }

    private static Task<TestStore> StoreAsync(Database database, PolicyVersion second) =>
        RightsStore.CreateAsync(database, services => services.AddSingleton(provider => new PrivacyPolicy(provider.GetRequiredService<TimeProvider>(), [First with { IsMaterial = true }, second])));

    private static Task TellAsync(TestStore store) =>
        ActivatorUtilities.CreateInstance<TellOfNewPolicy>(store.Services).RunAsync(new JobRun(default, 1, (_, _) => Task.CompletedTask), Cancel);
}
