using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Jobs;

/// <summary>Takes one due job and sees it to the end of this attempt.</summary>
internal sealed partial class JobRunner(JobClaims claims, JobKinds kinds, IServiceProvider services, TimeProvider clock, JobPace pace, ILogger<JobRunner> log)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(250);

    /// <summary>False when nothing was due.</summary>
    public async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        if (await claims.TakeAsync(stopping) is not { } job) return false;

        if (kinds.Find(job.Kind) is not { } kind)
        {
            // Another version of the portal may know it.
            Unknown(job.Kind);
            await claims.RetryAsync(job, "No handler", CancellationToken.None);
            return true;
        }

        var handler = (IJobHandler)services.GetRequiredService(kind.Handler);
        if (job.CancelAsked) await AbandonAsync(job, handler, JobState.Cancelled, null);
        else if (job.Attempts > pace.MostAttempts) await AbandonAsync(job, handler, JobState.Failed, job.Failure ?? "Interrupted");
        else await AttemptAsync(job, handler, stopping);
        return true;
    }

    private async Task AttemptAsync(Job job, IJobHandler handler, CancellationToken stopping)
    {
        using var run = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sign = SignOfLife.GoOn;
        var reported = clock.GetTimestamp() - clock.TimestampFrequency;

        async Task LiveAsync((double, string)? progress)
        {
            sign = await claims.RenewAsync(job, progress, CancellationToken.None);
            if (sign is not SignOfLife.GoOn) await run.CancelAsync();
        }

        async Task ReportAsync(double done, string words)
        {
            run.Token.ThrowIfCancellationRequested();
            if (clock.GetElapsedTime(reported) < BetweenReports) return;

            reported = clock.GetTimestamp();
            await LiveAsync((done, words));
            run.Token.ThrowIfCancellationRequested();
        }

        using var heartbeat = new PeriodicTimer(pace.Heartbeat, clock);
        var beating = BeatAsync(heartbeat, () => LiveAsync(null));
        try
        {
            var attempt = new JobRun(job.About, job.Attempts, ReportAsync);
            await handler.RunAsync(attempt, run.Token);
            if (attempt.PutOffFor is { } pause) await claims.PutOffAsync(job, pause, CancellationToken.None);
            else await claims.EndAsync(job, JobState.Done, null, CancellationToken.None);
        }
        catch (OperationCanceledException) when (sign is SignOfLife.Lost)
        {
            LeaseLost(job.Kind, job.Id);
        }
        catch (OperationCanceledException) when (sign is SignOfLife.CalledOff)
        {
            await AbandonAsync(job, handler, JobState.Cancelled, null);
        }
        catch (OperationCanceledException) when (sign is SignOfLife.Paused || stopping.IsCancellationRequested)
        {
            await claims.HandBackAsync(job, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Whatever broke, the job must not vanish with it: it is tried again, and said to have failed in the end.
            var told = Told(failure);
            Failed(job.Kind, job.Id, job.Attempts, told);
            if (job.Attempts < pace.MostAttempts) await claims.RetryAsync(job, told, CancellationToken.None);
            else await AbandonAsync(job, handler, JobState.Failed, told);
        }
        finally
        {
            heartbeat.Dispose();
            await beating;
        }
    }

    // What is wrong with keys or disks is said in one sentence for the person who runs the portal; any other message may hold anything.
    private static string Told(Exception failure) => failure is KeysException or Storage.StorageUnavailableException ? failure.Message[..Math.Min(failure.Message.Length, 200)] : failure.GetType().Name;

    private async Task AbandonAsync(Job job, IJobHandler handler, JobState state, string? failure)
    {
        await handler.AbandonedAsync(job.About, state, CancellationToken.None);
        await claims.EndAsync(job, state, failure, CancellationToken.None);
    }

    private async Task BeatAsync(PeriodicTimer heartbeat, Func<Task> live)
    {
        while (await heartbeat.WaitForNextTickAsync())
        {
            try
            {
                await live();
            }
            catch (Storage.StorageUnavailableException)
            {
                // The lease runs on; the next beat may get through.
                Silent();
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Job {Kind} {Id} failed at attempt {Attempt}: {Failure}")]
    private partial void Failed(string kind, Guid id, int attempt, string failure);

    [LoggerMessage(LogLevel.Warning, "Job {Kind} {Id} was taken over by another worker")]
    private partial void LeaseLost(string kind, Guid id);

    [LoggerMessage(LogLevel.Error, "No handler for jobs of kind {Kind}")]
    private partial void Unknown(string kind);

    [LoggerMessage(LogLevel.Warning, "A running job could not renew its lease")]
    private partial void Silent();
}
