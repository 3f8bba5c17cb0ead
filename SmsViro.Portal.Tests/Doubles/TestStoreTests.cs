using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Tests.Doubles;

public class TestStoreTests
{
    private static readonly Field Field = StorageFields.Email;

    [Theory, OnBothDatabases]
    public async Task What_an_act_wrote_is_there_after_a_restart_and_opens(Database database)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var store = await TestStore.CreateAsync(database);
        var user = new UserId(Guid.CreateVersion7());
        var box = await store.Vault.OpenAsync(Scope.User(user), cancel);
        await store.Writes.RunAsync(db => db.Add(NewUser(user, box.Seal(Field, user.Value, "ada@example.org"), store)), cancel);

        await store.RestartAsync();

        await using var db = store.Open();
        var row = await db.Set<PortalUser>().SingleAsync(cancel);
        var opened = (await store.Vault.OpenAsync(Scope.User(user), cancel)).Open(Field, user.Value, row.EmailSealed);
        Assert.Equal("ada@example.org", opened.Text);
    }

    [Theory, OnBothDatabases]
    public async Task No_store_sees_another(Database database)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var mine = await TestStore.CreateAsync(database);
        await using var hers = await TestStore.CreateAsync(database);
        await mine.Writes.RunAsync(db => db.Add(NewUser(new UserId(Guid.CreateVersion7()), default, mine)), cancel);

        await using var db = hers.Open();

        Assert.False(await db.Set<PortalUser>().AnyAsync(cancel));
    }

    private static PortalUser NewUser(UserId user, Sealed email, TestStore store) => new()
    {
        Id = user.Value,
        AccountId = new AccountId(Guid.CreateVersion7()),
        EmailSealed = email,
        CreatedAt = store.Clock.GetUtcNow(),
    };
}
