using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Auditing;

/// <summary>The trail: written before anything is shown, chained, and verifiable after a lawful erasure.</summary>
public class AuditTrailTests
{
    private const string Reason = "Customer asked why a message failed";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P5.1")]
    public async Task A_look_is_recorded_before_the_door_opens_and_its_subject_reads_role_and_purpose(Database database)
    {
        await using var store = await StoreAsync(database);
        var (staff, ada) = (await AddStaffAsync(store), await store.AddCustomerAsync());

        var answer = await store.Get<OpenDoor>().RunAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, Reason, null, Cancel);

        Assert.Equal((ada.User, ada.Account), (answer.Grant!.Subject.User, answer.Grant.Subject.Account));
        var look = Assert.Single(await store.Get<WhoLooked>().AtAsync(ada.User, 10, Cancel));
        Assert.Equal(("Support", Reason), (look.Role, look.Reason));
        Assert.DoesNotContain(staff.User.ToString(), look.ToString(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    [Promise("P5.1")]
    public async Task What_the_portal_did_by_itself_is_put_down_to_nobody(Database database)
    {
        await using var store = await StoreAsync(database);
        var ada = await store.AddCustomerAsync();
        var entry = await store.Get<AuditTrail>().DraftAsync(default, ada.User, AuditDeed.ErasureIncomplete, cancel: Cancel);

        await store.Writes.RunAsync(db => AuditTrail.Append(db, entry, PortalRole.Support), Cancel);

        Assert.Equal("The portal itself", Assert.Single(await store.Get<WhoLooked>().AtAsync(ada.User, 10, Cancel)).Role);
    }

    [Theory, OnBothDatabases]
    [Promise("P5.1")]
    public async Task With_the_trail_locked_no_door_opens(Database database)
    {
        await using var store = await StoreAsync(database);
        var (staff, ada) = (await AddStaffAsync(store), await store.AddCustomerAsync());
        await using var db = store.Open();
        await using var lockedBy = await db.Database.BeginTransactionAsync(Cancel);
        if (database is Database.Postgres) await db.Database.ExecuteSqlRawAsync("""LOCK TABLE "AuditEntries" IN EXCLUSIVE MODE""", Cancel);

        var opening = store.Get<OpenDoor>().RunAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, Reason, null, Cancel);
        var answer = await opening.WaitAsync(Patience.Longest, Cancel);

        Assert.Null(answer.Grant);
        Assert.Equal(DoorRefusal.NotRecorded, answer.Refusal);
    }

    [Theory, OnBothDatabases]
    public async Task A_customer_opens_no_door_and_leaves_no_entry(Database database)
    {
        await using var store = await StoreAsync(database);
        var (eve, ada) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());

        var answer = await store.Get<OpenDoor>().RunAsync(eve.User, ada.User, AuditDeed.OpenedCustomer, Reason, null, Cancel);

        Assert.Equal((null, DoorRefusal.NotStaff), (answer.Grant, answer.Refusal));
        Assert.Empty(await store.Get<AuditTrail>().LatestAsync(10, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Staff_who_lost_the_role_open_no_door(Database database)
    {
        await using var store = await StoreAsync(database);
        var (staff, ada) = (await AddStaffAsync(store), await store.AddCustomerAsync());
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).Role = PortalRole.Customer, Cancel);

        Assert.Equal(DoorRefusal.NotStaff, (await store.Get<OpenDoor>().RunAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, Reason, null, Cancel)).Refusal);
    }

