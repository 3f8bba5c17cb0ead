using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>Reads now what the system can show for each control an auditor asks for. No figure is kept: one that is written down is true only on the day it was written.</summary>
public sealed class GatherEvidence(
    IDbContextFactory<PortalDbContext> contexts, IEnumerable<IEvidenceSource> sources, ReviewCalendar reviews, AuditTrail trail, RightsOptions options, TimeProvider clock)
{
    /// <summary>One answer for each control; null for anybody but staff.</summary>
    public async Task<EvidenceReport?> RunAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        var now = clock.GetUtcNow();
        var deeds = await db.AuditEntries.GroupBy(entry => entry.Deed).Select(same => new { same.Key, Times = same.LongCount() }).ToDictionaryAsync(same => same.Key, same => same.Times, cancel);
        var moment = new EvidenceMoment(
            db, now, StatutoryClock.DayAt(now, options.SeatZone), await reviews.DueAsync(db, cancel), await trail.VerifyAsync(cancel), deeds);
        var found = new Dictionary<Control, ControlEvidence>();
        foreach (var source in sources)
            foreach (var evidence in await source.ReadAsync(moment, cancel)) found.Add(evidence.Control, evidence);

        return new EvidenceReport(now, [.. Controls.All.Select(control => found[control])]);
    }
}
