using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>
/// <c>campaign [--recipients N] [--window W] [--links L] [--postgres CONNECTION]</c>: one campaign through the use case, from strings to receipts on disk,
/// over SMPP to a simulator in another process with random references; an idle portal's memory is taken before it.
/// </summary>
internal static class CampaignVerb
{
    private const string Text = "Your appointment is on Thursday at 10:40. Reply C to cancel. Harbour Dental, 12 Quay Street.";
    private const int WarmUp = 5_000;

    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-campaign-").FullName;
        try
        {
            return RunAsync(folder, args.Number("--recipients", 100_000), args.Number("--window", 100), args.Number("--links", 1), args.Postgres()).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, int recipients, int window, int links, string? postgres)
    {
        using var simulator = new SimulatorProcess("--delay-ms", "0");
        List<KeyValuePair<string, string?>> settings =
            [.. SendingPortal.On(postgres), .. simulator.Settings, SimulatorProcess.Setting(nameof(OperatorOptions.Window), $"{window}"), SimulatorProcess.Setting(nameof(OperatorOptions.Links), $"{links}")];
        await using var portal = await SendingPortal.OpenAsync(folder, settings);
        await portal.Host.StartAsync();
        var customer = await portal.AddCustomerAsync(Money.Of(1_000_000m, Currency.Gbp));

        await SendAsync(portal, customer, Numbers(0, WarmUp));
        await UntilAsync(portal, batch => batch.Delivered == WarmUp);
        GC.Collect();
        var idle = Memory("VmRSS");
        var timings = portal.Get<Dispatcher>().Timings;
        var before = Steps(timings);
        var numbers = Numbers(WarmUp, recipients).ToList();

        // Another writer comes by every few milliseconds, as a page would: its worst wait is how long the campaign keeps the lock.
        using var ended = new CancellationTokenSource();
        var waiting = Task.Run(() => WorstWait(portal.Get<WriteQueue>(), ended.Token));
        var cpu = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        var accepted = await SendAsync(portal, customer, numbers);
        var accept = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var acceptCpu = Environment.CpuUsage.TotalTime - cpu;
        await ended.CancelAsync();
        var worstWait = await waiting;

        began = Stopwatch.GetTimestamp();
        await UntilAsync(portal, batch => batch.Sent == recipients);
        var sent = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await UntilAsync(portal, batch => batch.Delivered == recipients);
        var delivered = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var dispatchCpu = Environment.CpuUsage.TotalTime - cpu - acceptCpu;
        var peak = Memory("VmHWM") - idle;

        Console.WriteLine($"accepted {accepted.Counts.Accepted:n0} of {recipients:n0} lines in {accept:0.000} s; another writer waited {worstWait:0.0} ms at most");
        Console.WriteLine($"submitted in {sent:0.000} s, receipts in {delivered:0.000} s, {links} x {window}");
        Console.WriteLine($"processor time of this process, us a message: accept {acceptCpu.TotalMicroseconds / recipients:0.0}, dispatch {dispatchCpu.TotalMicroseconds / recipients:0.0}");
        await PrintSharesAsync(portal, customer, numbers);
        PrintShares(before, Steps(timings), recipients);

        var rowsSent = await RowsSentAsync(portal, accepted.Campaign);
        var parts = simulator.Count();
        var unexplained = (await portal.Get<LedgerProof>().RunAsync(CancellationToken.None)).UnexplainedMicros;
        var sync = await SyncAsync(portal);
        var isSealed = await IsSealedAsync(portal, accepted.Campaign, numbers);
        Console.WriteLine(
            $"RESULT accept_per_s={recipients / accept:0} msgs_per_s={recipients / delivered:0} peak_mb={peak:0} rows_sent={rowsSent} simulator_parts={parts.Accepted - WarmUp} "
            + $"ledger_unexplained={unexplained} sync={sync} sealed={(isSealed ? 1 : 0)}");
        return rowsSent == recipients && parts == (recipients + WarmUp, recipients + WarmUp) && unexplained == 0 && isSealed ? 0 : 1;
    }

    // Numbers that differ, in the ranges of British mobiles, as an address book writes them.
    private static IEnumerable<string> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(at => string.Create(CultureInfo.InvariantCulture, $"+447{400_000_000 + at * 997L % 100_000_000:000000000}"));

    private static async Task<CampaignOutcome.Accepted> SendAsync(SendingPortal portal, Customer customer, IEnumerable<string> numbers) =>
        await portal.Get<SendCampaign>().RunAsync(customer, new MessageId(MessageId.NewBatch()), Text, numbers, CancellationToken.None) as CampaignOutcome.Accepted
        ?? throw new InvalidOperationException("The campaign was refused.");

