using SmsViro.Core.Registers;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>What the registers want of whoever comes to the desk, and of nobody else.</summary>
public class TasksForStaffTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_breach_is_a_task_until_it_is_closed_and_late_once_the_time_of_a_notice_is_over(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(staff.User, Cancel));

        var breach = (await store.Get<LogBreach>().RunAsync(staff.User, "A lost disk", "A disk was lost on its way to the other site", store.Clock.GetUtcNow(), [Category.Profile.Id], Cancel)).Breach!.Value;
        Assert.Equal([new StaffTask.OpenBreach(breach, "A lost disk", IsLate: false)], await store.Get<TasksForStaff>().RunAsync(staff.User, Cancel));

        store.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromTicks(1));
        Assert.Equal([new StaffTask.OpenBreach(breach, "A lost disk", IsLate: true)], await store.Get<TasksForStaff>().RunAsync(staff.User, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_request_is_a_task_of_whoever_has_it_and_of_everybody_while_nobody_does_from_three_working_days_before_its_date(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya, owen) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var id = (await store.Get<DisputeValue>().RunAsync(ada, Category.Traffic, "The delivery of Monday is wrong", "Delivered", Cancel)).Request!.Value;
        Assert.Empty(await DueAsync(owen));

        // Due on Thursday 24 December: Monday is three working days before.
        store.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 20, 12, 0, 0, TimeSpan.Zero));
        Assert.Empty(await DueAsync(owen));
        store.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 21, 12, 0, 0, TimeSpan.Zero));
        StaffTask.DueRequest nobodys = new(id, "R-2026-0001", new DateOnly(2026, 12, 24), IsLate: false, IsHers: false);
        Assert.Equal([nobodys], await DueAsync(owen));
        Assert.Equal([nobodys], await DueAsync(priya));

        Assert.Null(await store.Get<AssignRequest>().RunAsync(await store.GrantAsync(priya, ada, id), id, Cancel));
        store.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 25, 12, 0, 0, TimeSpan.Zero));
        Assert.Empty(await DueAsync(owen));
        Assert.Equal([nobodys with { IsLate = true, IsHers = true }], await DueAsync(priya));

        // Once its answer waits for a second person it is a task of that one.
        Assert.Null(await store.Get<AnswerRequest>().ProposeAsync(await store.GrantAsync(priya, ada, id), id, RequestOutcome.Refused, RefusalGround.Excessive, "It repeats four requests.", false, Cancel));
        Assert.Empty(await DueAsync(priya));
        Assert.Single(await store.Get<TasksForStaff>().RunAsync(owen.User, Cancel), task => task is StaffTask.SecondLook { IsLate: true });

        async Task<IEnumerable<StaffTask>> DueAsync(Customer staff) => (await store.Get<TasksForStaff>().RunAsync(staff.User, Cancel)).Where(task => task is StaffTask.DueRequest);
    }

    [Theory, OnBothDatabases]
    public async Task A_review_is_a_task_from_its_first_late_day_until_somebody_signs_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (staff, opened) = (await store.AddStaffAsync(), DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime));

        store.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(
            [ReviewKind.AccessRights, ReviewKind.RestoreDrill],
            (await store.Get<TasksForStaff>().RunAsync(staff.User, Cancel)).Cast<StaffTask.Review>().Where(task => task.DueOn == opened.AddDays(90)).Select(task => task.Kind).Order());

        await store.Get<RecordReview>().RunAsync(staff.User, ReviewKind.AccessRights, "Two who left had their sign-in closed; nobody else changed", Cancel);
        Assert.Equal([new StaffTask.Review(ReviewKind.RestoreDrill, opened.AddDays(90))], await store.Get<TasksForStaff>().RunAsync(staff.User, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task The_request_of_an_authority_waits_for_everybody_but_the_one_who_wrote_it_down(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, one, two) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var today = DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime);
        var form = new AuthorityForm("Northshire Police", "Notice 4711 of 20 November 2026", AuthorityTarget.Customer, ada.Account.ToString(), today.AddDays(-30), today, ["Profile.Name"], store.Clock.GetUtcNow(), null, null);

        var id = (await store.Get<LogAuthorityRequest>().RunAsync(one.User, form, Cancel)).Request!.Value;
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(two.User, Cancel));
        await store.RunJobsAsync();
        Assert.Equal([new StaffTask.Agreement(id)], await store.Get<TasksForStaff>().RunAsync(two.User, Cancel));
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(one.User, Cancel));

        await store.Get<DecideAuthorityRequest>().RunAsync(two.User, id, agreed: false, Cancel);
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(two.User, Cancel));
    }

    [Fact]
    public async Task Nobody_but_staff_has_tasks()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddCustomerAsync();
        store.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(ada.User, Cancel));
    }
}
