using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Registers.Confidentiality;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>Who may come in at the desk, and how they prove who they are.</summary>
internal sealed class AccessEvidence : IEvidenceSource
{
    public async Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var version = Undertaking.Current.Number;
        var staff = await StaffAmong.AllAsync(moment.Db, cancel);
        var signed = await moment.Db.Acceptances.Where(acceptance => acceptance.Version == version).Select(acceptance => acceptance.UserId).ToListAsync(cancel);
        var second = staff.Count(one => one.HasSecondFactor);
        var factor = $"{EvidenceWords.Said(second, staff.Count)} members of staff have a second factor";
        var review = moment.Review(ReviewKind.AccessRights);
        return
        [
            new(
                Controls.Access,
                EvidenceWords.StateOf(review),
                [
                    EvidenceWords.Said(review),
                    $"{EvidenceWords.Said(staff.Count)} members of staff may come in, {EvidenceWords.Said(staff.Count(one => one.Role is PortalRole.Admin))} of them as administrators",
                    $"{EvidenceWords.Said(staff.Count(one => signed.Contains(one.Id)), staff.Count)} have signed the undertaking of confidentiality in force",
                    factor,
                ]),
            new(
                Controls.Privileges,
                second == 0 ? EvidenceState.NoneYet : second < staff.Count ? EvidenceState.DoesNotHold : EvidenceState.Shown,
                [
                    factor,
                    $"Administrators: {EvidenceWords.Said(staff.Count(one => one.Role is PortalRole.Admin), staff.Count)}",
                    $"Customers and requests opened with a reason, in the trail: {EvidenceWords.Said(moment.Times(AuditDeed.OpenedCustomer, AuditDeed.OpenedToLog, AuditDeed.OpenedRequest))}",
                    $"Tries at what is another customer\u2019s, turned away: {EvidenceWords.Said(moment.Times(AuditDeed.TriedForeignId))}",
                ]),
        ];
    }
}
