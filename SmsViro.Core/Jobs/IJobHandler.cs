namespace SmsViro.Core.Jobs;

/// <summary>Does one kind of job. It may be begun again after any interruption, so it finds out what is done already and goes on from there.</summary>
public interface IJobHandler
{
    /// <summary>Stable, lower case with hyphens.</summary>
    static abstract string Kind { get; }

    Task RunAsync(JobRun run, CancellationToken cancel);

    /// <summary>Told once when it will not be tried again: cancelled by a person, or failed for the last time.</summary>
    Task AbandonedAsync(Guid about, JobState state, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>One attempt at a job, as its handler sees it.</summary>
public sealed class JobRun
{
    private readonly Func<double, string, Task> _report;

    internal JobRun(Guid about, int attempt, Func<double, string, Task> report)
    {
        About = about;
        Attempt = attempt;
        _report = report;
    }

    public Guid About { get; }

    /// <summary>1 at the first attempt.</summary>
    public int Attempt { get; }

    /// <summary>Null where the work is done when its handler returns.</summary>
    internal TimeSpan? PutOffFor { get; private set; }

    /// <summary>Once the handler returns, the work waits again, at least so long and uncounted, and what is due by then goes first.</summary>
    public void PutOff(TimeSpan pause) => PutOffFor = pause;

    /// <summary>Tells whoever waits how far it is; at most four times a second reach the table.</summary>
    /// <param name="progress">From 0 to 1.</param>
    /// <param name="words">The program's words, never a personal value.</param>
    public Task ReportAsync(double progress, string words) => _report(progress, words);
}
