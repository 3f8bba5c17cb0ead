using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
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
    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-erasure-").FullName;
        try
        {
            return RunAsync(folder, args.Number("--messages", 1_000_000), args.Postgres()).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, int messages, string? postgres)
    {
        await using var portal = await LongAccount.OpenAsync(folder, postgres);
        var (ada, bea) = (await portal.AddCustomerAsync(Money.Of(1_000_000m, Currency.Gbp)), await portal.AddCustomerAsync(Money.Of(1m, Currency.Gbp)));
        await LongAccount.SendAsync(portal, ada, messages);
        Console.WriteLine($"an account with {messages:n0} delivered messages in {(postgres is null ? "SQLite" : "PostgreSQL")}");

        var page = await PageAsync(portal, ada);
        var request = await BeginAsync(portal, ada);
        using var ended = new CancellationTokenSource();
        var waits = Task.Run(() => WaitsAsync(portal.Get<WriteQueue>(), bea, ended.Token));
        var stages = new Stages();
        var began = Stopwatch.GetTimestamp();
        await portal.Get<EraseAccount>().RunAsync(new JobRun(request, 1, (_, words) => stages.HearAsync(words)), CancellationToken.None);
        var whole = Stopwatch.GetElapsedTime(began);
        await ended.CancelAsync();
        var waited = await waits;

        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var removed = await db.StoreAnswers.Where(answer => answer.RequestId == request).SumAsync(answer => answer.Removed);
        var isDone = (await db.PrivacyRequests.SingleAsync(found => found.Id == request)).State is RequestState.Fulfilled
            && (await portal.Get<DeclaredTables>().VerifyAsync(new DataSubject(ada.User, ada.Account), CancellationToken.None)).Count == 0 && removed >= 2L * messages;
        Console.WriteLine($"{removed:n0} rows removed or emptied in {stages.Erasing / 1_000:0.0} s; the whole erasure took {whole.TotalSeconds:0.0} s, of which {stages.Waiting / 1_000:0} s are for other servers to let go");
        Console.WriteLine($"{waited.Count:n0} page writes meanwhile: half within {At(waited, 0.5):0.0} ms, p99 {At(waited, 0.99):0.0} ms, worst {waited[^1]:0.0} ms");
        Console.WriteLine($"RESULT shred_ms={stages.Shredded:0} scrub_per_s={removed / (stages.Erasing / 1_000):0} page_ms={page:0} write_p99_ms={At(waited, 0.99):0} done={(isDone ? 1 : 0)}");
        return isDone ? 0 : 1;
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

    // When each stage began, in milliseconds, by what the work says of itself.
    private sealed class Stages
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private double? _erasing;
        private double? _waiting;
        private double _searching;

        /// <summary>From when on nothing opened.</summary>
        public double Shredded { get; private set; }

        /// <summary>How long the other servers were waited for, with nothing else to do.</summary>
        public double Waiting { get; private set; }

        /// <summary>How long the stores were at work.</summary>
        public double Erasing => _searching - _erasing!.Value - Waiting;

        public Task HearAsync(string words)
        {
            var now = Stopwatch.GetElapsedTime(_began).TotalMilliseconds;
            if (words.StartsWith("Looking up", StringComparison.Ordinal)) Shredded = now;
            if (words.StartsWith("Erasing", StringComparison.Ordinal))
            {
                _erasing ??= now;
                (Waiting, _waiting) = (Waiting + (now - (_waiting ?? now)), null);
            }

            if (words.StartsWith("Waiting", StringComparison.Ordinal)) _waiting = now;
            if (words.StartsWith("Searching", StringComparison.Ordinal)) _searching = now;
            return Task.CompletedTask;
        }
    }
}
