using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Portal.Tests.Doubles;

public class TestStoreTests
{
    [Theory, OnBothDatabases]
    public async Task A_customer_is_there_after_a_restart_and_her_address_opens(Database database)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var store = await TestStore.CreateAsync(database);
        var customer = await store.AddCustomerAsync();

        await store.RestartAsync();

        await using var db = store.Open();
        var row = await db.Set<PortalUser>().SingleAsync(cancel);
        var box = await store.Vault.OpenAsync(Scope.User(customer.User), cancel);
        Assert.Equal($"{customer.User}@example.invalid", box.Open(StorageFields.Email, row.Id, row.EmailSealed).Text);
    }

    [Theory, OnBothDatabases]
    public async Task No_store_sees_another(Database database)
    {
        await using var mine = await TestStore.CreateAsync(database);
        await using var hers = await TestStore.CreateAsync(database);
        await mine.AddCustomerAsync();

        await using var db = hers.Open();

        Assert.False(await db.Set<PortalUser>().AnyAsync(TestContext.Current.CancellationToken));
    }
}
