using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy;
using SmsViro.Core.Registers;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>A store with everything that answers a person's requests, whose jobs the test runs by hand.</summary>
internal static class RightsStore
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TestStore> CreateAsync(Database database, Action<IServiceCollection>? add = null)
    {
        var store = await TestStore.CreateAsync(
            database,
            (services, configuration) =>
            {
                services.AddJobs(configuration).AddAuditing().AddNotices(configuration).AddCustody(configuration).AddPrivacy().AddAccounts().AddMessaging(configuration)
                    .AddRights(configuration).AddSupport().AddRegisters(configuration);
                services.AddSingleton(Accounts.Desk.Links);

                // One process is all there is, on PostgreSQL too.
                services.AddSingleton(new ErasurePace(TimeSpan.Zero, TimeSpan.FromSeconds(2)));
                add?.Invoke(services);
            });
        await SharedCertificate.GiveAsync(store);
        return store;
    }

    public static async Task RunJobsAsync(this TestStore store)
    {
        while (await store.Get<JobRunner>().RunNextAsync(Cancel))
        {
        }
    }

    public static async Task<Customer> AddStaffAsync(this TestStore store)
    {
        var staff = await store.AddCustomerAsync();
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).Role = PortalRole.Support, Cancel);
        return staff;
    }

    /// <summary>A customer with a profile.</summary>
    public static async Task<Customer> AddPersonAsync(this TestStore store, string name = "Ada Lovelace")
    {
        var person = await store.AddCustomerAsync();
        var box = await store.Vault.OpenAsync(Scope.User(person.User), Cancel);
        await store.Writes.RunAsync(
            db => db.Profiles.Add(new Profile
            {
                UserId = person.User,
                Name = box.Seal(new Field("profile.name"), person.User.Value, name),
                TimeZone = box.Seal(new Field("profile.time-zone"), person.User.Value, "Europe/London"),
            }),
            Cancel);
        return person;
    }

    /// <summary>Lets a member of staff in to a person.</summary>
    public static async Task<AccessGrant> GrantAsync(this TestStore store, Customer staff, Customer person, Guid? request) =>
        (await store.Get<OpenDoor>().RunAsync(staff.User, person.User, AuditDeed.OpenedRequest, "To answer this privacy request", request, Cancel)).Grant!;

    /// <summary>A browser in which the password was typed just now, or not at all.</summary>
    public static async Task<SignedIn> SignInAsync(this TestStore store, Customer customer, bool confirmed = true)
    {
        var now = store.Clock.GetUtcNow();
        var id = Guid.CreateVersion7();
        var box = await store.Vault.OpenAsync(Scope.User(customer.User), Cancel);
        await store.Writes.RunAsync(
            db => db.Sessions.Add(new Session
            {
                Id = id,
                UserId = customer.User,
                Device = box.Seal(new Field("session.device"), id, "a browser"),
                StartedAt = now,
                SeenAt = now,
                EndsAt = now.AddHours(12),
                EndsAtLatest = now.AddDays(30),
                ConfirmedAt = confirmed ? now : null,
            }),
            Cancel);
        return new SignedIn(customer, PortalRole.Customer, id);
    }

    /// <summary>Asks for a copy in a browser in which the password was just typed.</summary>
    public static async Task<CopyAnswer> AskAsync(this TestStore store, Customer customer, CopyContent content = CopyContent.Paper, string? passphrase = null) =>
        await store.Get<RequestCopy>().RunAsync(await store.SignInAsync(customer), content, passphrase, Cancel);

    /// <summary>Asks for a copy, makes it and reads it whole.</summary>
    public static async Task<(Guid Request, byte[] Bytes)> CopyAsync(this TestStore store, Customer customer, CopyContent content = CopyContent.Paper, string? passphrase = null)
    {
        var request = (await store.AskAsync(customer, content, passphrase)).Request!.Value;
        await store.RunJobsAsync();

        // Run by hand, a copy that could not be made says why.
        if ((await store.RequestAsync(request)).State is RequestState.Preparing) await store.Get<AssembleCopy>().RunAsync(new JobRun(request, 1, (_, _) => Task.CompletedTask), Cancel);
        var download = await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(customer), request, null, Cancel);
        Assert.Null(download.Refusal);
        await using var opened = download.Content!;
        using var whole = new MemoryStream();
        await opened.CopyToAsync(whole, Cancel);
        return (request, whole.ToArray());
    }

    /// <summary>Asks for erasure without the wait and has staff carry it out.</summary>
    public static async Task<Guid> EraseAsync(this TestStore store, Customer customer, Customer staff)
    {
        var request = (await store.Get<RequestErasure>().RunAsync(await store.SignInAsync(customer), RequestErasure.Phrase, waiveWait: true, BalanceChoice.GiveUp, Cancel)).Request!.Value;
        Assert.Null(await store.CarryOutAsync(request, customer, staff));
        await store.RunJobsAsync();
        return request;
    }

    public static async Task<CarryOutRefusal?> CarryOutAsync(this TestStore store, Guid request, Customer customer, Customer staff)
    {
        var grant = (await store.Get<OpenDoor>().RunAsync(staff.User, customer.User, AuditDeed.OpenedRequest, "To answer this privacy request", request, Cancel)).Grant!;
        return await store.Get<CarryOutErasure>().RunAsync(await store.SignInAsync(staff), grant, request, BalanceChoice.PayBack, Cancel);
    }

    public static async Task<PrivacyRequest> RequestAsync(this TestStore store, Guid id)
    {
        await using var db = store.Open();
        return (await db.PrivacyRequests.FindAsync([id], Cancel))!;
    }
}
