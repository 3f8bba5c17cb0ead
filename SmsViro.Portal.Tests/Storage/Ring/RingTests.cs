using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage.Ring;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Storage.Ring;

/// <summary>The keys of cookies and antiforgery tokens: sealed at rest, shared by every process on the database.</summary>
public class RingTests
{
    [Theory, OnBothDatabases]
    public async Task Is_sealed_in_its_row_and_opens_after_a_restart(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var cookie = Protector(store.Services).Protect("signed in");

        await store.RestartAsync();

        Assert.Equal("signed in", Protector(store.Services).Unprotect(cookie));
        await using var db = store.Open();
        var row = Assert.Single(await db.Set<RingElement>().ToListAsync());
        Assert.DoesNotContain("masterKey", row.Frame, StringComparison.Ordinal);
        var opened = (await store.Vault.FindAsync(Scope.SystemRing)).Open(new("ring.key"), row.Id, row.Key!.Value);
        Assert.Contains("masterKey", opened.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_one_process_signs_every_other_accepts_also_when_they_start_at_once(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        using var second = store.StartBeside();
        using var third = store.StartBeside();
        IServiceProvider[] processes = [store.Services, second.Services, third.Services];

        var cookies = await Task.WhenAll(processes.Select(process => Task.Run(() => Protector(process).Protect("signed in"))));

        Assert.All(processes, process => Assert.All(cookies, cookie => Assert.Equal("signed in", Protector(process).Unprotect(cookie))));
    }

    private static IDataProtector Protector(IServiceProvider process) => process.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie");
}
