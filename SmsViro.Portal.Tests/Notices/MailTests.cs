using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Notices;

public sealed class MailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_the_server_takes_is_sent_once(Database database)
    {
        var server = new Postman();
        await using var store = await OpenAsync(database, server);
        await store.Get<Post>().SendAsync(Letter("amara@example.org"), Cancel);

        Assert.Equal((1, 0), await store.Get<CarryMail>().RunAsync(Cancel));
        Assert.Equal((0, 0), await store.Get<CarryMail>().RunAsync(Cancel));

        Assert.Equal("amara@example.org", Assert.Single(server.Carried).To.Address);
    }

    [Theory, OnBothDatabases]
    public async Task What_the_server_refuses_waits_sealed_and_is_tried_ever_more_rarely(Database database)
    {
        var server = new Postman { Refuses = true };
        await using var store = await OpenAsync(database, server);
        await store.Get<Post>().SendAsync(Letter("amara@example.org"), Cancel);

        foreach (var minutes in new[] { 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360 })
        {
            store.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(Math.Sign(minutes)));
            if (minutes > 0) Assert.Equal((0, 0), await store.Get<CarryMail>().RunAsync(Cancel));

            store.Clock.Advance(TimeSpan.FromSeconds(Math.Sign(minutes)));
            Assert.Equal((0, 1), await store.Get<CarryMail>().RunAsync(Cancel));
        }

        Assert.Equal(1, await store.Get<Outbox>().CountWaitingAsync(Cancel));
        server.Refuses = false;
        store.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Equal((1, 0), await store.Get<CarryMail>().RunAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_server_mail_waits_and_is_counted(Database database)
    {
        await using var store = await TestStore.CreateAsync(database, (services, configuration) => services.AddNotices(configuration));
        await store.Get<Post>().SendAsync(Letter("amara@example.org"), Cancel);

        Assert.Equal((0, 0), await store.Get<CarryMail>().RunAsync(Cancel));

        Assert.Equal(1, await store.Get<Outbox>().CountWaitingAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_letter_whose_key_is_gone_is_not_sent_and_stops_no_other(Database database)
    {
        var server = new Postman();
        await using var store = await OpenAsync(database, server);
        var she = await store.AddCustomerAsync();
        await store.Get<Post>().SendAsync(Letter("gone@example.org", she.User), Cancel);
        await store.Get<Post>().SendAsync(Letter("here@example.org"), Cancel);
        await store.Vault.ShredAsync(Scope.User(she.User), Guid.CreateVersion7(), Cancel);

        Assert.Equal((1, 0), await store.Get<CarryMail>().RunAsync(Cancel));

        Assert.Equal("here@example.org", Assert.Single(server.Carried).To.Address);
        Assert.Null((await store.Get<Outbox>().NewestAsync(10, Cancel)).Single(mail => mail.State is MailState.Unreadable).Letter);
    }

    [Theory, OnBothDatabases]
    public async Task Two_workers_carry_a_letter_once(Database database)
    {
        var server = new Postman();
        await using var store = await OpenAsync(database, server);
        for (var letters = 0; letters < 20; letters++) await store.Get<Post>().SendAsync(Letter($"person{letters}@example.org"), Cancel);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.Get<CarryMail>().RunAsync(Cancel)));

        Assert.Equal(20, server.Carried.Count);
        Assert.Equal(20, server.Carried.Select(letter => letter.To.Address).Distinct().Count());
    }

    private static Letter Letter(string to, UserId? owner = null) =>
        new(EmailAddress.TryParse(to, out var email) ? email : default, "A subject", "A body", owner);

    private static Task<TestStore> OpenAsync(Database database, Postman server) => TestStore.CreateAsync(database, (services, configuration) =>
    {
        services.AddNotices(configuration);
        services.AddSingleton<IMailCourier>(server);
    });

    private sealed class Postman : IMailCourier
    {
        private readonly Lock _gate = new();

        public bool Refuses { get; set; }

        public List<Letter> Carried { get; } = [];

        public bool IsReady => true;

        public Task CarryAsync(Guid id, Letter letter, CancellationToken cancel)
        {
            if (Refuses) throw new MailNotTakenException("MailboxBusy");
            lock (_gate) Carried.Add(letter);
            return Task.CompletedTask;
        }
    }
}
