using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>Looks once more for who wrote to a proved number, for what came since the last look. Not twice in a minute: it asks every sender's records.</summary>
public sealed class SearchAgain(WriteQueue writes, JobQueue jobs, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <summary>False when a look is under way or ended less than a minute ago.</summary>
    public async Task<bool> RunAsync(ProvedNumber proved, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await jobs.FindAsync<SearchForRecipient>(proved.Session, cancel) is { } last && (last.EndedAt is not { } ended || now - ended < Between)) return false;

        await writes.RunAsync(db => JobQueue.Add<SearchForRecipient>(db, proved.Session, now), cancel);
        jobs.Wake();
        return true;
    }
}
