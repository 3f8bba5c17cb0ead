using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Escrow;
using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Custody.Escrow;

/// <summary>The root keys in a safe: an escrow opens with its passphrase alone, proves itself, and brings a lost folder back.</summary>
public class EscrowTests
{
    private const string Words = "correct horse battery stäple";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Saves_a_portal_that_lost_its_root_keys(Database database)
    {
        await using var store = await StoreAsync(database);
        var (scope, row) = (Scope.Parse("user/her"), Guid.CreateVersion7());
        var value = (await store.Vault.OpenAsync(scope)).Seal(new("user.name"), row, "Ada");
        var file = await ExportAsync(store);
        var key = Assert.Single(Directory.GetFiles(Path.Combine(store.Folder, "roots", "root"), "*.key"));
        var lost = await File.ReadAllBytesAsync(key, Cancel);
        File.Delete(key);

        var (fits, _) = await store.Get<VerifyRootKeys>().RunAsync(file, Words, Cancel);
        var (put, refusal) = await store.Get<RestoreRootKeys>().RunAsync(file, Words, Cancel);

        Assert.Null(refusal);
        Assert.Equal(EscrowVerdict.Fits, Assert.Single(fits).Verdict);
        Assert.Equal(fits[0].Epoch, Assert.Single(put));
        Assert.Equal(lost, await File.ReadAllBytesAsync(key, Cancel));
        Assert.Empty((await store.Get<RestoreRootKeys>().RunAsync(file, Words, Cancel)).Epochs);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        await store.RestartAsync();
        Assert.Equal("Ada", (await store.Vault.FindAsync(scope)).Open(new("user.name"), row, value).Text);
    }

    [Theory, OnBothDatabases]
    public async Task Says_which_epoch_it_lacks_and_which_is_another_stores(Database database)
    {
        await using var store = await StoreAsync(database);
        var file = await ExportAsync(store);
        store.Clock.Advance(TimeSpan.FromDays(30));
        await store.Vault.OpenAsync(Scope.Parse("user/new"));
        await using var other = await StoreAsync(database);

        var (epochs, _) = await store.Get<VerifyRootKeys>().RunAsync(file, Words, Cancel);
        var (foreign, _) = await other.Get<VerifyRootKeys>().RunAsync(file, Words, Cancel);

        Assert.Equal([EscrowVerdict.Fits, EscrowVerdict.Missing], epochs.Select(epoch => epoch.Verdict));
        Assert.Equal([EscrowVerdict.Foreign], foreign.Select(epoch => epoch.Verdict));
    }

    [Theory, OnBothDatabases]
    public async Task Refuses_a_short_passphrase_and_a_file_that_is_there_and_notes_every_one_written(Database database)
    {
        await using var store = await StoreAsync(database);
        var export = store.Get<ExportRootKeys>();
        var path = Path.Combine(store.Folder, "escrow");

        Assert.Equal(EscrowRefusal.ShortPassphrase, (await export.RunAsync(path, "fifteen letters", Cancel)).Refusal);
        Assert.False(File.Exists(path));
        await using (var db = store.Open()) Assert.Empty(await db.AuditEntries.ToListAsync(Cancel));

        await ExportAsync(store);
        var strange = path + ".strange";
        await File.WriteAllTextAsync(strange, "a shopping list", Cancel);
        Assert.Equal(EscrowRefusal.NoEscrow, (await store.Get<VerifyRootKeys>().RunAsync(strange, Words, Cancel)).Refusal);
        Assert.Equal(EscrowRefusal.NoFile, (await store.Get<VerifyRootKeys>().RunAsync(path + ".not", Words, Cancel)).Refusal);
        Assert.Equal(EscrowRefusal.DoesNotOpen, (await store.Get<VerifyRootKeys>().RunAsync(path, Words + " ", Cancel)).Refusal);
        Assert.Equal(EscrowRefusal.FileExists, (await export.RunAsync(path, Words, Cancel)).Refusal);
        await using (var db = store.Open()) Assert.Equal(AuditDeed.ExportedRootKeys, Assert.Single(await db.AuditEntries.ToListAsync(Cancel)).Deed);

        var keys = await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(store.Folder, "roots", "root")).Single(), Cancel);
        var page = Convert.FromBase64String(string.Concat((await File.ReadAllLinesAsync(path, Cancel)).Skip(4)));
        Assert.Equal(-1, page.AsSpan().IndexOf(keys));
    }

    [Theory, OnBothDatabases]
    public async Task A_token_hands_no_key_out(Database database)
    {
        await using var store = await StoreAsync(database);
        var token = new Pkcs11RootKeyProvider(new Pkcs11Options { Library = "/lib.so", Token = "t", PinFile = "/pin" });
        var path = Path.Combine(store.Folder, "escrow");

        Assert.Equal(EscrowRefusal.NotOurs, (await new ExportRootKeys(token, store.Get<AuditTrail>()).RunAsync(path, Words, Cancel)).Refusal);
        Assert.Equal(EscrowRefusal.NotOurs, (await new RestoreRootKeys(token, store.Get<IKeyStore>()).RunAsync(path, Words, Cancel)).Refusal);
    }

    private static async Task<string> ExportAsync(TestStore store)
    {
        var path = Path.Combine(store.Folder, "escrow");
        var (epochs, refusal) = await store.Get<ExportRootKeys>().RunAsync(path, Words, Cancel);
        Assert.Null(refusal);
        Assert.Single(epochs);
        return path;
    }

    private static Task<TestStore> StoreAsync(Database database) =>
        TestStore.CreateAsync(database, (services, configuration) => services.AddAuditing().AddCustody(configuration));
}
