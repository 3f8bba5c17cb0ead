using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>30 days after an erasure was answered, the address it was answered to goes too, with its key and the letter that went there. A certificate that never got there is told to the desk by then.</summary>
public sealed class ForgetAnswers(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault) : IRetentionRule
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public string Name => "Addresses we answered to";

    public string Kept => "30 days after our answer";

    public async Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return new RetentionCount(await Over(db, now).LongCountAsync(cancel), 0);
    }

    public async Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel)
    {
        List<Guid> old;
        await using (var db = await contexts.CreateDbContextAsync(cancel)) old = await Over(db, now).Select(request => request.Id).ToListAsync(cancel);

        foreach (var id in old)
        {
            await vault.ShredAsync(Scope.Request(id), id, cancel);
            await writes.RunAsync(db => Forget(db, id, now), cancel);
        }

        return old.Count;
    }

    private static void Forget(PortalDbContext db, Guid id, DateTimeOffset now)
    {
        if (db.PrivacyRequests.Find(id) is not { AnswerTo: not null } request) return;

        request.AnswerTo = null;
        foreach (var letter in db.RequestLetters.Where(letter => letter.RequestId == id)) letter.Afterwards = null;
        foreach (var task in db.RecipientTasks.Where(task => task.RequestId == id)) task.How = null;

        // A request whose own time is up goes tonight; a step of it would be one more row to forget.
        if (request.EndedAt < PrivacyRequestMapping.ThreeYears.Before(now)) return;

        db.Tell(request, RequestStep.AddressForgotten, now);

        // The mail itself ends on the same day; a row that still waits, or is gone unsent, was never taken by a server.
        var certificate = db.Certificates.Where(found => found.Id == id).Select(found => new { found.Mail }).SingleOrDefault();
        if (certificate is not null && db.OutgoingMail.Any(mail => mail.Id == certificate.Mail && mail.State != MailState.Sent)) db.Tell(request, RequestStep.CertificateUndelivered, now);
    }

    private static IQueryable<PrivacyRequest> Over(PortalDbContext db, DateTimeOffset now)
    {
        var before = now - KeptFor;
        return db.PrivacyRequests.Where(request => request.AnswerTo != null && request.EndedAt < before);
    }
}
