using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>The second of two ends a hold that a colleague asked to release: what an erasure left for it goes at once with its key, and the retention of what waited runs now rather than tonight.</summary>
public sealed class ReleaseHold(WriteQueue writes, ErasureLedger ledger, ErasureMarks marks, Vault vault, AuditTrail trail, JobQueue jobs, TimeProvider clock)
{
    private const int MostRowsInAct = 1_000;

    public async Task<HoldRefusal?> RunAsync(AccessGrant grant, Guid hold, string reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        grant.Require(grant.Subject.User, now);
        if (!PlaceHold.IsReason(reason)) return HoldRefusal.NoReason;

        var entry = await trail.DraftAsync(grant.Staff, grant.Subject.User, AuditDeed.ReleasedHold, reason, hold, cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, grant.Staff) is not { } role) return HoldRefusal.NotStaff;
                if (db.Holds.SingleOrDefault(found => found.Id == hold && found.UserId == grant.Subject.User && found.ReleasedAt == null) is not { ReleaseAskedBy: { } asked } found) return HoldRefusal.NothingThere;
                if (asked == grant.Staff) return HoldRefusal.SamePerson;

                (found.ReleasedAt, found.ReleasedBy) = (now, grant.Staff);
                AuditTrail.Append(db, entry, role);
                JobQueue.Add<KeepRetention>(db, Guid.Empty, now);
                return (HoldRefusal?)null;
            },
            refusal => refusal is null,
            cancel);
        if (refusal is not null) return refusal;

        await ForgetAsync(hold, cancel);
        jobs.Wake();
        return null;
    }

    /// <summary>Destroys what was kept for a hold; run again by retention should this be interrupted.</summary>
    internal async Task ForgetAsync(Guid hold, CancellationToken cancel)
    {
        var line = await ledger.AppendAsync(hold, [Scope.Hold(hold)], cancel);
        await vault.ShredAsync(Scope.Hold(hold), hold, cancel);
        int count;
        do
        {
            count = await writes.RunAsync(
                db =>
                {
                    var items = db.HeldItems.Where(item => item.HoldId == hold).Take(MostRowsInAct).ToList();
                    db.RemoveRange(items);
                    if (items.Count == 0 && db.Holds.Find(hold) is { } found) found.Reason = null;
                    return items.Count;
                },
                cancel: cancel);
        }
        while (count > 0);

        await marks.AppliedAsync(line, cancel);
    }
}
