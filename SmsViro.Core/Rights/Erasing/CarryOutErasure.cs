using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
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

    /// <summary>Money that was paid is left, and neither its owner nor whoever asked her says what becomes of it.</summary>
    BalanceUndecided,

    /// <summary>Who wrote down what came by letter or telephone does not begin it as well: a second person has to read it.</summary>
    NeedsSecondPerson,
}

/// <summary>Staff begin an erasure that does not begin by itself, or sooner than it would.</summary>
public sealed class CarryOutErasure(WriteQueue writes, StepUp stepUp, BeginErasure beginning, AuditTrail trail, TimeProvider clock)
{
    /// <param name="person">The member of staff, whose password was typed just now.</param>
    /// <param name="grant">Whose erasure.</param>
    /// <param name="id">The request.</param>
    /// <param name="settled">What she says was done with money that is left: paid back, or given up where its owner told us so and never chose in the portal.</param>
    /// <param name="cancel">Honoured until the act begins.</param>
    public async Task<CarryOutRefusal?> RunAsync(SignedIn person, AccessGrant grant, Guid id, BalanceChoice settled, CancellationToken cancel)
    {
        if (grant.Staff != person.Customer.User) return CarryOutRefusal.NotStaff;
        if (!await stepUp.IsFreshAsync(person, cancel)) return CarryOutRefusal.NotConfirmed;

        var now = clock.GetUtcNow();
        grant.Require(grant.Subject.User, now);
        var user = grant.Subject.User;
        var answerTo = await beginning.AddressAsync(user, id, cancel);
        var entry = await trail.DraftAsync(grant.Staff, user, AuditDeed.BeganErasure, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                var staff = db.Users.AsNoTracking().SingleOrDefault(row => row.Id == grant.Staff.Value && row.State == AccountState.Active);
                if (staff is null or { Role: PortalRole.Customer }) return CarryOutRefusal.NotStaff;

                var request = db.PrivacyRequests.SingleOrDefault(request => request.Id == id && request.UserId == user && request.Kind == RequestKind.Erasure);
                if (request is null || request.HasEnded || request.State is RequestState.Erasing) return CarryOutRefusal.NotOpen;
                if (!request.IsRipe(now)) return CarryOutRefusal.StillWaiting;
                if (request is { StartedAt: null } && request.LoggedBy == grant.Staff) return CarryOutRefusal.NeedsSecondPerson;

                if (request is { StartedAt: null } && Leftover.Of(db, request.AccountId) is { HasPaid: true })
                {
                    if (request.Balance is BalanceChoice.PayBack && settled is not BalanceChoice.PayBack) return CarryOutRefusal.NotPaidBack;
                    if (request.Balance is BalanceChoice.None && settled is BalanceChoice.None) return CarryOutRefusal.BalanceUndecided;
                    if (request.Balance is BalanceChoice.None) request.Balance = settled;
                }

                BeginErasure.Close(db, request, grant.Staff, answerTo, now);
                AuditTrail.Append(db, entry, staff.Role);
                return (CarryOutRefusal?)null;
            },
            refusal => refusal is null,
            cancel);
        if (refusal is not null) return refusal;

        beginning.Tell(user);
        return null;
    }
}
