using System.Text;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Support;

/// <summary>Keys are replaced sooner, paused and listed by an administrator alone, and each time the trail says who it was.</summary>
public class RotateKeysTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_administrator_begins_pauses_and_resumes_and_each_is_noted(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var admin = await AddAdminAsync(store);
        await store.AddCustomerAsync();
        var person = await store.SignInAsync(admin);
        var rotate = store.Get<RotateKeys>();
        store.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(RotateKeysRefusal.NothingUnderWay, await rotate.RunAsync(person, Rotation.DataKeys, RotationAct.Pause, Cancel));
        Assert.Null(await rotate.RunAsync(person, Rotation.DataKeys, RotationAct.Begin, Cancel));
        Assert.Null(await rotate.RunAsync(person, Rotation.DataKeys, RotationAct.Pause, Cancel));
        await store.RunJobsAsync();
        Assert.Equal(JobState.Paused, (await store.Get<JobQueue>().LatestAsync<ReplaceDataKeys>(Cancel))!.State);

        Assert.Null(await rotate.RunAsync(person, Rotation.DataKeys, RotationAct.Resume, Cancel));
        await Patience.FinishAsync(store.RunJobsAsync(), () => store.Clock.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(JobState.Done, (await store.Get<JobQueue>().LatestAsync<ReplaceDataKeys>(Cancel))!.State);
        var retiring = (await store.Get<IKeyStore>().ListAsync(0, 1_000, Cancel)).Where(key => key.State is KeyState.Retiring).ToList();
        Assert.Contains(retiring, key => key.Scope == Scope.User(admin.User));
        await using var db = store.Open();
        Assert.Equal(
            [AuditDeed.BeganNewDataKeys, AuditDeed.PausedRotation, AuditDeed.ResumedRotation],
            db.AuditEntries.Where(entry => entry.Actor == admin.User).OrderBy(entry => entry.Number).Select(entry => entry.Deed));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_else_does_and_no_administrator_without_her_password(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (admin, support, customer) = (await AddAdminAsync(store), await store.AddStaffAsync(), await store.AddCustomerAsync());
        var rotate = store.Get<RotateKeys>();

        Assert.Equal(RotateKeysRefusal.NotConfirmed, await rotate.RunAsync(await store.SignInAsync(admin, confirmed: false), Rotation.Epoch, RotationAct.Begin, Cancel));
        foreach (var other in new[] { support, customer })
        {
            var person = await store.SignInAsync(other);
            Assert.Equal(RotateKeysRefusal.NotAdmin, await rotate.RunAsync(person, Rotation.Epoch, RotationAct.Begin, Cancel));
            Assert.Null(await store.Get<TakeKeyInventory>().RunAsync(person, Cancel));
        }

        Assert.Single(await store.Get<IKeyStore>().EpochsAsync(Cancel));
        Assert.Null(await store.Get<JobQueue>().LatestAsync<CloseEpochs>(Cancel));
    }

    [Fact]
    public async Task The_inventory_lists_every_key_with_its_dates_and_holds_neither_a_key_nor_a_name()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var admin = await AddAdminAsync(store);
        await store.AddPersonAsync("Grace Hopper");

        var inventory = await store.Get<TakeKeyInventory>().RunAsync(await store.SignInAsync(admin), Cancel);
        await using var written = new MemoryStream();
        await inventory!.WriteAsync(written, Cancel);

        var lines = Encoding.UTF8.GetString(written.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var keys = await store.Get<IKeyStore>().ListAsync(0, 1_000, Cancel);
        Assert.Equal(keys.Count, lines.Count(line => line.StartsWith("data,", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
        Assert.Contains(lines, line => line.StartsWith("root,root 692,,", StringComparison.Ordinal) && line.Contains(",Active,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Hopper", StringComparison.Ordinal) || line.Contains('@', StringComparison.Ordinal));
    }

    private static async Task<Customer> AddAdminAsync(TestStore store)
    {
        var admin = await store.AddCustomerAsync();
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == admin.User.Value).Role = PortalRole.Admin, Cancel);
        return admin;
    }
}
