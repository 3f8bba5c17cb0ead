using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>
/// <c>erasure [--messages N] [--postgres CONNECTION]</c>: an account with so many delivered messages is erased by the job itself, while a page writes
/// every few milliseconds; before it, the privacy centre counts what is held.
/// </summary>
internal static class ErasureVerb
{
    private const string Text = "Your appointment is on Thursday at 10:40. Reply C to cancel. Harbour Dental, 12 Quay Street.";
    private const int RowsInAct = 20_000;

    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-erasure-").FullName;
        try
        {
            return RunAsync(folder, int.Parse(Word(args, "--messages") ?? "1000000", CultureInfo.InvariantCulture), Word(args, "--postgres")).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, int messages, string? postgres)
    {
        List<KeyValuePair<string, string?>> settings = [new("Custody:LedgerPath", Path.Combine(folder, "erasures.ledger"))];
        if (postgres is not null) settings.AddRange([new("Storage:Provider", "Postgres"), new("ConnectionStrings:Portal", postgres)]);
        await using var portal = await SendingPortal.OpenAsync(
            folder,
            settings,
            (services, configuration) => services.AddKeeping(configuration).AddRights(configuration));
        var (ada, bea) = (await portal.AddCustomerAsync(Money.Of(1_000_000m, Currency.Gbp)), await portal.AddCustomerAsync(Money.Of(1m, Currency.Gbp)));
        await SeedAsync(portal, ada, messages);
        Console.WriteLine($"an account with {messages:n0} delivered messages in {(postgres is null ? "SQLite" : "PostgreSQL")}");

        var page = await PageAsync(portal, ada);
        var request = await BeginAsync(portal, ada);
        using var ended = new CancellationTokenSource();
        var waits = Task.Run(() => WaitsAsync(portal.Get<WriteQueue>(), bea, ended.Token));
        var (shredded, erasing, erased, last) = (0.0, 0.0, 0.0, 0.0);
        var began = Stopwatch.GetTimestamp();
        await portal.Get<EraseAccount>().RunAsync(
            new JobRun(request, 1, (_, words) =>
            {
                last = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (words.StartsWith("Looking up", StringComparison.Ordinal)) shredded = last;
                if (erasing == 0 && words.StartsWith("Erasing", StringComparison.Ordinal)) erasing = last;
                if (words.StartsWith("Searching", StringComparison.Ordinal)) erased = last;
                return Task.CompletedTask;
            }),
            CancellationToken.None);
        var whole = Stopwatch.GetElapsedTime(began);
        await ended.CancelAsync();
        var waited = await waits;

        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var removed = await db.StoreAnswers.Where(answer => answer.RequestId == request).SumAsync(answer => answer.Removed);
        var isDone = (await db.PrivacyRequests.SingleAsync(found => found.Id == request)).State is RequestState.Fulfilled
            && (await portal.Get<DeclaredTables>().VerifyAsync(new DataSubject(ada.User, ada.Account), CancellationToken.None)).Count == 0 && removed >= 2L * messages;
        var perSecond = removed / ((erased - erasing) / 1_000);
        Console.WriteLine($"{removed:n0} rows removed or emptied in {(erased - erasing) / 1_000:0.0} s; the whole erasure took {whole.TotalSeconds:0.0} s");
        Console.WriteLine($"{waited.Count:n0} page writes meanwhile: half within {At(waited, 0.5):0.0} ms, p99 {At(waited, 0.99):0.0} ms, worst {waited[^1]:0.0} ms");
        Console.WriteLine($"RESULT shred_ms={shredded:0} scrub_per_s={perSecond:0} page_ms={page:0} write_p99_ms={At(waited, 0.99):0} done={(isDone ? 1 : 0)}");
        return isDone ? 0 : 1;
    }

