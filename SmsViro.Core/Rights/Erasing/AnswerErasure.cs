using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>The last step of an erasure: certificate, letter, the end of the account and the end of the request are one act.</summary>
public sealed class AnswerErasure(WriteQueue writes, CertificatePaper paper, ErasureReply reply, Vault vault, AuditTrail trail, TimeProvider clock)
{
    public async Task RunAsync(PrivacyRequest request, DataSubject subject, ErasureFacts facts, CancellationToken cancel)
    {
        var written = await paper.WriteAsync(request, subject, facts, cancel);
        var letter = await reply.SealAsync(request, subject, written, facts.Searched, cancel);
        var entry = await trail.DraftAsync(request.CarriedOutBy ?? default, request.UserId, AuditDeed.FinishedErasure, concerning: request.Id, cancel: cancel);
        var now = clock.GetUtcNow();
        var certificate = new Certificate
        {
            Id = request.Id,
            UserId = request.UserId,
            Content = (await vault.OpenAsync(Scope.Audit(request.UserId.Value), cancel)).SealBytes(CertificateMapping.Content, request.Id, written),
            MadeAt = now,
            Mail = letter?.Kept.Mail,
        };
        await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.Find(request.Id) is not { HasEnded: false } row) return;

                (row.State, row.EndedAt) = (RequestState.Fulfilled, now);
                db.Users.Single(user => user.Id == request.UserId.Value).State = AccountState.Erased;
                db.Certificates.Add(certificate);
                db.Tell(row, RequestStep.Answered, now);
                EndCopies(db, request.UserId, now);
                letter?.Post(db);
                var staff = db.Users.AsNoTracking().SingleOrDefault(user => row.CarriedOutBy != null && user.Id == row.CarriedOutBy.Value.Value);
                AuditTrail.Append(db, entry, staff?.Role ?? PortalRole.Support);
            },
            cancel);
        reply.Hurry();
    }

    // A copy that was still being made has nobody to be handed to.
    private static void EndCopies(PortalDbContext db, UserId user, DateTimeOffset now)
    {
        foreach (var open in db.PrivacyRequests.Where(open => open.UserId == user && open.State == RequestState.Preparing))
        {
            (open.State, open.EndedAt) = (RequestState.Withdrawn, now);
            db.Tell(open, RequestStep.Withdrawn, now);
        }
    }
}
