using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Jobs;

/// <summary>The hands of the queue: a few jobs at once, and the clock that adds the sweeps.</summary>
internal sealed partial class JobWorker(JobRunner runner, DueSchedules schedules, Signals signals, JobPace pace, ILogger<JobWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll([RepeatAsync(AddSchedulesAsync, stoppingToken), .. Enumerable.Range(0, pace.AtOnce).Select(_ => RepeatAsync(runner.RunNextAsync, stoppingToken))]);
    }

    private async Task<bool> AddSchedulesAsync(CancellationToken stopping)
    {
        await schedules.AddAsync(stopping);
        return false;
    }

    private async Task RepeatAsync(Func<CancellationToken, Task<bool>> step, CancellationToken stopping)
    {
        using var woken = new SemaphoreSlim(0);
        using var listening = signals.Listen(JobQueue.Woken, () => woken.Release());
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await step(stopping)) continue;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // A locked or absent database must not end the only worker; it looks again at the next round.
                RoundFailed(failure.GetType().Name);
            }

            await ((Task)woken.WaitAsync(pace.Round, stopping)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A round of the job worker failed: {Failure}")]
    private partial void RoundFailed(string failure);
}