    [Theory]
    [OnBothDatabases("")]
    [OnBothDatabases("   x  ")]
    public async Task A_look_needs_a_reason(Database database, string reason)
    {
        await using var store = await StoreAsync(database);
        var (staff, ada) = (await AddStaffAsync(store), await store.AddCustomerAsync());

        Assert.Equal(DoorRefusal.NoReason, (await store.Get<OpenDoor>().RunAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, reason, null, Cancel)).Refusal);
    }

    [Theory, OnBothDatabases]
    public async Task A_grant_is_for_one_customer_and_ends(Database database)
    {
        await using var store = await StoreAsync(database);
        var (staff, ada, bea) = (await AddStaffAsync(store), await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var grant = (await store.Get<OpenDoor>().RunAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, Reason, null, Cancel)).Grant!;

        grant.Require(ada.User, store.Clock.GetUtcNow());
        Assert.Throws<InvalidOperationException>(() => grant.Require(bea.User, store.Clock.GetUtcNow()));
        store.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Throws<InvalidOperationException>(() => grant.Require(ada.User, store.Clock.GetUtcNow()));
    }

    [Theory, OnBothDatabases]
    [Promise("P5.1")]
    public async Task Who_comes_back_before_the_end_goes_on_under_the_same_entry_with_the_reason_that_was_given(Database database)
    {
        await using var store = await StoreAsync(database);
        var (staff, ada) = (await AddStaffAsync(store), await store.AddCustomerAsync());
        var door = store.Get<OpenDoor>();
        var first = (await door.RunAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, Reason, null, Cancel)).Grant!;
        store.Clock.Advance(TimeSpan.FromMinutes(14));

        var again = (await door.ResumeAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, null, Cancel))!;
        var same = (await door.ReturnAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, Reason, null, Cancel)).Grant!;

        Assert.Equal((first.Entry, first.Until, Reason), (again.Grant.Entry, again.Grant.Until, again.Reason));
        Assert.Equal((first.Entry, first.Until, ada.Account), (same.Entry, same.Until, same.Subject.Account));
        Assert.Single(await store.Get<WhoLooked>().AtAsync(ada.User, 10, Cancel));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await door.ResumeAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, null, Cancel));
        Assert.NotEqual(first.Entry, (await door.ReturnAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, Reason, null, Cancel)).Grant!.Entry);
    }

    [Theory, OnBothDatabases]
    [Promise("P5.1")]
    public async Task Nobody_goes_on_with_a_look_of_somebody_else_at_somebody_else_for_something_else_or_that_was_ended(Database database)
    {
        await using var store = await StoreAsync(database);
        var (staff, other, ada, bea) = (await AddStaffAsync(store), await AddStaffAsync(store), await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var door = store.Get<OpenDoor>();
        var grant = (await door.RunAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, Reason, null, Cancel)).Grant!;

        Assert.Null(await door.ResumeAsync(other.User, ada.User, AuditDeed.OpenedCustomer, null, Cancel));
        Assert.Null(await door.ResumeAsync(staff.User, bea.User, AuditDeed.OpenedCustomer, null, Cancel));
        Assert.Null(await door.ResumeAsync(staff.User, ada.User, AuditDeed.OpenedRequest, null, Cancel));
        Assert.Null(await door.ResumeAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, Guid.CreateVersion7(), Cancel));
        Assert.NotEqual(grant.Entry, (await door.ReturnAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, "Another reason", null, Cancel)).Grant!.Entry);

        var last = (await door.ResumeAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, null, Cancel))!;
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).Role = PortalRole.Customer, Cancel);
        Assert.Null(await door.ResumeAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, null, Cancel));
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).Role = PortalRole.Support, Cancel);
        await door.EndAsync(last.Grant, Cancel);
        Assert.Null(await door.ResumeAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, null, Cancel));
        Assert.Equal("Ended the look before its time", (await store.Get<WhoLooked>().AtAsync(ada.User, 10, Cancel))[0].Deed);
    }

    [Theory, OnBothDatabases]
    public async Task The_chain_holds_under_many_writers_at_once(Database database)
    {
        await using var store = await StoreAsync(database);
        var ada = await store.AddCustomerAsync();

        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => AppendAsync(store, ada, "a reason of its own")));

        Assert.Equal(new ChainVerdict(24, null), await store.Get<AuditTrail>().VerifyAsync(Cancel));
        Assert.Equal(24, (await store.Get<AuditTrail>().HeadAsync(Cancel)).Number);
    }

    [Theory, OnBothDatabases]
    public async Task The_chain_verifies_after_a_reason_was_erased(Database database)
    {
        await using var store = await StoreAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        foreach (var customer in new[] { ada, bea, ada, bea }) await AppendAsync(store, customer, Reason);

        await store.Writes.RunAsync(
            db =>
            {
                foreach (var entry in db.AuditEntries.Where(entry => entry.Subject == ada.User)) entry.Reason = null;
            },
            Cancel);

        Assert.Equal(new ChainVerdict(4, null), await store.Get<AuditTrail>().VerifyAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task A_change_of_any_column_is_found(Database database)
    {
        await using var store = await StoreAsync(database);
        var ada = await store.AddCustomerAsync();
        await using var model = store.Open();
        string[] statements =
        [
            $"""UPDATE "AuditEntries" SET "At" = "At" + {(database is Database.Sqlite ? "10" : "INTERVAL '1 microsecond'")} WHERE "Number" = {"{0}"}""",
            """UPDATE "AuditEntries" SET "Id" = "Subject" WHERE "Number" = {0}""",
            """UPDATE "AuditEntries" SET "Number" = 1000 + "Number" WHERE "Number" = {0}""",
            """UPDATE "AuditEntries" SET "Deed" = 33 WHERE "Number" = {0}""",
            """UPDATE "AuditEntries" SET "Role" = 2 WHERE "Number" = {0}""",
            """UPDATE "AuditEntries" SET "Actor" = "Id" WHERE "Number" = {0}""",
            """UPDATE "AuditEntries" SET "Subject" = "Id" WHERE "Number" = {0}""",
            """UPDATE "AuditEntries" SET "Concerning" = "Id" WHERE "Number" = {0}""",
            """UPDATE "AuditEntries" SET "Reason" = "Head" WHERE "Number" = {0}""",
            """UPDATE "AuditEntries" SET "ReasonDigest" = "Head" WHERE "Number" = {0}""",
            """UPDATE "AuditEntries" SET "Head" = "ReasonDigest" WHERE "Number" = {0}""",
            """DELETE FROM "AuditEntries" WHERE "Number" = {0}""",
        ];
        Assert.All(model.Model.FindEntityType(typeof(AuditEntry))!.GetProperties(), column => Assert.Contains(statements, statement => statement.Contains($"SET \"{column.Name}\"", StringComparison.Ordinal)));
        foreach (var statement in statements)
        {
            var first = await AppendAsync(store, ada, Reason);
            await AppendAsync(store, ada, Reason);
            await using var db = store.Open();
            var rows = await db.AuditEntries.AsNoTracking().ToListAsync(Cancel);

            await db.Database.ExecuteSqlRawAsync(statement, [first.Number], Cancel);
            Assert.Equal(first.Number, (await store.Get<AuditTrail>().VerifyAsync(Cancel)).BrokenAt);

            await store.Writes.RunAsync(db => db.AuditEntries.RemoveRange(db.AuditEntries.ToList()), Cancel);
            await store.Writes.RunAsync(db => db.AuditEntries.AddRange(rows), Cancel);
            Assert.True((await store.Get<AuditTrail>().VerifyAsync(Cancel)).IsWhole, statement);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_shortened_trail_no_longer_leads_to_the_head_that_was_printed(Database database)
    {
        await using var store = await StoreAsync(database);
        var ada = await store.AddCustomerAsync();
        for (var entry = 0; entry < 3; entry++) await AppendAsync(store, ada, Reason);
        var printed = await store.Get<AuditTrail>().HeadAsync(Cancel);

        await store.Writes.RunAsync(db => db.AuditEntries.Remove(db.AuditEntries.Single(entry => entry.Number == 3)), Cancel);

        Assert.True((await store.Get<AuditTrail>().VerifyAsync(Cancel)).IsWhole);
        Assert.NotEqual(printed, await store.Get<AuditTrail>().HeadAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task An_id_of_somebody_else_is_noted_with_the_asker_alone(Database database)
    {
        await using var store = await StoreAsync(database);
        var (eve, ada) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());

        await store.Get<NoteForeignId>().RunAsync(eve, Guid.CreateVersion7(), Cancel);

        var entry = Assert.Single(await store.Get<AuditTrail>().LatestAsync(10, Cancel));
        Assert.Equal((AuditDeed.TriedForeignId, eve.User, eve.User), (entry.Deed, entry.Actor, entry.Subject));
        Assert.Empty(await store.Get<WhoLooked>().AtAsync(ada.User, 10, Cancel));
        Assert.Empty(await store.Get<WhoLooked>().AtAsync(eve.User, 10, Cancel));
    }

    private static Task<TestStore> StoreAsync(Database database) => TestStore.CreateAsync(database, (services, _) => services.AddAuditing());

    private static async Task<Customer> AddStaffAsync(TestStore store)
    {
        var staff = await store.AddCustomerAsync();
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).Role = PortalRole.Support, Cancel);
        return staff;
    }

    private static async Task<AuditEntry> AppendAsync(TestStore store, Customer about, string reason)
    {
        var trail = store.Get<AuditTrail>();
        return await trail.AppendAsync(await trail.DraftAsync(default, about.User, AuditDeed.OpenedCustomer, reason, cancel: Cancel), PortalRole.Support, Cancel);
    }
}
