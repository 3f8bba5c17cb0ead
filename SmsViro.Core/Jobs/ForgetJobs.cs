using SmsViro.Core.Storage;

namespace SmsViro.Core.Jobs;

/// <summary>The nightly sweep: work that ended a month ago leaves the table.</summary>
public sealed class ForgetJobs(WriteQueue writes, TimeProvider clock) : IJobHandler
{
    private const int MostRowsInAct = 1_000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static string Kind => "forget-jobs";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - Kept;
        int count;
        do
        {
            count = await writes.RunAsync(
                db =>
                {
                    var old = db.Jobs.Where(job => job.EndedAt < before).Take(MostRowsInAct).ToList();
                    db.Jobs.RemoveRange(old);
                    return old.Count;
                },
                cancel: cancel);
        }
        while (count == MostRowsInAct);
    }
}
