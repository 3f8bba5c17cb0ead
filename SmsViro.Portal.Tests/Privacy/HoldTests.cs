using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Rights.Objecting;
using SmsViro.Core.Registers;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Privacy;

/// <summary>A hold keeps the item it names and nothing else, and its release ends exactly that.</summary>
public class HoldTests
{
    private static readonly DateOnly Review = new(2027, 1, 31);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task One_message_survives_an_erasure_readable_and_alone_until_it_is_released(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff, second) = (await store.AddCustomerAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var no = await store.AddDeliveredAsync(ada, 3);
        var grant = await GrantAsync(store, ada, staff);
        var reference = await ReferenceAsync(store, Message.RowOf(no, 1));
        var placed = await store.Get<PlaceHold>().RunAsync(grant, new HoldTarget(null, nameof(Message), reference), HoldGround.LegalClaim, "A claim about this message", Review, Cancel);

        // The second person reads what she confirms, as its owner would name it, and the line says that she did.
        var looking = await GrantAsync(store, ada, second);
        Assert.Equal((reference, "A claim about this message"), Assert.Single(await store.Get<HoldBoard>().OfAsync(looking, Cancel)) is var seen ? (seen.Reference, seen.Reason) : default);
        Assert.Null(await store.Get<ConfirmHold>().RunAsync(looking, placed.Hold!.Value, Cancel));
        var line = Assert.Single(await store.Get<HoldBoard>().OfAsync(looking, Cancel)).Line;
        Assert.Equal((staff.User, second.User, (DateTimeOffset?)store.Clock.GetUtcNow()), (line.PlacedBy, line.ConfirmedBy!.Value, line.ConfirmedAt));

        await store.EraseAsync(ada, staff);

        await using var db = store.Open();
        var item = await db.HeldItems.AsNoTracking().SingleAsync(Cancel);
        var opened = (await store.Vault.FindAsync(Scope.Hold(placed.Hold!.Value), Cancel)).Open(HeldItemMapping.Content, item.Id, item.Content);
        Assert.Contains(SeededMessages.Number, opened.Text, StringComparison.Ordinal);
        Assert.False(await db.Messages.AnyAsync(message => message.Batch.AccountId == ada.Account, Cancel));
        Assert.Equal(1, Assert.Single((await store.Get<HoldBoard>().RunAsync(staff.User, Cancel))!).Kept);

        Assert.Null(await store.Get<AskToReleaseHold>().RunAsync(await GrantAsync(store, ada, staff), placed.Hold.Value, "The claim is settled", Cancel));
        Assert.True(await db.HeldItems.AnyAsync(Cancel));
        Assert.Null(await store.Get<ReleaseHold>().RunAsync(await GrantAsync(store, ada, second), placed.Hold.Value, "The claim is settled", Cancel));
        Assert.False(await db.HeldItems.AnyAsync(Cancel));
        Assert.Equal(OpenStatus.Erased, (await store.Vault.FindAsync(Scope.Hold(placed.Hold.Value), Cancel)).Open(HeldItemMapping.Content, item.Id, item.Content).Status);
        Assert.Contains((await store.Get<Core.Custody.ErasureLedger>().LinesAsync(Cancel)), line => line.Scopes.Contains(Scope.Hold(placed.Hold.Value)));
        Assert.Equal(HoldRefusal.NothingThere, await store.Get<ReleaseHold>().RunAsync(await GrantAsync(store, ada, second), placed.Hold.Value, "Once more", Cancel));
        var released = Assert.Single(await store.Get<HoldBoard>().ReleasedAsync(await GrantAsync(store, ada, second), Cancel));
        Assert.Equal(("One of: Messages", second.User, "The claim is settled"), (released.What, released.ReleasedBy, released.Why));
    }

