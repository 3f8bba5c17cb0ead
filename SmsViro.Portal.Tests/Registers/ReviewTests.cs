using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>Reviews come round: late ones are said at the desk and by mail until somebody signs that she made one.</summary>
public class ReviewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.5")]
    public async Task A_review_is_overdue_after_its_days_and_signing_it_begins_them_anew(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();
        var (calendar, opened) = (store.Get<ReviewCalendar>(), DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime));

        store.Clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal((opened.AddDays(90), false), Due(await calendar.ForStaffAsync(staff.User, Cancel)));
        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((opened.AddDays(90), true), Due(await calendar.ForStaffAsync(staff.User, Cancel)));

        Assert.Equal(ReviewRefusal.NoNote, await store.Get<RecordReview>().RunAsync(staff.User, ReviewKind.AccessRights, "Done", Cancel));
        Assert.Null(await store.Get<RecordReview>().RunAsync(staff.User, ReviewKind.AccessRights, "Two who left had their sign-in closed; nobody else changed", Cancel));

        Assert.Equal((opened.AddDays(181), false), Due(await calendar.ForStaffAsync(staff.User, Cancel)));
        var made = Assert.Single((await calendar.HistoryAsync(staff.User, Cancel))!);
        Assert.Equal((ReviewKind.AccessRights, staff.User, "Two who left had their sign-in closed; nobody else changed"), (made.Kind, made.By, made.Note));
        Assert.Equal(AuditDeed.RecordedReview, (await store.Get<AuditTrail>().LatestAsync(1, Cancel))[0].Deed);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.5")]
    public async Task The_desk_is_reminded_by_mail_on_the_first_late_day_and_every_week_after_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        await store.AddStaffAsync();
        store.Clock.Advance(TimeSpan.FromDays(90));
        var mails = new List<int>();

        for (var night = 0; night < 10; night++)
        {
            await store.Get<JobQueue>().AddAsync<WatchReviews>(Guid.Empty, Cancel);
            await store.RunJobsAsync();
            await using var db = store.Open();
            mails.Add(await db.Set<OutgoingMail>().CountAsync(Cancel));
            store.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([0, 1, 1, 1, 1, 1, 1, 1, 2, 2], mails);
    }

    [Fact]
    public async Task Nobody_but_staff_reads_or_signs()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddCustomerAsync();

        Assert.Null(await store.Get<ReviewCalendar>().ForStaffAsync(ada.User, Cancel));
        Assert.Null(await store.Get<ReviewCalendar>().HistoryAsync(ada.User, Cancel));
        Assert.Equal(ReviewRefusal.NotStaff, await store.Get<RecordReview>().RunAsync(ada.User, ReviewKind.RestoreDrill, "I would like to have made one", Cancel));
    }

    private static (DateOnly On, bool IsOverdue) Due(IReadOnlyList<ReviewDue>? all) => all!.Single(due => due.Kind is ReviewKind.AccessRights) is var due ? (due.DueOn, due.IsOverdue) : default;
}
