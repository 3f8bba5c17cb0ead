using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Backups;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Custody;

/// <summary>How old the newest backup is, as the living portal knows it.</summary>
public sealed class LastBackupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task The_living_portal_notes_each_in_its_trail_and_one_that_failed_is_not_noted(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        await store.Get<RestoreGate>().PassAsync(Cancel);
        await Assert.ThrowsAsync<CustodyException>(() => store.Get<TakeBackup>().RunAsync(store.DataFolder, _ => { }, Cancel));
        await using var db = store.Open();
        Assert.Null(await LastBackup.AtAsync(db, Cancel));

        await TakeAsync(store);
        var taken = store.Clock.GetUtcNow();
        Assert.Equal(taken, await LastBackup.AtAsync(db, Cancel));

        // Whoever asks only for the last days is told of those.
        store.Clock.Advance(TimeSpan.FromDays(3));
        await store.AddStaffAsync();
        Assert.Equal(taken, await LastBackup.AtAsync(db, Cancel, taken.AddTicks(-10)));
        Assert.Null(await LastBackup.AtAsync(db, Cancel, taken));
        await TakeAsync(store);
        Assert.Equal(store.Clock.GetUtcNow(), await LastBackup.AtAsync(db, Cancel, taken));
    }

    private static Task<string> TakeAsync(TestStore store) => store.Get<TakeBackup>().RunAsync(Scratch.Folder("backups"), _ => { }, Cancel);
}
