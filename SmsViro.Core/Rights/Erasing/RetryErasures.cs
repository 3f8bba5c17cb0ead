using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>Every hour: an erasure that was begun and whose work has given up is begun again. It ends by being finished, never by being forgotten.</summary>
public sealed class RetryErasures(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, JobQueue jobs, TimeProvider clock) : IJobHandler
{
    public static string Kind => "retry-erasures";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        List<Guid> unfinished;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            unfinished = await db.PrivacyRequests.Where(request => request.State == RequestState.Erasing || request.State == RequestState.Incomplete).Select(request => request.Id).ToListAsync(cancel);
        if (unfinished.Count == 0) return;

        await writes.RunAsync(
            db =>
            {
                foreach (var request in unfinished) JobQueue.Add<EraseAccount>(db, request, now);
            },
            cancel);
        jobs.Wake();
    }
}