    private static async Task UntilAsync(SendingPortal portal, Func<MessageBatch, bool> isSo)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(10))
        {
            await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
            var batch = await db.MessageBatches.AsNoTracking().OrderByDescending(batch => batch.No).FirstAsync();
            if (isSo(batch)) return;
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(5)) throw new TimeoutException($"sent {batch.Sent}, delivered {batch.Delivered} of {batch.Total} after five minutes");
        }
    }

    private static async Task<double> WorstWait(WriteQueue writes, CancellationToken ended)
    {
        var worst = 0.0;
        while (!ended.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await writes.RunRawAsync(_ => true, cancel: CancellationToken.None);
            worst = Math.Max(worst, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(3, CancellationToken.None);
        }

        return worst;
    }

    // The shares of acceptance, each by itself and once more, so that the figure above is not disturbed by clocks.
    private static async Task PrintSharesAsync(SendingPortal portal, Customer customer, List<string> numbers)
    {
        var began = Stopwatch.GetTimestamp();
        var list = RecipientList.Read(numbers, Country.UnitedKingdom, portal.Get<PriceList>(), default, 1, CancellationToken.None);
        var read = Stopwatch.GetElapsedTime(began);

        var vault = portal.Get<Vault>();
        var seals = new RecipientSeals(
            await vault.OpenAsync(Scope.Messages(customer.Account, "2026-11")), await vault.IndexAsync(Scope.IndexSearch(customer.Account)), new MessageId(MessageId.NewBatch()), list);
        var rows = new SealedRows(SendCampaign.RowsInAct);
        began = Stopwatch.GetTimestamp();
        for (var first = 0; first < list.Counts.Accepted; first += rows.Capacity) seals.Fill(rows, first);
        var seal = Stopwatch.GetElapsedTime(began);
        Console.WriteLine($"accept, us a message on {Environment.ProcessorCount} cores: parse and price {Micros(read):0.00}, seal and index {Micros(seal):0.00}, the rest is rows and commits");

        double Micros(TimeSpan time) => time.TotalMicroseconds / numbers.Count;
    }

    private static (string Name, long Ticks)[] Steps(DispatchTimings timings) =>
    [
        ("prepare", timings.Prepare), ("responses", timings.Responses), ("receipts", timings.Receipts), ("money and counters", timings.Money), ("claims", timings.Claims),
        ("commit and queue", timings.Whole - timings.Act), ("dispatch idle", timings.Idle), ("open and encode", timings.Open), ("socket", timings.Socket), ("cycles", timings.Cycles),
    ];

    private static void PrintShares((string Name, long Ticks)[] before, (string Name, long Ticks)[] after, int messages) =>
        Console.WriteLine("dispatch, us a message: " + string.Join(", ", before.Zip(after).Select(pair => pair.First.Name == "cycles"
            ? $"in {pair.Second.Ticks - pair.First.Ticks:n0} cycles"
            : string.Create(CultureInfo.InvariantCulture, $"{pair.First.Name} {(pair.Second.Ticks - pair.First.Ticks) * 1e6 / Stopwatch.Frequency / messages:0.00}"))));

    private static async Task<int> RowsSentAsync(SendingPortal portal, MessageId campaign)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await db.Deliveries.CountAsync(delivery => delivery.Message.Batch.Id == campaign.Value && delivery.SentAt != null);
    }

    private static Task<string> SyncAsync(SendingPortal portal) =>
        portal.Get<WriteQueue>().RunRawAsync(connection =>
        {
            using var ask = connection.Sql(portal.Get<StorageOptions>().IsPostgres ? "SHOW synchronous_commit" : "PRAGMA synchronous");
            return ask.ExecuteScalar()?.ToString() switch { "2" => "FULL", var other => other ?? "" };
        });

    private static async Task<bool> IsSealedAsync(SendingPortal portal, MessageId campaign, List<string> numbers)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var last = await db.Messages.Where(message => message.Batch.Id == campaign.Value).OrderByDescending(message => message.Id).FirstAsync();
        var box = await portal.Get<Vault>().FindAsync(Buckets.ScopeOf(last.Batch.AccountId, last.Batch.Bucket));
        var bytes = last.Recipient.Bytes.Span;
        return bytes.IndexOf(Encoding.ASCII.GetBytes(numbers[^1][1..])) < 0 && box.Open(MessagingFields.Recipient, last.MessageId.Value, last.Recipient).Text == numbers[^1];
    }

    /// <summary>A line of the kernel's account of this process, in MiB; elsewhere the working set.</summary>
    private static double Memory(string line) =>
        File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").Where(found => found.StartsWith(line, StringComparison.Ordinal)).Select(found => double.Parse(found.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024).First()
            : Environment.WorkingSet / 1048576.0;
}
