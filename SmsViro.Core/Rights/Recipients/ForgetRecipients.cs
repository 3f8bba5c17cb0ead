using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>The hourly sweep: counters when their window ends, visits after a day, what look-ups found after a day, and the number and words of a request 30 days after its answer.</summary>
public sealed class ForgetRecipients(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, TimeProvider clock) : IJobHandler
{
    private static readonly TimeSpan VisitsKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan AnswersKept = TimeSpan.FromDays(30);

    public static string Kind => "forget-recipients";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (visits, lookups, answers) = (now - VisitsKept, now - ReadLookup.Life, now - AnswersKept);
        await writes.RunAsync(
            db =>
            {
                var (sessions, decided) = (db.RecipientSessions, db.RecipientLookups);
                db.CodeCounts.Where(count => count.Until <= now).ExecuteDelete();
                sessions.Where(session => session.StartedAt < visits).ExecuteDelete();
                db.RecipientFindings.Where(found => !sessions.Any(session => session.Id == found.SearchId) && !decided.Any(lookup => lookup.Id == found.SearchId && lookup.DecidedAt >= lookups))
                    .ExecuteDelete();
            },
            cancel);

        List<Guid> old;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            old = await db.RecipientRequests.Where(request => request.Number != null && request.AnsweredAt < answers).Select(request => request.Id).ToListAsync(cancel);
        foreach (var id in old)
        {
            await vault.ShredAsync(Scope.Request(id), id, cancel);
            await writes.RunAsync(
                db =>
                {
                    if (db.RecipientRequests.Find(id) is not { Number: not null } request) return;

                    (request.Number, request.NumberIndex, request.Note, request.Answer, request.SentBack) = (null, null, null, null, null);
                    db.Tell(request, RecipientStep.NumberForgotten, now);
                },
                cancel);
        }
    }
}
