using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.ServiceTexts;

/// <summary>The hourly sweep of our own texts: words the network never concluded are emptied after an hour, whole records go after 90 days, and a month's key with its last record.</summary>
public sealed class ForgetServiceTexts(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, TimeProvider clock) : IJobHandler
{
    private const int MostRowsInAct = 1_000;

    private static readonly TimeSpan WordsKept = TimeSpan.FromHours(1);
    private static readonly TimeSpan RecordsKept = TimeSpan.FromDays(90);

    public static string Kind => "forget-service-texts";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (wordsBefore, recordsBefore) = (now - WordsKept, now - RecordsKept);
        await writes.RunRawAsync(
            connection =>
            {
                using var empty = connection.Sql(
                    """UPDATE "MessageBatches" SET "Text" = @p1 WHERE "AccountId" = @p0 AND "AcceptedAt" < @p2 AND length("Text") > 0""", ServiceAccount.Id, Array.Empty<byte>(), wordsBefore);
                return empty.ExecuteNonQuery();
            },
            cancel: cancel);

        List<int> emptied;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            emptied = await db.MessageBatches.Where(batch => batch.AccountId == ServiceAccount.Id && batch.AcceptedAt < recordsBefore).Select(batch => batch.Bucket).Distinct().ToListAsync(cancel);

        int count;
        do
        {
            count = await writes.RunAsync(
                db =>
                {
                    var old = db.MessageBatches.Where(batch => batch.AccountId == ServiceAccount.Id && batch.AcceptedAt < recordsBefore).Take(MostRowsInAct).ToList();
                    db.MessageBatches.RemoveRange(old);
                    return old.Count;
                },
                cancel: cancel);
        }
        while (count == MostRowsInAct);

        foreach (var bucket in emptied)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (bucket < Buckets.Of(now) && !await db.MessageBatches.AnyAsync(batch => batch.AccountId == ServiceAccount.Id && batch.Bucket == bucket, cancel))
                await vault.ShredAsync(Buckets.ScopeOf(ServiceAccount.Id, bucket), ServiceAccount.Id.Value, cancel);
        }
    }
}
