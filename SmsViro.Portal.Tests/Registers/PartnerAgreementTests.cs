using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Registers;
using SmsViro.Core.Registers.Partners;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>Who receives data for us is bound by an agreement that is in force, and somebody is asked before it ends.</summary>
public class PartnerAgreementTests
{
    private static readonly Partner Northwave =
        new("Northwave", "Delivers", "number", "GB", Safeguard.None, new DateOnly(2026, 1, 1), "contracts/17", new DateOnly(2027, 1, 31), PlainBecause: null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Sixty_days_before_an_agreement_ends_it_is_a_task_and_a_letter_to_the_desk(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton(Northwave));
        var staff = await store.AddStaffAsync();
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(staff.User, Cancel));

        store.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal([new StaffTask.PartnerAgreement("Northwave", Northwave.AgreementEndsOn, IsLate: false)], await store.Get<TasksForStaff>().RunAsync(staff.User, Cancel));
        await WatchAsync(store);
        await using var db = store.Open();
        Assert.Single(db.OutgoingMail);
        Assert.Null(store.Get<PartnerRegister>().Problem);

        store.Clock.Advance(TimeSpan.FromDays(61));
        Assert.Contains(new StaffTask.PartnerAgreement("Northwave", Northwave.AgreementEndsOn, IsLate: true), await store.Get<TasksForStaff>().RunAsync(staff.User, Cancel));
    }

    [Fact]
    [Promise("P5.3")]
    public async Task A_partner_whose_agreement_has_ended_stops_the_start_in_one_sentence()
    {
        await using var portal = PortalProcess.Start(
            null, "--Messaging:Operator:Name=Northwave", "--Messaging:Operator:Host=127.0.0.1", "--Messaging:Operator:SystemId=us", "--Messaging:Operator:Country=GB",
            "--Messaging:Operator:AgreedOn=2020-01-01", "--Messaging:Operator:AgreementAt=contracts/17", "--Messaging:Operator:AgreementEndsOn=2021-01-01");

        Assert.Equal(1, await portal.EndAsync());
        Assert.Contains("The agreement with Northwave ended on 1 January 2021, so it may receive nothing", portal.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", portal.Said, StringComparison.Ordinal);
    }

    private static Task WatchAsync(TestStore store) =>
        ActivatorUtilities.CreateInstance<WatchReviews>(store.Services).RunAsync(new JobRun(default, 1, (_, _) => Task.CompletedTask), Cancel);
}
