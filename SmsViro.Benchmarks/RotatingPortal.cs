using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>A portal whose keys are replaced over and over, on a clock of its own whose date outlives the process: forty customers and a campaign, each value known.</summary>
internal sealed class RotatingPortal : IAsyncDisposable
{
    public const string Data = "data-keys", Index = "index-keys", Epochs = "epochs";

    private const int Customers = 40;
    private const int Messages = 5_000;

    private static readonly TimeSpan Year = TimeSpan.FromDays(366);

    /// <summary>As long as a retired key and the root key of an empty epoch are kept.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(36);

    private readonly SendingPortal _portal;
    private readonly FastClock _clock;
    private readonly string _dateFile;

    private RotatingPortal(SendingPortal portal, FastClock clock, string dateFile) => (_portal, _clock, _dateFile) = (portal, clock, dateFile);

    /// <summary>Opens what lies in a folder; roots, ledger and date lie elsewhere, as on a disk that is never full.</summary>
    public static async Task<RotatingPortal> OpenAsync(string folder, string elsewhere)
    {
        var dateFile = Path.Combine(elsewhere, "date");
        var clock = new FastClock(File.Exists(dateFile) ? DateTimeOffset.Parse(await File.ReadAllTextAsync(dateFile), CultureInfo.InvariantCulture) : TimeProvider.System.GetUtcNow());
        var portal = await SendingPortal.OpenAsync(
            folder,
            [new("Keys:RootFolder", Path.Combine(elsewhere, "roots")), new("Custody:LedgerPath", Path.Combine(elsewhere, "erasures.ledger"))],
            (services, configuration) => services.AddKeeping(configuration).AddSingleton<TimeProvider>(clock));
        await portal.Get<RestoreGate>().PassAsync(CancellationToken.None);
        return new RotatingPortal(portal, clock, dateFile);
    }

    public async Task FillAsync()
    {
        var index = await _portal.Get<Vault>().IndexAsync(Scope.IndexLogin);
        for (var at = 0; at < Customers; at++)
        {
            var customer = await _portal.AddCustomerAsync(Money.Of(10_000, Currency.Gbp));
            await _portal.Get<WriteQueue>().RunAsync(db =>
            {
                var row = db.Users.Single(user => user.Id == customer.User.Value);
                row.NormalizedEmail = row.NormalizedUserName = SignInDigests.OfEmail(index, SendingPortal.EmailOf(customer.User));
            });
            if (at > 0) continue;

            var numbers = Enumerable.Range(0, Messages).Select(NumberOf);
            if (await _portal.Get<SendCampaign>().RunAsync(customer, new MessageId(MessageId.NewBatch()), "The fair opens at ten", numbers, CancellationToken.None) is not CampaignOutcome.Accepted)
                throw new InvalidOperationException("The campaign was not accepted.");
        }
    }

    /// <summary>What one of the three jobs does in a year: keys replaced when they are due, the old ones destroyed when their time is over.</summary>
    public async Task RunYearAsync(string job)
    {
        PutForward(Year);
        await RunAsync(job);
        PutForward(Settled);
        await RunAsync(job);
    }

    /// <summary>What does not open, is not found, or names a key that is gone; empty when nothing was lost.</summary>
    public async Task<IReadOnlyList<string>> LostAsync()
    {
        var lost = (await _portal.Get<VerifyBackup>().RunAsync(CancellationToken.None)).ToList();
        var vault = _portal.Get<Vault>();
        var index = await vault.IndexAsync(Scope.IndexLogin);
        await using var db = await _portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var users = await db.Users.AsNoTracking().ToListAsync();
        foreach (var user in users)
        {
            var email = SendingPortal.EmailOf(user.UserId);
            if ((await vault.FindAsync(Scope.User(user.UserId))).Open(StorageFields.Email, user.Id, user.EmailSealed).Text != email) lost.Add("An address does not open.");
            if (!SignInDigests.EachOfEmail(index, email).Contains(user.NormalizedEmail!)) lost.Add("A customer is not found by her address.");
        }

        var opened = 0;
        await foreach (var message in db.Messages.AsNoTracking().OrderBy(message => message.Id).AsAsyncEnumerable())
        {
            var batch = message.Batch!;
            var box = await vault.FindAsync(Buckets.ScopeOf(batch.AccountId, batch.Bucket));
            if (box.Open(MessagingFields.Recipient, message.MessageId.Value, message.Recipient).Text == NumberOf(opened)) opened++;
        }

        if (users.Count != Customers || opened != Messages) lost.Add(string.Create(CultureInfo.InvariantCulture, $"{users.Count} of {Customers} customers and {opened} of {Messages} numbers are there."));
        return lost;
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private static string NumberOf(int at) => string.Create(CultureInfo.InvariantCulture, $"+{447_400_000_000 + at}");

    private Task RunAsync(string job)
    {
        IJobHandler handler = job switch
        {
            Data => _portal.Get<ReplaceDataKeys>(),
            Index => _portal.Get<ReplaceIndexKeys>(),
            _ => _portal.Get<CloseEpochs>(),
        };
        return handler.RunAsync(new JobRun(Guid.Empty, 1, (_, _) => Task.CompletedTask), CancellationToken.None);
    }

    private void PutForward(TimeSpan by)
    {
        _clock.PutForward(by);
        File.WriteAllText(_dateFile, _clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
    }
}