    [Theory, OnBothDatabases]
    public async Task A_category_is_kept_from_retention_and_goes_with_the_release(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        Assert.True(EmailAddress.TryParse("amara@example.org", out var address));
        foreach (var person in new[] { ada, bea })
            await store.Get<Post>().SendAsync(new Letter(address, "Hello", "A letter", person.User), Cancel);
        var placed = await store.Get<PlaceHold>().RunAsync(await GrantAsync(store, ada, staff), new HoldTarget(Category.Notices.Id), HoldGround.LegalObligation, "An order asks for it", Review, Cancel);

        store.Clock.Advance(TimeSpan.FromDays(31));
        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();

        await using var db = store.Open();
        Assert.Equal(ada.User, (await db.OutgoingMail.AsNoTracking().SingleAsync(Cancel)).Owner);
        Assert.Equal((1, 1), ((int, int))await (from run in db.RetentionRuns where run.Rule == "Mail we sent you" select new ValueTuple<int, int>((int)run.Forgotten, (int)run.Held)).SingleAsync(Cancel));

        Assert.Null(await store.Get<AskToReleaseHold>().RunAsync(await GrantAsync(store, ada, staff), placed.Hold!.Value, "The order is served", Cancel));
        Assert.Null(await store.Get<ReleaseHold>().RunAsync(await GrantAsync(store, ada, await store.AddStaffAsync()), placed.Hold.Value, "The order is served", Cancel));
        await store.RunJobsAsync();
        Assert.False(await db.OutgoingMail.AnyAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_value_a_claim_needs_outlives_her_objection_and_goes_when_the_hold_does(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        var details = await store.Writes.RunAsync(
            db =>
            {
                FormerDetail[] some = [.. Enumerable.Range(0, 2).Select(_ => new FormerDetail { Id = Guid.CreateVersion7(), UserId = ada.User, Kind = DetailKind.Company, Value = default, ReplacedAt = store.Clock.GetUtcNow() })];
                db.FormerDetails.AddRange(some);
                db.Holds.Add(new Hold
                {
                    Id = Guid.CreateVersion7(),
                    UserId = ada.User,
                    AccountId = ada.Account,
                    Table = nameof(FormerDetail),
                    Row = some[0].Id.ToString(),
                    Ground = HoldGround.LegalClaim,
                    PlacedAt = store.Clock.GetUtcNow(),
                    PlacedBy = staff.User,
                    ReviewOn = Review,
                });
                return some;
            },
            cancel: Cancel);

        Assert.NotNull((await store.Get<ObjectToUse>().RunAsync(ada, LegitimateUse.FormerDetails, Cancel)).Request);

        await using var db = store.Open();
        Assert.Equal([details[0].Id], await db.FormerDetails.Select(detail => detail.Id).ToListAsync(Cancel));
        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
        Assert.Equal([details[0].Id], await db.FormerDetails.Select(detail => detail.Id).ToListAsync(Cancel));

        var hold = await db.Holds.Select(found => found.Id).SingleAsync(Cancel);
        Assert.Null(await store.Get<AskToReleaseHold>().RunAsync(await GrantAsync(store, ada, staff), hold, "The claim is settled", Cancel));
        Assert.Null(await store.Get<ReleaseHold>().RunAsync(await GrantAsync(store, ada, await store.AddStaffAsync()), hold, "The claim is settled", Cancel));
        await store.RunJobsAsync();
        Assert.False(await db.FormerDetails.AnyAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Is_confirmed_and_released_by_a_second_person_who_sees_that_it_waits(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, one, two) = (await store.AddCustomerAsync(), await store.AddStaffAsync(), await store.AddStaffAsync());
        var (first, second) = (await GrantAsync(store, ada, one), await GrantAsync(store, ada, two));
        var id = (await store.Get<PlaceHold>().RunAsync(first, new HoldTarget(Category.MessageContent.Id), HoldGround.LegalClaim, "A claim about a text", Review, Cancel)).Hold!.Value;
        var tasks = store.Get<TasksForStaff>();

        // It keeps from the first instant; whoever placed it has nothing to do about it, everybody else has.
        var line = Assert.Single((await store.Get<HoldBoard>().RunAsync(two.User, Cancel))!);
        Assert.Equal((one.User, new DateOnly(2026, 12, 1), null), (line.PlacedBy, line.ConfirmBy, line.ReleaseAskedBy));
        Assert.Empty(await tasks.RunAsync(one.User, Cancel));
        Assert.Equal([new StaffTask.HoldToConfirm(ada.User, new DateOnly(2026, 12, 1), IsLate: false)], await tasks.RunAsync(two.User, Cancel));
        Assert.Equal(HoldRefusal.SamePerson, await store.Get<ConfirmHold>().RunAsync(first, id, Cancel));
        Assert.Null(await store.Get<ConfirmHold>().RunAsync(second, id, Cancel));
        Assert.Equal(HoldRefusal.NothingThere, await store.Get<ConfirmHold>().RunAsync(second, id, Cancel));
        Assert.Empty(await tasks.RunAsync(two.User, Cancel));

        // Nobody releases what nobody asked to release, nor alone.
        Assert.Equal(HoldRefusal.NothingThere, await store.Get<ReleaseHold>().RunAsync(second, id, "It is over", Cancel));
        Assert.Null(await store.Get<AskToReleaseHold>().RunAsync(first, id, "The claim is settled", Cancel));
        Assert.Equal("The claim is settled", Assert.Single(await store.Get<HoldBoard>().OfAsync(second, Cancel)).ReleaseReason);
        Assert.Equal(HoldRefusal.SamePerson, await store.Get<ReleaseHold>().RunAsync(first, id, "The claim is settled", Cancel));
        Assert.Equal(HoldRefusal.NoReason, await store.Get<ReleaseHold>().RunAsync(second, id, " ", Cancel));
        Assert.Equal([new StaffTask.HoldToRelease(ada.User)], await tasks.RunAsync(two.User, Cancel));

        // The second person may keep it, and then it has to be asked for anew.
        Assert.Null(await store.Get<ReviewHold>().RunAsync(second, id, "An appeal runs", Review, Cancel));
        Assert.Equal(HoldRefusal.NothingThere, await store.Get<ReleaseHold>().RunAsync(second, id, "It is over", Cancel));
        Assert.Null(Assert.Single(await store.Get<HoldBoard>().OfAsync(second, Cancel)).ReleaseReason);
        Assert.Null(await store.Get<AskToReleaseHold>().RunAsync(first, id, "The appeal is settled too", Cancel));
        Assert.Equal("The appeal is settled too", Assert.Single(await store.Get<HoldBoard>().OfAsync(second, Cancel)).ReleaseReason);
        Assert.Null(await store.Get<ReleaseHold>().RunAsync(second, id, "The appeal is settled too", Cancel));
        Assert.Empty((await store.Get<HoldBoard>().RunAsync(two.User, Cancel))!);
        Assert.True((await store.Get<AuditTrail>().VerifyAsync(Cancel)).IsWhole);
    }

    [Theory, OnBothDatabases]
    public async Task Is_placed_for_a_reason_with_a_day_of_review_on_something_that_is_there_before_it_is_too_late(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var grant = await GrantAsync(store, ada, staff);
        var place = store.Get<PlaceHold>();
        var all = new HoldTarget(Category.MessageContent.Id);

        Assert.Equal([HoldRefusal.NoGround], (await place.RunAsync(grant, all, null, "A claim", Review, Cancel)).Faults);
        Assert.Equal([HoldRefusal.NoReason], (await place.RunAsync(grant, all, HoldGround.LegalClaim, " why ", Review, Cancel)).Faults);
        Assert.Equal([HoldRefusal.ReviewTooFar], (await place.RunAsync(grant, all, HoldGround.LegalClaim, "A claim", new DateOnly(2026, 11, 24), Cancel)).Faults);
        Assert.Equal([HoldRefusal.ReviewTooFar], (await place.RunAsync(grant, all, HoldGround.LegalClaim, "A claim", new DateOnly(2027, 11, 25), Cancel)).Faults);
        Assert.Equal([HoldRefusal.NothingThere], (await place.RunAsync(grant, new HoldTarget(null, nameof(Message), "nothing"), HoldGround.LegalClaim, "A claim", Review, Cancel)).Faults);
        Assert.Equal(
            [HoldRefusal.NothingThere, HoldRefusal.NoGround, HoldRefusal.ReviewTooFar, HoldRefusal.NoReason],
            (await place.RunAsync(grant, new HoldTarget(null, nameof(Message), ""), null, "", null, Cancel)).Faults);
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == ada.User.Value).State = AccountState.Erasing, Cancel);
        Assert.Equal([HoldRefusal.TooLate], (await place.RunAsync(grant, all, HoldGround.LegalClaim, "A claim", Review, Cancel)).Faults);
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).Role = PortalRole.Customer, Cancel);
        Assert.Equal([HoldRefusal.NotStaff], (await place.RunAsync(grant, all, HoldGround.LegalClaim, "A claim", Review, Cancel)).Faults);
    }

    private static async Task<AccessGrant> GrantAsync(TestStore store, Customer customer, Customer staff) =>
        (await store.Get<OpenDoor>().RunAsync(staff.User, customer.User, AuditDeed.OpenedCustomer, "A claim was made", null, Cancel)).Grant!;

    private static async Task<string> ReferenceAsync(TestStore store, long row)
    {
        await using var db = store.Open();
        return (await db.Messages.SingleAsync(message => message.Id == row, Cancel)).MessageId.ToString();
    }
}
