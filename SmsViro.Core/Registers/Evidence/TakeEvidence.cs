using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>Lets a member of staff take the evidence out of the house as a file; that she took it is written before it is read.</summary>
public sealed class TakeEvidence(WriteQueue writes, AuditTrail trail, GatherEvidence gather)
{
    /// <summary>What it was at that instant; null for anybody but staff.</summary>
    public async Task<EvidenceReport?> RunAsync(UserId staff, CancellationToken cancel)
    {
        var entry = await trail.DraftAsync(staff, default, AuditDeed.TookEvidence, cancel: cancel);
        var allowed = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not { } role) return false;

                AuditTrail.Append(db, entry, role);
                return true;
            },
            keep: wrote => wrote,
            cancel);
        return allowed ? await gather.RunAsync(staff, cancel) : null;
    }
}
