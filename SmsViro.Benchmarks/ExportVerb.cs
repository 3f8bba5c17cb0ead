using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody;
using SmsViro.Core.Documents;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>
/// <c>export [--messages N] [--postgres CONNECTION]</c>: what a copy of a very large account costs: the archive of an account with a million delivered messages, and the paper of one with ten thousand. Each is
/// made in a process of its own, as the job of a portal makes it, and its memory is the peak of the process above what it had before it began.
/// </summary>
internal static class ExportVerb
{
    private static readonly string[] Names = ["archive", "pdf"];

    public static int Run(string[] args)
    {
        var messages = args.Number("--messages", 1_000_000);
        var postgres = args.Postgres();
        var folder = Directory.CreateTempSubdirectory("smsviro-export-").FullName;
        try
        {
            var made = MakeAsync(folder, postgres, [messages, Math.Min(messages, 10_000)]).GetAwaiter().GetResult();
            var figures = Names.Zip(made, (name, customer) => Measure(folder, postgres, customer, name)).ToList();
            if (figures.Exists(figure => figure is null)) return 1;

            Console.WriteLine($"RESULT archive_s={figures[0]!.Value.Seconds} archive_mb={figures[0]!.Value.Megabytes} pdf_s={figures[1]!.Value.Seconds} pdf_mb={figures[1]!.Value.Megabytes}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The other process: makes one copy of one account.</summary>
    public static int Make(string[] args) => MakeCopyAsync(args[0], args[1] == "archive", Guid.Parse(args[2]), args is [_, _, _, var postgres] ? postgres : null).GetAwaiter().GetResult();

    private static (string Seconds, string Megabytes)? Measure(string folder, string? postgres, Customer customer, string name)
    {
        using var other = OtherProcess.Start(["export-worker", folder, name, $"{customer.User}", .. postgres is null ? [] : new[] { postgres }]);
        var said = other.Hear("MADE ");
        other.Wait();
        Console.WriteLine($"{name}: {said ?? "no answer"}");
        return said?.Split(' ') is [_, var seconds, var megabytes, ..] ? (seconds, megabytes) : null;
    }

    private static async Task<List<Customer>> MakeAsync(string folder, string? postgres, IEnumerable<int> accounts)
    {
        await using var portal = await LongAccount.OpenAsync(folder, postgres);

        // Made once in the life of an installation, and the search for its primes takes from a tenth of a second to three.
        await portal.Get<PortalCertificate>().FactsAsync(CancellationToken.None);
        var made = new List<Customer>();
        foreach (var messages in accounts)
        {
            var since = Stopwatch.GetTimestamp();
            made.Add(await portal.AddCustomerAsync(Money.Of(5_000_000m, Currency.Gbp)));
            await LongAccount.SendAsync(portal, made[^1], messages);
            Console.WriteLine($"An account with {messages:N0} messages in {(postgres is null ? "SQLite" : "PostgreSQL")}, made in {Stopwatch.GetElapsedTime(since).TotalSeconds:N0} s");
        }

        return made;
    }

    private static async Task<int> MakeCopyAsync(string folder, bool archive, Guid owner, string? postgres)
    {
        await using var portal = await LongAccount.OpenAsync(folder, postgres);
        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var user = await db.Users.SingleAsync(one => one.Id == owner);
        var id = Guid.CreateVersion7();
        var now = TimeProvider.System.GetUtcNow();
        var request = new PrivacyRequest { Id = id, UserId = user.UserId, AccountId = user.AccountId, Kind = RequestKind.Copy, State = RequestState.Preparing, Year = now.Year, Sequence = 1, ReceivedAt = now, DueOn = DateOnly.FromDateTime(now.UtcDateTime).AddMonths(1) };
        var copy = new CopyFile { Id = id, UserId = user.UserId, AccountId = user.AccountId, Content = archive ? CopyContent.WholeArchive : CopyContent.Paper, AskedAt = now };
        GC.Collect();
        var idle = Memory("VmRSS");
        var cpu = Environment.CpuUsage.TotalTime;
        var since = Stopwatch.GetTimestamp();
        var words = "";
        Task TellAsync(double done, string said)
        {
            words = said;
            return Task.CompletedTask;
        }

        var bytes = await portal.Get<CopyFolder>().WriteAsync(
            copy,
            async output =>
            {
                if (archive) await portal.Get<WriteArchive>().RunAsync(request, copy, output, TellAsync, CancellationToken.None);
                else await WritePaperAsync(portal, request, output, TellAsync);
            },
            CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(since);
        await using (var opened = await portal.Get<CopyFolder>().OpenAsync(copy, CancellationToken.None))
        {
            var first = new byte[4];
            await opened!.ReadExactlyAsync(first);
            if (!first.AsSpan().StartsWith(archive ? "PK"u8 : "%PDF"u8)) return 1;
        }

        Console.WriteLine($"MADE {took.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} {Math.Max(0, Memory("VmHWM") - idle) / 1_000} {bytes / 1_000_000} MB written in {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:F1} s of processor time; last said: {words}");
        return 0;
    }

    private static async Task WritePaperAsync(SendingPortal portal, PrivacyRequest request, Stream output, Func<double, string, Task> tell)
    {
        var report = portal.Get<AccessReport>();
        var facts = await report.GatherAsync(request, CancellationToken.None);
        await portal.Get<IDocumentEngine>().WriteAsync(await report.PaperAsync(facts, tell, CancellationToken.None), output, CancellationToken.None);
    }

    // Kilobytes, as the kernel counts this process.
    private static long Memory(string name) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
