using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>The first of two: says why a hold is not needed any more. Nothing goes until a second person releases it.</summary>
public sealed class AskToReleaseHold(WriteQueue writes, AuditTrail trail, TimeProvider clock)
{
    public async Task<HoldRefusal?> RunAsync(AccessGrant grant, Guid hold, string reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        grant.Require(grant.Subject.User, now);
        if (!PlaceHold.IsReason(reason)) return HoldRefusal.NoReason;

        var entry = await trail.DraftAsync(grant.Staff, grant.Subject.User, AuditDeed.AskedToReleaseHold, reason, hold, cancel);
        return await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, grant.Staff) is not { } role) return HoldRefusal.NotStaff;
                if (db.Holds.SingleOrDefault(found => found.Id == hold && found.UserId == grant.Subject.User && found.ReleasedAt == null && found.ReleaseAskedBy == null) is not { } found) return HoldRefusal.NothingThere;

                (found.ReleaseAskedAt, found.ReleaseAskedBy) = (now, grant.Staff);
                AuditTrail.Append(db, entry, role);
                return (HoldRefusal?)null;
            },
            refusal => refusal is null,
            cancel);
    }
}
