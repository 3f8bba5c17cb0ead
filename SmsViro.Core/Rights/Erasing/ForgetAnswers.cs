using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>The nightly sweep: 30 days after an erasure was answered, the address it was answered to goes too, with its key.</summary>
public sealed class ForgetAnswers(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, TimeProvider clock) : IJobHandler
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static string Kind => "forget-answers";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var before = now - Kept;
        List<Guid> old;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            old = await db.PrivacyRequests.Where(request => request.AnswerTo != null && request.EndedAt < before).Select(request => request.Id).ToListAsync(cancel);

        foreach (var id in old)
        {
            await vault.ShredAsync(Scope.Request(id), id, cancel);
            await writes.RunAsync(
                db =>
                {
                    if (db.PrivacyRequests.Find(id) is not { AnswerTo: not null } request) return;

                    request.AnswerTo = null;
                    db.Tell(request, RequestStep.AddressForgotten, now);
                },
                cancel);
        }
    }
}
