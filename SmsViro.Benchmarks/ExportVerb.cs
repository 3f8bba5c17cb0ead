using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody;
using SmsViro.Core.Documents;
using SmsViro.Core.Messaging;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>
/// What a copy of a very large account costs: the archive of an account with a million delivered messages, and the paper of one with ten thousand. Each is
/// made in a process of its own, as the job of a portal makes it, and its memory is the peak of the process above what it had before it began.
/// </summary>
internal static class ExportVerb
{
    private static readonly string[] Names = ["archive", "pdf"];

    public static int Run(string[] args)
    {
        var messages = args is ["--messages", var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("smsviro-export-").FullName;
        try
        {
            MakeAsync(Path.Combine(folder, "archive"), messages).GetAwaiter().GetResult();
            MakeAsync(Path.Combine(folder, "pdf"), Math.Min(messages, 10_000)).GetAwaiter().GetResult();
            var figures = Names.Select(name => Measure(folder, name)).ToList();
            if (figures.Exists(figure => figure is null)) return 1;

            Console.WriteLine($"RESULT archive_s={figures[0]!.Value.Seconds} archive_mb={figures[0]!.Value.Megabytes} pdf_s={figures[1]!.Value.Seconds} pdf_mb={figures[1]!.Value.Megabytes}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The other process: makes the one copy that a folder's account has asked for.</summary>
    public static int Make(string[] args) => MakeCopyAsync(args[0], args[1] == "archive").GetAwaiter().GetResult();

    private static (string Seconds, string Megabytes)? Measure(string folder, string name)
    {
        using var other = OtherProcess.Start("export-worker", Path.Combine(folder, name), name);
        var said = other.Hear("MADE ");
        other.Wait();
        Console.WriteLine($"{name}: {said ?? "no answer"}");
        return said?.Split(' ') is [_, var seconds, var megabytes, ..] ? (seconds, megabytes) : null;
    }

    private static async Task MakeAsync(string folder, int messages)
    {
        await using var portal = await OpenAsync(folder);
        var customer = await portal.AddCustomerAsync(Money.Of(5_000_000m, Currency.Gbp));

        // Made once in the life of an installation, and the search for its primes takes from a tenth of a second to three.
        await portal.Get<PortalCertificate>().FactsAsync(CancellationToken.None);
        var since = Stopwatch.GetTimestamp();
        var numbers = Enumerable.Range(0, messages).Select(at => $"+447{900_000_000 + (at % 99_999_999)}");
        var sent = await portal.Get<SendCampaign>().RunAsync(customer, new MessageId(MessageId.NewBatch()), "Your appointment at the surgery is on Monday at 10:20. Reply 1 to keep it, 2 to move it.", numbers, CancellationToken.None);
        if (sent is not CampaignOutcome.Accepted { Counts.Accepted: var accepted }) throw new InvalidOperationException($"The campaign was refused: {sent}");

        // As the sender leaves them: handed over, taken, on the phone.
        await portal.Get<WriteQueue>().RunRawAsync(connection =>
        {
            var now = TimeProvider.System.GetUtcNow().UtcTicks;
            return Run(
                connection,
                """
                INSERT INTO "Deliveries" ("Id", "State", "Link", "Attempt", "Parts", "OperatorIds", "Answer", "Reason", "SubmittedAt", "SentAt", "DoneAt", "Due")
                SELECT "Id", @p0, 0, 1, @p1, '0199d3a0', 0, '000', @p2, @p3, @p4, NULL FROM "Messages"
                """,
                DeliveryState.Delivered, (long)PartState.Delivered, now, now + 2_000_000, now + 30_000_000);
        });
        await portal.Get<WriteQueue>().RunRawAsync(connection => Run(connection, """UPDATE "MessageBatches" SET "State" = @p0, "NextOrdinal" = "Total", "Sent" = "Total", "Delivered" = "Total" """, BatchState.Drained));
        Console.WriteLine($"An account with {accepted:N0} messages, made in {Stopwatch.GetElapsedTime(since).TotalSeconds:N0} s");
    }

    private static async Task<int> MakeCopyAsync(string folder, bool archive)
    {
        await using var portal = await OpenAsync(folder);
        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var user = await db.Users.SingleAsync();
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

    private static Task<SendingPortal> OpenAsync(string folder) => SendingPortal.OpenAsync(
        folder,
        [KeyValuePair.Create("Custody:LedgerPath", (string?)Path.Combine(folder, "erasures.ledger"))],
        (services, configuration) => services.AddKeeping(configuration).AddRights(configuration));

    // Kilobytes, as the kernel counts this process.
    private static long Memory(string name) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    private static int Run(DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Sql(sql, values);
        return command.ExecuteNonQuery();
    }
}
