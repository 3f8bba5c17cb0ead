using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary><c>recipients [--accounts N] [--postgres CONNECTION]</c>: how long a recipient waits for "who wrote to me" when so many accounts sent something in ninety days, each with an index key of its own and none of them cached.</summary>
internal static class RecipientsVerb
{
    private const string Number = "+447700900900";
    private const int AccountsThatWrote = 100;
    private const int RowsInAct = 2_500;

    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-recipients-").FullName;
        try
        {
            return RunAsync(folder, args.Number("--accounts", 100_000), args.Postgres()).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, int count, string? postgres)
    {
        await using (var portal = await SendingPortal.OpenAsync(folder, SendingPortal.On(postgres)))
        {
            var seeding = Stopwatch.GetTimestamp();
            await SeedAsync(portal, count);
            Console.WriteLine($"seeded {count:N0} accounts in {Stopwatch.GetElapsedTime(seeding).TotalSeconds:F0} s");
        }

        // A process of its own: no key is in its cache.
        await using var fresh = await SendingPortal.OpenAsync(folder, SendingPortal.On(postgres));
        var find = new FindTextsTo(fresh.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<PortalDbContext>>(), fresh.Get<Vault>());
        var began = Stopwatch.GetTimestamp();
        var found = await find.RunAsync(PhoneNumber.FromE164(Number), TimeProvider.System.GetUtcNow().AddDays(-90), (_, _) => Task.CompletedTask, CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"RESULT search_s={took:F1} accounts={count} found={found.Count}"));
        return found.Count == AccountsThatWrote && took <= 60 ? 0 : 1;
    }

    private static async Task SeedAsync(SendingPortal portal, int count)
    {
        var (vault, writes, now) = (portal.Get<Vault>(), portal.Get<WriteQueue>(), TimeProvider.System.GetUtcNow());
        for (var first = 0; first < count; first += RowsInAct)
        {
            // Many at once: each account's key is a commit of its own, and those that wait together share one.
            var rows = new (AccountId Account, Guid Batch, Sealed Recipient, int Index)[Math.Min(count, first + RowsInAct) - first];
            var from = first;
            await Parallel.ForAsync(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (at, cancel) =>
            {
                var (account, batch) = (AccountId.New(), MessageId.NewBatch());
                var number = (from + at) % (count / AccountsThatWrote) == 0 ? Number : $"+4477{from + at:00000000}";
                var index = (await vault.IndexAsync(Scope.IndexSearch(account), cancel)).Compute14(MessagingFields.RecipientIndex, number);

                // A number that is not looked for is never opened, but for chance: its seal may be noise.
                var recipient = number == Number
                    ? (await vault.OpenAsync(Buckets.ScopeOf(account, Buckets.Of(now)), cancel)).Seal(MessagingFields.Recipient, batch, number)
                    : Sealed.FromBytes(RandomNumberGenerator.GetBytes(46));
                rows[at] = (account, batch, recipient, index);
            });

            await writes.RunRawAsync(connection =>
            {
                foreach (var (account, id, recipient, index) in rows)
                {
                    var batch = new NewBatch(id, account, MessageKind.Conversation, BatchState.Drained, Sealed.FromBytes(RandomNumberGenerator.GetBytes(160)), 1, 1, Buckets.Of(now), Currency.Gbp, now);
                    new NewMessage(recipient, index, 38_000, Refundable: true).Insert(connection, batch.Insert(connection)!.Value);
                }

                return rows.Length;
            });
        }
    }
}
