using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>
/// A hundred thousand data keys moved to a new epoch, and the numbers of a campaign of two hundred thousand sealed anew under a new key while a reader opens
/// them, on files with full sync. The reader may meet no error, and at the end every number opens.
/// </summary>
internal static class RotationVerb
{
    private const int Keys = 100_000;
    private const int Rows = 200_000;

    public static int Run(string[] _)
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-rotation-").FullName;
        try
        {
            return RunAsync(folder).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder)
    {
        await using var portal = await SendingPortal.OpenAsync(
            folder, [], (services, configuration) => services.AddKeeping(configuration));
        var (rewrapped, rewrapSeconds) = await RewrapAsync(portal);
        Console.WriteLine($"{rewrapped:n0} data keys moved to a new epoch in {rewrapSeconds:F2} s");

        var customer = await portal.AddCustomerAsync(Money.Of(1_000_000, Currency.Gbp));
        var campaign = new MessageId(MessageId.NewBatch());
        var numbers = Enumerable.Range(0, Rows).Select(at => $"+{447_400_000_000 + at}").ToList();
        if (await portal.Get<SendCampaign>().RunAsync(customer, campaign, "The fair opens at ten", numbers, CancellationToken.None) is not CampaignOutcome.Accepted)
            throw new InvalidOperationException("The campaign was not accepted.");

        var scope = Buckets.ScopeOf(customer.Account, Buckets.Of(TimeProvider.System.GetUtcNow()));
        var rotation = portal.Get<Vault>().Rotation;
        await rotation.AnnounceAsync(scope);
        await rotation.PromoteAsync(scope);
        var old = (await portal.Get<IKeyStore>().RotatingAsync()).Where(key => key.State is KeyState.Retiring).Select(key => key.Id).ToHashSet();

        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() => ReadAsync(portal, scope, stop.Token));
        var start = Stopwatch.GetTimestamp();
        var resealed = await portal.Get<SealedValues>().ResealAsync(old, (_, _) => Task.CompletedTask, CancellationToken.None);
        var resealSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stop.CancelAsync();
        var (opened, errors) = await reading;
        var left = await portal.Get<SealedValues>().CountAsync(old, CancellationToken.None);
        var whole = await CountOpenAsync(portal, scope);
        Console.WriteLine($"{resealed.Written:n0} values sealed anew in {resealSeconds:F2} s; {left} left under the old key; {whole:n0} of {Rows:n0} numbers open; meanwhile a reader opened {opened:n0}, {errors} of them in vain");
        Console.WriteLine($"RESULT rewrap_per_s={rewrapped / rewrapSeconds:F0} reseal_per_s={resealed.Written / resealSeconds:F0}");
        return rewrapped >= Keys && left == 0 && whole == Rows && errors == 0 ? 0 : 1;
    }

    private static async Task<(long Moved, double Seconds)> RewrapAsync(SendingPortal portal)
    {
        var (store, rotation) = (portal.Get<IKeyStore>(), portal.Get<Vault>().Rotation);
        var from = await rotation.CurrentEpochAsync();
        await portal.Get<Vault>().OpenAsync(Scope.SystemMail);

        // Made as the vault makes them, but a thousand a transaction: what is measured begins after it.
        await FillAsync(portal, from);
        var to = await rotation.BeginEpochAsync();
        var start = Stopwatch.GetTimestamp();
        await rotation.CloseEpochAsync(from);
        var moved = 0L;
        for (uint after = 0; await rotation.RewrapAsync(from, to, after, CloseEpochs.KeysInAct) is (uint last, var more); after = last) moved += more;
        if (!await rotation.EmptyEpochAsync(from)) throw new InvalidOperationException("Keys were left behind.");

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await rotation.VerifyAsync();
        return (moved, seconds);
    }

    private static async Task FillAsync(SendingPortal portal, int epoch)
    {
        using var epochs = new EpochKeys(portal.Get<IKeyStore>(), portal.Get<IRootKeyProvider>(), TimeProvider.System);
        await epochs.LoadAsync(epoch, CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(portal.Get<StorageOptions>().DataFolder, "keys.db")};Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        connection.DoEach(
            "insert into keys (id, scope, state, epoch, wrapped, created) values (@p0, @p1, 1, @p2, @p3, 0)",
            Enumerable.Range(1_000, Keys).Select(id =>
            {
                var scope = Scope.User(UserId.New());
                return new object?[] { (long)id, scope.Text, epoch, epochs.Wrap(epoch, (uint)id, scope, RandomNumberGenerator.GetBytes(32)) };
            }));
        await using var count = connection.Sql("update counters set value = 200000 where name = 'key'");
        await count.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static async Task<(long Opened, long Errors)> ReadAsync(SendingPortal portal, Scope scope, CancellationToken cancel)
    {
        var (opened, errors) = (0L, 0L);
        var random = new Random(1);
        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(CancellationToken.None);
        var first = await db.Messages.IgnoreAutoIncludes().MinAsync(message => message.Id, CancellationToken.None);
        while (!cancel.IsCancellationRequested)
        {
            var from = first + random.Next(Rows - 50);
            var page = await db.Messages.AsNoTracking().Where(message => message.Id >= from).OrderBy(message => message.Id).Take(50).ToListAsync(CancellationToken.None);
            var box = await portal.Get<Vault>().FindAsync(scope, CancellationToken.None);
            foreach (var message in page)
            {
                opened++;
                if (box.Open(MessagingFields.Recipient, message.MessageId.Value, message.Recipient).Status is not OpenStatus.Ok) errors++;
            }

            await Task.Delay(20, CancellationToken.None);
        }

        return (opened, errors);
    }

    private static async Task<long> CountOpenAsync(SendingPortal portal, Scope scope)
    {
        var box = await portal.Get<Vault>().FindAsync(scope);
        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var count = 0L;
        await foreach (var message in db.Messages.AsNoTracking().AsAsyncEnumerable())
            if (box.Open(MessagingFields.Recipient, message.MessageId.Value, message.Recipient).Status is OpenStatus.Ok) count++;
        return count;
    }
}
