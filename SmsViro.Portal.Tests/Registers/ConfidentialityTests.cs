using SmsViro.Core.Auditing;
using SmsViro.Core.Registers.Confidentiality;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>No page and no file of the desk before the undertaking in force is signed.</summary>
public class ConfidentialityTests
{
    // A version that was signed is never edited: its digest stands in the records of who signed it.
    private static readonly string[] Digests = ["7d81bb2e752136d47a3b7fa1fc6795c3020fd1a6f9cde754f5e6021047305138"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_version_that_was_signed_never_changes() => Assert.Equal(Digests, Undertaking.Versions.Select(version => version.Digest));

    [Theory, OnBothDatabases]
    [Promise("P5.3")]
    public async Task Who_signs_is_bound_by_the_version_in_force_and_every_signature_is_kept(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (staff, ada) = (await store.AddStaffAsync(), await store.AddCustomerAsync());
        var (register, accept, version) = (store.Get<StaffConfidentiality>(), store.Get<AcceptConfidentiality>(), Undertaking.Current.Number);

        Assert.False(await register.IsBoundAsync(staff.User, Cancel));
        Assert.Equal([staff.User], await register.MissingAsync(staff.User, Cancel));
        Assert.Null(await register.MissingAsync(ada.User, Cancel));
        Assert.False(await accept.RunAsync(staff.User, version + 1, Cancel));
        Assert.False(await accept.RunAsync(ada.User, version, Cancel));
        Assert.True(await accept.RunAsync(staff.User, version, Cancel));
        Assert.True(await accept.RunAsync(staff.User, version, Cancel));

        Assert.True(await register.IsBoundAsync(staff.User, Cancel));
        Assert.Empty((await register.MissingAsync(staff.User, Cancel))!);
        Assert.False(await register.IsBoundAsync(ada.User, Cancel));
        var signed = Assert.Single((await register.LogAsync(staff.User, Cancel))!);
        Assert.Equal((staff.User, version, Undertaking.Current.Digest, store.Clock.GetUtcNow()), (signed.UserId, signed.Version, signed.Digest, signed.AcceptedAt));
        Assert.Null(await register.LogAsync(ada.User, Cancel));
        Assert.Equal(AuditDeed.AcceptedConfidentiality, (await store.Get<AuditTrail>().LatestAsync(1, Cancel))[0].Deed);
    }
}
