using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Notices;

/// <summary>The retention of mail: 30 days after it was sent, and 30 days after it was written when it never could be.</summary>
public sealed class ForgetMail(WriteQueue writes, TimeProvider clock) : IJobHandler
{
    static string IJobHandler.Kind => "forget-mail";

    private const int MostRowsInAct = 1_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>How many letters were forgotten.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - Kept;
        var forgotten = 0;
        int count;
        do
        {
            count = await writes.RunAsync(
                db =>
                {
                    var old = db.OutgoingMail.Where(mail => mail.SentAt < before || (mail.SentAt == null && mail.CreatedAt < before)).Take(MostRowsInAct).ToList();
                    db.OutgoingMail.RemoveRange(old);
                    return old.Count;
                },
                cancel: cancel);
            forgotten += count;
        }
        while (count == MostRowsInAct);

        return forgotten;
    }

    Task IJobHandler.RunAsync(JobRun run, CancellationToken cancel) => RunAsync(cancel);
}
