using Microsoft.Extensions.Logging;
using SmsViro.Core.Custody;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Retention;

/// <summary>
/// The nightly run: every rule counts and then forgets, each by itself, so that one that breaks keeps no other from its work. What it did is kept as history.
/// A run that was interrupted is run again and finds only what is left.
/// </summary>
public sealed partial class KeepRetention(RetentionSchedule schedule, WriteQueue writes, EmptyLog emptyLog, TimeProvider clock, ILogger<KeepRetention> log) : IJobHandler
{
    public static string Kind => "retention";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var broken = 0;
        for (var at = 0; at < schedule.Rules.Count; at++)
        {
            await run.ReportAsync((double)at / schedule.Rules.Count, $"Rule {at + 1} of {schedule.Rules.Count}");
            if (!await KeepAsync(schedule.Rules[at], now, cancel)) broken++;
        }

        await emptyLog.RunAsync(cancel);
        if (broken > 0) throw new RetentionBrokenException($"{broken} of {schedule.Rules.Count} retention rules did not get to their end.");
    }

    private async Task<bool> KeepAsync(IRetentionRule rule, DateTimeOffset now, CancellationToken cancel)
    {
        RetentionCount count = default;
        var (forgotten, failed) = (0L, false);
        try
        {
            count = await rule.CountAsync(now, cancel);
            if (count.Over > 0) forgotten = await rule.ForgetAsync(now, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The other rules are due all the same.
            failed = true;
            Broke(rule.Name, failure.GetType().Name);
        }

        if (count is { Over: 0, Held: 0 } && !failed) return true;

        await writes.RunAsync(
            db => db.RetentionRuns.Add(new RetentionRun { Id = Guid.CreateVersion7(now), At = now, Rule = rule.Name, Over = count.Over, Held = count.Held, Forgotten = forgotten, Failed = failed }),
            cancel);
        return !failed;
    }

    [LoggerMessage(LogLevel.Error, "The retention rule '{Rule}' broke: {Failure}")]
    private partial void Broke(string rule, string failure);
}

/// <summary>A run of the retention that did not get to its end; it names no person.</summary>
public sealed class RetentionBrokenException(string message) : Exception(message);
