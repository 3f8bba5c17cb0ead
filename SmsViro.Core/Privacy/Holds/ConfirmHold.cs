using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>The second person agrees that a hold is needed; whoever placed it cannot.</summary>
public sealed class ConfirmHold(WriteQueue writes, AuditTrail trail, TimeProvider clock)
{
    public async Task<HoldRefusal?> RunAsync(AccessGrant grant, Guid hold, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        grant.Require(grant.Subject.User, now);
        var entry = await trail.DraftAsync(grant.Staff, grant.Subject.User, AuditDeed.ConfirmedHold, concerning: hold, cancel: cancel);
        return await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, grant.Staff) is not { } role) return HoldRefusal.NotStaff;
                if (db.Holds.SingleOrDefault(found => found.Id == hold && found.UserId == grant.Subject.User && found.ReleasedAt == null && found.ConfirmedAt == null) is not { } found) return HoldRefusal.NothingThere;
                if (found.PlacedBy == grant.Staff) return HoldRefusal.SamePerson;

                (found.ConfirmedAt, found.ConfirmedBy) = (now, grant.Staff);
                AuditTrail.Append(db, entry, role);
                return (HoldRefusal?)null;
            },
            refusal => refusal is null,
            cancel);
    }
}
