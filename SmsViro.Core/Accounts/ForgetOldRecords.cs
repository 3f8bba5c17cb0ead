using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Accounts;

/// <summary>This slice's retention: former details after 12 months, sessions and mailed links 30 days after their end.</summary>
public sealed class ForgetOldRecords(WriteQueue writes, TimeProvider clock) : IJobHandler
{
    static string IJobHandler.Kind => "forget-account-records";

    /// <summary>How many rows were forgotten.</summary>
    public Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var details = now.AddMonths(-12);
        var ended = now.AddDays(-30);
        return writes.RunAsync(
            db => db.FormerDetails.Where(row => row.ReplacedAt < details).ExecuteDelete()
                + db.Sessions.Where(row => row.EndsAt < ended || row.EndedAt < ended).ExecuteDelete()
                + db.MailedLinks.Where(row => row.ExpiresAt < ended).ExecuteDelete(),
            cancel: cancel);
    }

    Task IJobHandler.RunAsync(JobRun run, CancellationToken cancel) => RunAsync(cancel);
}
