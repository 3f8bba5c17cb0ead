using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Support;

/// <summary>Finding an account: by what its owner names, exactly; recorded before it answers; for staff alone.</summary>
public class FindCustomerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases("ada@harbour.example")]
    [OnBothDatabases("  ADA@harbour.EXAMPLE ")]
    [OnBothDatabases("+44 7700 900118")]
    [OnBothDatabases("07700 900118")]
    public async Task Finds_the_one_account_that_has_it_and_tells_its_owner(Database database, string typed)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (staff, ada) = (await store.AddStaffAsync(), await AddAdaAsync(store));
        await store.AddCustomerAsync();

        var answer = await store.Get<FindCustomer>().RunAsync(staff.User, typed, Cancel);

        Assert.Equal(ada.User, Assert.Single(answer.Found).User);
        Assert.Equal("Found the account by its address or number", Assert.Single(await store.Get<WhoLooked>().AtAsync(ada.User, 10, Cancel)).Deed);
    }

    [Theory, OnBothDatabases]
    public async Task A_search_that_finds_nobody_is_recorded_too_without_what_was_typed(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();

        var answer = await store.Get<FindCustomer>().RunAsync(staff.User, "zebra.quux@harbour.example", Cancel);

        Assert.Equal((0, null), (answer.Found.Count, answer.Refusal));
        var entry = Assert.Single(await store.Get<AuditTrail>().LatestAsync(10, Cancel));
        Assert.Equal((AuditDeed.SearchedInVain, default(UserId)), (entry.Deed, entry.Subject));
        Assert.Equal("Searched for an address or number; no account has it", WhoLooked.Words(entry.Deed));
        Assert.Empty(Canaries.FindIn(store.Folder, ["zebra.quux"]));
    }

    [Theory, OnBothDatabases]
    public async Task Half_an_address_finds_nothing_and_a_customer_may_not_search(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (staff, ada) = (await store.AddStaffAsync(), await AddAdaAsync(store));

        Assert.Equal(SearchRefusal.NotAnAddressOrNumber, (await store.Get<FindCustomer>().RunAsync(staff.User, "ada", Cancel)).Refusal);
        Assert.Empty((await store.Get<FindCustomer>().RunAsync(staff.User, "da@harbour.example", Cancel)).Found);
        Assert.Equal(SearchRefusal.NotStaff, (await store.Get<FindCustomer>().RunAsync(ada.User, "ada@harbour.example", Cancel)).Refusal);
    }

    [Theory, OnBothDatabases]
    public async Task The_overview_counts_and_opens_nothing_sealed(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (staff, ada) = (await store.AddStaffAsync(), await AddAdaAsync(store));
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        var grant = (await store.Get<OpenDoor>().RunAsync(staff.User, ada.User, AuditDeed.OpenedCustomer, "She asked for help", null, Cancel)).Grant!;

        var facts = await store.Get<CustomerOverview>().RunAsync(grant, Cancel);

        Assert.Equal((AccountState.Active, 1L), (facts.State, facts.Accepted));
        Assert.Contains(facts.Looks, look => look.Reason == "She asked for help");
        for (var look = 0; look < 25; look++) await store.Get<OpenDoor>().RunAsync(staff.User, ada.User, AuditDeed.OpenedToLog, "She telephoned", null, Cancel);
        Assert.Equal(await store.Get<WhoLooked>().AtAsync(ada.User, WhoLooked.OnAPage, Cancel), (await store.Get<CustomerOverview>().RunAsync(grant, Cancel)).Looks);
        Assert.InRange((await store.Get<CustomerOverview>().RunAsync(grant, Cancel)).Looks.Count, 26, WhoLooked.OnAPage);
        store.Clock.Advance(TimeSpan.FromMinutes(16));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Get<CustomerOverview>().RunAsync(grant, Cancel));
    }

    private static async Task<Customer> AddAdaAsync(TestStore store)
    {
        var ada = await store.AddCustomerAsync();
        var indexes = store.Get<LookupIndexes>();
        Assert.True(EmailAddress.TryParse("ada@harbour.example", out var email));
        var index = indexes.Of(email);
        var phone = indexes.Of(PhoneNumber.FromE164("+447700900118"));
        await store.Writes.RunAsync(
            db =>
            {
                var user = db.Users.Single(user => user.Id == ada.User.Value);
                (user.NormalizedEmail, user.NormalizedUserName, user.PhoneIndex) = (index, index, phone);
            },
            Cancel);
        return ada;
    }
}
