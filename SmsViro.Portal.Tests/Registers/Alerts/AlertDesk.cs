using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Registers;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers.Alerts;

/// <summary>What the tests of alerts do again and again.</summary>
internal static class AlertDesk
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Customer> AddAdminAsync(this TestStore store)
    {
        var admin = await store.AddCustomerAsync();
        await store.MakeAsync(admin, PortalRole.Admin);
        return admin;
    }

    public static Task MakeAsync(this TestStore store, Customer person, PortalRole role) =>
        store.Writes.RunAsync(db => db.Users.Single(user => user.Id == person.User.Value).Role = role, Cancel);

    public static async Task WatchAsync(this TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<WatchAlerts>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    public static async Task VerifyTrailAsync(this TestStore store)
    {
        await store.Get<JobQueue>().AddAsync<VerifyTrail>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
    }

    public static async Task<IReadOnlyList<Alert>> AlertsAsync(this TestStore store)
    {
        await using var db = store.Open();
        return await db.Alerts.AsNoTracking().OrderBy(alert => alert.Id).ToListAsync(Cancel);
    }

    public static async Task<int> MailsAsync(this TestStore store)
    {
        await using var db = store.Open();
        return await db.Set<OutgoingMail>().CountAsync(Cancel);
    }

    public static async Task<IReadOnlyList<Letter>> LettersAsync(this TestStore store) => [.. (await store.Get<Outbox>().NewestAsync(100, Cancel)).Select(mail => mail.Letter!)];

    /// <summary>A member of staff opens so many customers, a second apart.</summary>
    public static async Task LookAtAsync(this TestStore store, Customer staff, int many)
    {
        for (var one = 0; one < many; one++)
        {
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            await store.LookAtAsync(staff, await store.AddCustomerAsync());
        }
    }

    public static async Task LookAtAsync(this TestStore store, Customer staff, Customer customer) =>
        Assert.NotNull((await store.Get<OpenDoor>().RunAsync(staff.User, customer.User, AuditDeed.OpenedCustomer, "The customer asked for help", null, Cancel)).Grant);

    /// <summary>So many wrong passwords, a second apart.</summary>
    public static async Task FailAsync(this TestStore store, Customer person, int many, ProofDoor door)
    {
        for (var one = 0; one < many; one++)
        {
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            var at = store.Clock.GetUtcNow();
            await store.Writes.RunAsync(db => db.FailedProofs.Add(new FailedProof { Id = Guid.CreateVersion7(at), UserId = person.User, At = at, Door = door }), Cancel);
        }
    }

    public static async Task RecordAsync(this TestStore store, UserId actor, UserId subject, AuditDeed deed, PortalRole role, int many)
    {
        for (var one = 0; one < many; one++)
        {
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            await store.Get<AuditTrail>().AppendAsync(await store.Get<AuditTrail>().DraftAsync(actor, subject, deed, cancel: Cancel), role, Cancel);
        }
    }
}
