using SmsViro.Core.Support;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Support;

/// <summary>One person is called alike on every page of staff.</summary>
public class AccountsOfTrailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Customers_in_the_trail_lead_to_their_account_for_staff_alone(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea, staff) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        UserId[] people = [ada.User, ada.User, staff.User, default, UserId.New()];

        Assert.Equal(new Dictionary<UserId, AccountId> { [ada.User] = ada.Account }, await store.Get<AccountsOfTrail>().RunAsync(staff.User, people, Cancel));
        Assert.Empty(await store.Get<AccountsOfTrail>().RunAsync(bea.User, people, Cancel));
    }
}
