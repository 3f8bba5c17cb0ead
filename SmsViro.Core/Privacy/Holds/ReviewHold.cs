using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>Somebody looked again and a hold is still needed: it gets its next day of review, and whoever wanted its end has not got it.</summary>
public sealed class ReviewHold(WriteQueue writes, AuditTrail trail, TimeProvider clock)
{
    public async Task<HoldRefusal?> RunAsync(AccessGrant grant, Guid hold, string reason, DateOnly reviewOn, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        grant.Require(grant.Subject.User, now);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (!PlaceHold.IsReason(reason)) return HoldRefusal.NoReason;
        if (reviewOn <= today || reviewOn > today.AddYears(1)) return HoldRefusal.ReviewTooFar;

        var entry = await trail.DraftAsync(grant.Staff, grant.Subject.User, AuditDeed.ReviewedHold, reason, hold, cancel);
        return await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, grant.Staff) is not { } role) return HoldRefusal.NotStaff;
                if (db.Holds.SingleOrDefault(found => found.Id == hold && found.UserId == grant.Subject.User && found.ReleasedAt == null) is not { } found) return HoldRefusal.NothingThere;

                (found.ReviewOn, found.ReleaseAskedAt, found.ReleaseAskedBy) = (reviewOn, null, null);
                AuditTrail.Append(db, entry, role);
                return (HoldRefusal?)null;
            },
            refusal => refusal is null,
            cancel);
    }
}
