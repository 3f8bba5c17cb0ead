using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>
/// <c>kills [--count N]</c>: a portal that sends is killed N times while something is on a link, half of them at chosen instants, the simulator counting apart.
/// Then it is left to finish, and what it told, what it stored, what the operator counted and what the ledger took must agree.
/// </summary>
internal static class KillsVerb
{
    public const int Window = 50, Links = 2;
    private const int MostTriesPerKill = 4;

    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-kills-").FullName;
        try
        {
            return RunAsync(folder, args.Number("--count", 50)).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How every portal of this proof is set up; a message in doubt is sent again after a second, so that the next kill finds it on its way.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(IEnumerable<KeyValuePair<string, string?>> simulator) =>
    [
        .. simulator,
        SimulatorProcess.Setting(nameof(OperatorOptions.Window), $"{Window}"),
        SimulatorProcess.Setting(nameof(OperatorOptions.Links), $"{Links}"),
        SimulatorProcess.Setting(nameof(OperatorOptions.ResendAfter), "00:00:01"),
    ];

    private static async Task<int> RunAsync(string folder, int wanted)
    {
        using var simulator = new SimulatorProcess("--delay-ms", "50");
        Customer customer;
        await using (var portal = await SendingPortal.OpenAsync(folder, Settings(simulator.Settings))) customer = await portal.AddCustomerAsync(KillsProof.Credit);

        var (counted, worst, told) = (0, 0, new HashSet<Guid>());
        for (var tries = 1; counted < wanted && tries <= wanted * MostTriesPerKill; tries++)
        {
            var milestone = counted % 2 == 0 ? (Milestone?)(counted / 2 % Enum.GetValues<Milestone>().Length) : null;
            using var worker = KillWorker.Start(folder, simulator.Settings, customer, milestone, tries);
            if (worker.Hear("READY") is null) throw new InvalidOperationException($"The portal did not start for kill {tries}.");

            var listening = Task.Run(() => Listen(worker, told));
            if (milestone is null) await Task.Delay(Random.Shared.Next(50, 900));
            else await Task.WhenAny(listening, Task.Delay(TimeSpan.FromSeconds(20)));
            worker.Kill();
            await listening;

            var inDoubt = await InDoubtAsync(folder, simulator);
            if (inDoubt == 0) continue;

            counted++;
            worst = Math.Max(worst, inDoubt);
            Console.WriteLine($"kill {counted} at {milestone?.ToString() ?? "some instant"}: {inDoubt} messages on a link");
        }

        await using var last = await SendingPortal.OpenAsync(folder, Settings(simulator.Settings));
        await last.Host.StartAsync();
        var found = await KillsProof.FinishAsync(last, customer, told, () => simulator.CountEach(Path.Combine(folder, "counts")));
        Console.WriteLine($"{found.Messages:n0} messages accepted, {told.Count:n0} batches told; {found.Unknown} left in doubt, {found.ConversationsTwice} conversations sent twice");
        Console.WriteLine($"RESULT kills_counted={counted} lost={found.Lost} duplicates={found.Duplicates} worst_per_kill={worst} bound={Window * Links} unexplained={found.UnexplainedMicros}");
        return counted == wanted && found.Lost == 0 && found.ConversationsTwice == 0 && found.UnexplainedMicros == 0 && worst <= Window * Links ? 0 : 1;
    }

    private static void Listen(OtherProcess worker, HashSet<Guid> told)
    {
        while (worker.Hear("TOLD ") is { } line) told.Add(Guid.ParseExact(line.AsSpan(5), "N"));
    }

    // Looked at from outside, before anybody recovers: what stands in an open window without an answer.
    private static async Task<int> InDoubtAsync(string folder, SimulatorProcess simulator)
    {
        await using var portal = await SendingPortal.OpenAsync(folder, Settings(simulator.Settings));
        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var (messages, outcomes) = (db.Messages.IgnoreAutoIncludes(), db.Deliveries.IgnoreAutoIncludes());
        return await (from window in db.OpenWindows
                      from message in messages
                      where message.Id >= window.FirstId && message.Id <= window.LastId
                      join delivery in outcomes on message.Id equals delivery.Id into deliveries
                      from delivery in deliveries.DefaultIfEmpty()
                      where delivery == null || delivery.State == DeliveryState.Submitting
                      select message.Id).CountAsync();
    }
}
