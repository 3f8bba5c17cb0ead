using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Requests;

/// <summary>The sender has shown who she is: by her password in the portal, or by what staff were shown. The clock starts then, if we asked in time.</summary>
public sealed class AcceptIdentity(RequestDesk desk, WriteQueue writes, StepUp stepUp, AuditTrail trail, Signals signals, RightsOptions options, TimeProvider clock)
{
    /// <summary>By staff, who saw a proof.</summary>
    public Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.AcceptIdentity,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.IdentityAccepted,
                Change = (db, request, _) => Accept(db, request, now),
            },
            cancel);
    }

    /// <summary>By herself; false when her password was not typed just now or nothing of hers waits for it.</summary>
    public async Task<bool> ConfirmAsync(SignedIn person, Guid id, CancellationToken cancel)
    {
        if (!await stepUp.IsFreshAsync(person, cancel)) return false;

        var now = clock.GetUtcNow();
        var user = person.Customer.User;
        var entry = await trail.DraftAsync(user, user, AuditDeed.ShowedIdentity, concerning: id, cancel: cancel);
        var confirmed = await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.SingleOrDefault(request => request.Id == id && request.UserId == user) is not { State: RequestState.IdentityPending } request) return false;

                Accept(db, request, now);
                request.State = RequestState.Open;
                db.Tell(request, RequestStep.IdentityAccepted, now);
                AuditTrail.Append(db, entry, PortalRole.Customer);
                return true;
            },
            confirmed => confirmed,
            cancel);
        if (confirmed) signals.Raise(JobQueue.Topic(id));
        return confirmed;
    }

    private void Accept(PortalDbContext db, PrivacyRequest request, DateTimeOffset now)
    {
        request.IdentityProvidedAt = now;
        RequestDeadline.Set(db, request, options);
    }
}
