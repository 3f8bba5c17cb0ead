using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers.Alerts;

/// <summary>The trail is walked every night, and somebody is told when it does not hold.</summary>
public class VerifyTrailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task A_walk_over_a_whole_trail_is_noted_and_is_no_alert(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff) = (await store.AddAdminAsync(), await store.AddStaffAsync());
        await store.VerifyTrailAsync();
        await store.LookAtAsync(staff, 3);
        store.Clock.Advance(TimeSpan.FromDays(1));
        await store.VerifyTrailAsync();

        var state = (await store.Get<ReadSecurity>().RunAsync(admin.User, Cancel))!;
        Assert.Equal((3, 3, null, store.Clock.GetUtcNow()), (state.Check!.Number, state.Check.Verified, state.Check.BrokenAt, state.Check.At));
        Assert.Equal(Convert.ToHexStringLower(state.Check.Head), state.Head.Hex);
        Assert.Empty(await store.AlertsAsync());
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task A_changed_entry_is_one_alert_however_many_nights_find_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff) = (await store.AddAdminAsync(), await store.AddStaffAsync());
        await store.LookAtAsync(staff, 3);
        await store.Writes.RunAsync(db => db.AuditEntries.Where(entry => entry.Number == 2).ExecuteUpdate(set => set.SetProperty(entry => entry.Deed, AuditDeed.MadeAdmin)), cancel: Cancel);

        await NightAsync(store);
        await NightAsync(store);

        var alert = Assert.Single(await store.AlertsAsync());
        Assert.Equal((AlertKind.BrokenTrail, "2"), (alert.Kind, alert.Matter));
        Assert.Equal("Alert: The audit trail does not verify", Assert.Single(await store.LettersAsync()).Subject);

        // What was judged stays judged; another entry is another alert.
        await store.Get<CloseAlert>().RunAsync(admin.User, alert.Id, AlertFinding.LookedInto, "A restore had gone wrong, the backup holds it", null, Cancel);
        await NightAsync(store);
        Assert.Single(await store.AlertsAsync());
        await store.Writes.RunAsync(db => db.AuditEntries.Where(entry => entry.Number == 1).ExecuteUpdate(set => set.SetProperty(entry => entry.Deed, AuditDeed.MadeAdmin)), cancel: Cancel);
        await NightAsync(store);
        Assert.Equal(["2", "1"], (await store.AlertsAsync()).Select(one => one.Matter));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task A_trail_whose_end_was_cut_off_is_found_by_the_end_of_the_night_before(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();
        await store.LookAtAsync(staff, 3);
        await NightAsync(store);
        await store.Writes.RunAsync(db => db.AuditEntries.Where(entry => entry.Number == 3).ExecuteDelete(), cancel: Cancel);
        Assert.True((await store.Get<AuditTrail>().VerifyAsync(Cancel)).IsWhole);

        await NightAsync(store);

        Assert.Equal("3", Assert.Single(await store.AlertsAsync()).Matter);
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Behind_a_break_that_was_judged_the_walk_goes_on_and_finds_the_next_a_gap_that_grows_and_an_end_that_was_cut_off(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, staff) = (await store.AddAdminAsync(), await store.AddStaffAsync());
        await store.LookAtAsync(staff, 12);
        await ChangeAsync(store, 2);
        await NightAsync(store);
        await CloseAsync(store, admin);

        await ChangeAsync(store, 4);
        await NightAsync(store);
        await NightAsync(store);
        Assert.Equal(["2", "4"], await MattersAsync(store));
        await CloseAsync(store, admin);

        await RemoveAsync(store, 6, 7);
        await NightAsync(store);
        await CloseAsync(store, admin);
        await RemoveAsync(store, 8, 8);
        await NightAsync(store);
        Assert.Equal(["2", "4", "6 to 7", "6 to 8"], await MattersAsync(store));
        Assert.StartsWith("Entries 6 to 8 of", AlertWords.What((await store.AlertsAsync())[^1]), StringComparison.Ordinal);
        await CloseAsync(store, admin);
        await NightAsync(store);
        var end = (await store.Get<AuditTrail>().HeadAsync(Cancel)).Number;

        // The page says that it is broken, however much of it was judged.
        Assert.Equal(2, (await store.Get<ReadSecurity>().RunAsync(admin.User, Cancel))!.Check!.BrokenAt);
        await RemoveAsync(store, end, end);
        await NightAsync(store);
        Assert.Equal($"{end}", (await MattersAsync(store))[^1]);

        // It is one alert while the trail grows over the cut, and none once it was judged.
        await store.LookAtAsync(staff, 3);
        await NightAsync(store);
        await CloseAsync(store, admin);
        await NightAsync(store);
        await NightAsync(store);
        Assert.Equal(["2", "4", "6 to 7", "6 to 8", $"{end}"], await MattersAsync(store));
    }

    private static Task<int> ChangeAsync(TestStore store, long number) =>
        store.Writes.RunAsync(db => db.AuditEntries.Where(entry => entry.Number == number).ExecuteUpdate(set => set.SetProperty(entry => entry.Deed, AuditDeed.MadeAdmin)), cancel: Cancel);

    private static Task<int> RemoveAsync(TestStore store, long first, long last) =>
        store.Writes.RunAsync(db => db.AuditEntries.Where(entry => entry.Number >= first && entry.Number <= last).ExecuteDelete(), cancel: Cancel);

    private static async Task CloseAsync(TestStore store, Customer admin) =>
        Assert.Null(await store.Get<CloseAlert>().RunAsync(admin.User, (await store.AlertsAsync())[^1].Id, AlertFinding.LookedInto, "A restore had gone wrong, the backup holds it", null, Cancel));

    private static async Task<List<string>> MattersAsync(TestStore store) => [.. (await store.AlertsAsync()).Select(alert => alert.Matter)];

    private static async Task NightAsync(TestStore store)
    {
        store.Clock.Advance(TimeSpan.FromDays(1));
        await store.VerifyTrailAsync();
    }
}
