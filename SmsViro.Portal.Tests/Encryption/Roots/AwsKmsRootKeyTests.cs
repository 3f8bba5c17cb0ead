using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage.Keys;
using SmsViro.Portal.Tests.Doubles;
using static SmsViro.Portal.Tests.Encryption.Roots.KeyServiceStandIn;

namespace SmsViro.Portal.Tests.Encryption.Roots;

/// <summary>Root keys in AWS KMS, as its stand-in on loopback sees them asked for.</summary>
public class AwsKmsRootKeyTests
{
    private const int Epoch = 692;

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wraps_and_unwraps_by_signed_requests_in_the_same_epoch_and_context_only()
    {
        await using var kms = new KeyServiceStandIn();
        using var roots = kms.Provider();
        await roots.CreateAsync(Epoch, Cancel);
        await roots.CreateAsync(Epoch, Cancel);
        await roots.CreateAsync(Epoch + 1, Cancel);

        var wrapped = await roots.WrapAsync(Epoch, Key, "here", Cancel);

        Assert.Equal(Key, await roots.UnwrapAsync(Epoch, wrapped, "here", Cancel));
        Assert.Equal(2, kms.Asked.Count(action => action == "CreateKey"));
        var unfit = "does not fit the key store: give the alias alias/smsviro-root-";
        await RefusesAsync(unfit, () => roots.UnwrapAsync(Epoch, wrapped, "there", Cancel));
        await RefusesAsync(unfit, () => roots.UnwrapAsync(Epoch + 1, wrapped, "here", Cancel));
        wrapped[^1] ^= 1;
        await RefusesAsync(unfit, () => roots.UnwrapAsync(Epoch, wrapped, "here", Cancel));
    }

