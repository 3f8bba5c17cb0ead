using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>Why staff cannot carry a request out now.</summary>
public enum CarryOutRefusal
{
    /// <summary>No such erasure, it has ended, or it is running.</summary>
    NotOpen = 1,

    /// <summary>Its sender may still think again.</summary>
    StillWaiting,

    /// <summary>The person is no member of staff, or the grant is another's.</summary>
    NotStaff,

    /// <summary>The password was not typed in the last five minutes.</summary>
    NotConfirmed,

    /// <summary>Its sender wants her money back, and nobody has said that it was paid.</summary>
    NotPaidBack,
}

/// <summary>
/// Staff begin an erasure: the account is closed in one act, so that nothing new is written behind it, and the work is handed to a job.
/// The address to answer to is copied first, sealed in the request's own scope, because every other copy is about to go.
/// </summary>
public sealed class CarryOutErasure(WriteQueue writes, StepUp stepUp, IDbContextFactory<PortalDbContext> contexts, Vault vault, AuditTrail trail, JobQueue jobs, Sessions sessions, TimeProvider clock)
{
    public async Task<CarryOutRefusal?> RunAsync(SignedIn person, AccessGrant grant, Guid id, bool paidBack, CancellationToken cancel)
    {
        if (grant.Staff != person.Customer.User) return CarryOutRefusal.NotStaff;
        if (!await stepUp.IsFreshAsync(person, cancel)) return CarryOutRefusal.NotConfirmed;

        var now = clock.GetUtcNow();
        grant.Require(grant.Subject.User, now);
        var user = grant.Subject.User;
        var answerTo = await AddressAsync(grant, id, cancel);
        var entry = await trail.DraftAsync(grant.Staff, user, AuditDeed.BeganErasure, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                var staff = db.Users.AsNoTracking().SingleOrDefault(row => row.Id == grant.Staff.Value && row.State == AccountState.Active);
                if (staff is null or { Role: PortalRole.Customer }) return CarryOutRefusal.NotStaff;

                var request = db.PrivacyRequests.SingleOrDefault(request => request.Id == id && request.UserId == user && request.Kind == RequestKind.Erasure);
                if (request is null || request.HasEnded || request.State is RequestState.Erasing) return CarryOutRefusal.NotOpen;
                if (!request.IsRipe(now)) return CarryOutRefusal.StillWaiting;

                if (request is { Balance: BalanceChoice.PayBack, StartedAt: null } && !paidBack) return CarryOutRefusal.NotPaidBack;

                var account = db.Users.Single(row => row.Id == user.Value);
                if (account.State is AccountState.Active)
                {
                    account.State = AccountState.Erasing;
                    account.SecurityStamp = Guid.CreateVersion7().ToString("N");
                    Sessions.EndAll(db, user, now);
                }

                (request.State, request.CarriedOutBy) = (RequestState.Erasing, grant.Staff);
                request.StartedAt ??= now;
                request.AnswerTo ??= answerTo;
                db.Tell(request, RequestStep.Begun, now);
                AuditTrail.Append(db, entry, staff.Role);
                JobQueue.Add<EraseAccount>(db, id, now);
                return (CarryOutRefusal?)null;
            },
            refusal => refusal is null,
            cancel);
        if (refusal is not null) return refusal;

        // Her open pages close now, not when they next ask.
        sessions.Tell(user);
        jobs.Wake();
        return null;
    }

    private async Task<Sealed?> AddressAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.PrivacyRequests.AnyAsync(request => request.Id == id && request.UserId == grant.Subject.User && request.AnswerTo == null && request.EndedAt == null, cancel)) return null;

        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == grant.Subject.User.Value, cancel);
        var opened = (await vault.FindAsync(Scope.User(grant.Subject.User), cancel)).Open(StorageFields.Email, user.Id, user.EmailSealed);
        return opened.Text is { } address ? (await vault.OpenAsync(Scope.Request(id), cancel)).Seal(PrivacyRequestMapping.AnswerTo, id, address) : null;
    }
}