    // Accepted by the use case; what the network would have answered is written as it would have been.
    private static async Task SeedAsync(SendingPortal portal, Customer customer, int messages)
    {
        var numbers = Enumerable.Range(0, messages).Select(at => string.Create(CultureInfo.InvariantCulture, $"+447{400_000_000 + (at * 997L % 100_000_000):000000000}"));
        if (await portal.Get<SendCampaign>().RunAsync(customer, new MessageId(MessageId.NewBatch()), Text, numbers, CancellationToken.None) is not CampaignOutcome.Accepted accepted)
            throw new InvalidOperationException("The campaign was refused.");

        var writes = portal.Get<WriteQueue>();
        for (var first = 0; first < messages; first += RowsInAct)
        {
            var from = first;
            await writes.RunRawAsync(connection => Deliver(connection, accepted.Campaign.Batch, from));
        }

        await writes.RunRawAsync(connection =>
        {
            Ledger.Post(connection, customer.Account, accepted.Campaign.Batch, accepted.Held, accepted.Campaign.Batch, TimeProvider.System.GetUtcNow());
            using var drain = connection.Sql(
                """UPDATE "MessageBatches" SET "State" = @p1, "NextOrdinal" = "Total", "Sent" = "Total", "Delivered" = "Total" WHERE "Id" = @p0""", accepted.Campaign.Batch, BatchState.Drained);
            return drain.ExecuteNonQuery();
        });
    }

    private static int Deliver(DbConnection connection, Guid batch, int first)
    {
        using var find = connection.Sql("""SELECT "No" FROM "MessageBatches" WHERE "Id" = @p0""", batch);
        var no = (long)find.ExecuteScalar()!;
        using var insert = connection.Sql(
            """
            INSERT INTO "Deliveries" ("Id", "State", "Link", "Attempt", "Parts", "Answer", "OperatorIds", "SubmittedAt", "SentAt", "DoneAt")
            SELECT "Id", @p2, 0, 1, 1, 0, 'b7c1a2f0', @p3, @p3, @p3 FROM "Messages" WHERE "Id" >= @p0 AND "Id" < @p1
            """,
            Message.RowOf(no, first), Message.RowOf(no, first) + RowsInAct, DeliveryState.Delivered, TimeProvider.System.GetUtcNow().UtcTicks);
        return insert.ExecuteNonQuery();
    }

    // The best of three: what a person waits for when the portal is warm.
    private static async Task<double> PageAsync(SendingPortal portal, Customer customer)
    {
        var best = double.MaxValue;
        for (var again = 0; again < 3; again++)
        {
            var began = Stopwatch.GetTimestamp();
            await portal.Get<MyData>().RunAsync(customer, CancellationToken.None);
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return best;
    }

    // As carrying it out leaves it: the account closed, the request begun.
    private static async Task<Guid> BeginAsync(SendingPortal portal, Customer customer)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await portal.Get<WriteQueue>().RunAsync(db =>
        {
            db.Users.Single(user => user.Id == customer.User.Value).State = AccountState.Erasing;
            db.PrivacyRequests.Add(new PrivacyRequest
            {
                Id = id,
                UserId = customer.User,
                AccountId = customer.Account,
                Kind = RequestKind.Erasure,
                State = RequestState.Erasing,
                Balance = BalanceChoice.GiveUp,
                Year = now.Year,
                Sequence = 1,
                ReceivedAt = now,
                StartedAt = now,
            });
        });
        return id;
    }

    // Another customer opens a draft every few milliseconds.
    private static async Task<List<double>> WaitsAsync(WriteQueue writes, Customer customer, CancellationToken ended)
    {
        var waited = new List<double>();
        while (!ended.IsCancellationRequested)
        {
            var now = TimeProvider.System.GetUtcNow();
            var draft = new Draft { Id = MessageId.NewBatch(), AccountId = customer.Account, Kind = MessageKind.Conversation, StartedAt = now, SavedAt = now };
            var began = Stopwatch.GetTimestamp();
            await writes.RunAsync(db => db.Drafts.Add(draft), CancellationToken.None);
            waited.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(5, CancellationToken.None);
        }

        waited.Sort();
        return waited;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)];

    private static string? Word(string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