    [Fact]
    public async Task Processes_that_start_at_once_agree_on_one_key_and_give_the_others_back()
    {
        await using var kms = new KeyServiceStandIn();
        using var roots = kms.Provider();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () => await roots.CreateAsync(Epoch, Cancel), Cancel)));

        Assert.Equal([Epoch], await roots.ListAsync(Cancel));
        Assert.Equal(kms.Asked.Count(action => action == "CreateKey") - 1, kms.Scheduled.Count);
    }

    [Fact]
    public async Task Lists_every_page_and_no_alias_of_another_use()
    {
        await using var kms = new KeyServiceStandIn();
        using var roots = kms.Provider();
        foreach (var alias in new[] { "alias/aws/s3", "alias/smsviro-root-x", "alias/smsviro-roots", "alias/zebra" })
            kms.AddForeignAlias(alias);
        foreach (var epoch in new[] { 700, 9, 692 })
            await roots.CreateAsync(epoch, Cancel);

        Assert.Equal([9, 692, 700], await roots.ListAsync(Cancel));
    }

    [Fact]
    public async Task A_destroyed_key_opens_nothing_at_once_and_the_days_until_it_is_deleted_are_known()
    {
        await using var kms = new KeyServiceStandIn();
        using var roots = kms.Provider();
        await roots.CreateAsync(Epoch, Cancel);
        var wrapped = await roots.WrapAsync(Epoch, Key, "here", Cancel);

        await roots.DestroyAsync(Epoch, Cancel);
        await roots.DestroyAsync(Epoch, Cancel);

        Assert.Equal(11, Assert.Single(kms.Scheduled).Days);
        Assert.Equal(TimeSpan.FromDays(11), roots.DestroyDelay);
        Assert.Empty(await roots.ListAsync(Cancel));
        Assert.False(await roots.HoldsAsync(Epoch, Cancel));
        await RefusesAsync(
            "The root key of epoch 692 is not in AWS KMS of eu-west-2: give the alias alias/smsviro-root-692 back to its key.",
            () => roots.UnwrapAsync(Epoch, wrapped, "here", Cancel));
    }

    [Fact]
    public async Task Rides_out_two_faults_and_names_the_third()
    {
        await using var kms = new KeyServiceStandIn();
        using var roots = kms.Provider();
        await roots.CreateAsync(Epoch, Cancel);

        kms.Suffer(Fault.Throttled, Fault.Broken);
        var wrapped = await roots.WrapAsync(Epoch, Key, "here", Cancel);
        Assert.Equal(Key, await roots.UnwrapAsync(Epoch, wrapped, "here", Cancel));

        kms.Suffer(Fault.Throttled, Fault.Throttled, Fault.Throttled);
        await RefusesAsync("turned 3 tries away as too many requests: wait a minute, then try again.", () => roots.WrapAsync(Epoch, Key, "here", Cancel));
        kms.Suffer(Fault.Broken, Fault.Broken, Fault.Broken);
        await RefusesAsync("answered KMSInternalException", () => roots.WrapAsync(Epoch, Key, "here", Cancel));
    }

    [Fact]
    public async Task A_service_that_is_silent_or_not_there_is_named_and_still_counts_as_holding_the_key()
    {
        await using var kms = new KeyServiceStandIn();
        using var roots = kms.Provider(but: options => options.Timeout = TimeSpan.FromMilliseconds(150));

        // More than three: a try that is given up before it arrives is heard all the same.
        kms.Suffer(Fault.Silent, Fault.Silent, Fault.Silent, Fault.Silent, Fault.Silent, Fault.Silent);
        await RefusesAsync("AWS KMS of eu-west-2 did not answer within 00:00:00.1500000, 3 times", () => roots.WrapAsync(Epoch, Key, "here", Cancel));

        using var nowhere = kms.Provider(but: options => options.Endpoint = $"http://127.0.0.1:{Loopback.FreePort()}");
        await RefusesAsync("did not answer within 00:00:05, 3 times: look at the network, at Keys:AwsKms:Endpoint", () => nowhere.WrapAsync(Epoch, Key, "here", Cancel));
        Assert.True(await nowhere.HoldsAsync(Epoch, Cancel));
    }

    [Fact]
    public async Task Wrong_credentials_and_missing_rights_are_told_apart()
    {
        await using var kms = new KeyServiceStandIn();
        using var stranger = kms.Provider("not the secret");
        await RefusesAsync("does not know who asks: give the portal AWS credentials that are valid now.", () => stranger.CreateAsync(Epoch, Cancel));
        Assert.True(await stranger.HoldsAsync(Epoch, Cancel));

        using var roots = kms.Provider();
        await roots.CreateAsync(Epoch, Cancel);
        kms.Suffer(Fault.Denied);
        await RefusesAsync("does not let this portal use alias/smsviro-root-692: give its role the rights that docs/operations.md lists.", () => roots.WrapAsync(Epoch, Key, "here", Cancel));
        kms.Suffer(Fault.Denied);
        Assert.False(await roots.HoldsAsync(Epoch, Cancel));
    }

    [Theory]
    [InlineData("Disabled")]
    [InlineData("PendingDeletion")]
    public async Task A_key_switched_off_at_the_service_stops_a_running_portal_and_switched_on_lets_it_go_on(string state)
    {
        await using var kms = new KeyServiceStandIn();
        using var roots = kms.Provider();
        var clock = new FakeTimeProvider(new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        using var store = new SqliteKeyStore(Path.Combine(Scratch.Folder("kms"), "keys.db"));
        await using var vault = new Vault(store, roots, clock);
        await vault.StartAsync(dataExists: false, Cancel);
        await vault.OpenAsync(Scope.SystemMail, Cancel);

        kms.SetState("alias/smsviro-root-692", state);
        await vault.TickAsync();
        vault.Evict(Scope.SystemMail);
        await RefusesAsync("was taken away or switched off while the portal ran: put it back in AWS KMS of eu-west-2", async () => await vault.FindAsync(Scope.SystemMail, Cancel));
        await using var another = new Vault(store, roots, clock);
        await RefusesAsync("is disabled or awaits deletion: enable the key of alias/smsviro-root-692, or cancel its deletion.", async () => await Started(another));

        kms.SetState("alias/smsviro-root-692", "Enabled");
        await vault.TickAsync();
        Assert.False((await vault.FindAsync(Scope.SystemMail, Cancel)).IsClosed);
    }

    private static async ValueTask<bool> Started(Vault vault)
    {
        await vault.StartAsync(dataExists: true, Cancel);
        return true;
    }

    private static async Task RefusesAsync(string sentence, Func<ValueTask> errand)
    {
        var refused = await Assert.ThrowsAsync<KeysException>(async () => await errand());
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    private static Task RefusesAsync<T>(string sentence, Func<ValueTask<T>> errand) => RefusesAsync(sentence, async () => { await errand(); });
}
