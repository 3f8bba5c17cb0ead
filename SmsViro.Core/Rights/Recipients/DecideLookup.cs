using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>The second of two: agrees to a look-up or refuses it, and was not the one who asked.</summary>
public sealed class DecideLookup(WriteQueue writes, AuditTrail trail, JobQueue jobs, Signals signals, TimeProvider clock)
{
    public async Task<LookupRefusal?> RunAsync(UserId staff, Guid request, Guid lookup, bool agreed, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(
            staff, RecipientRequestDesk.SubjectOf(request), agreed ? AuditDeed.ApprovedLookup : AuditDeed.RefusedLookup, concerning: lookup, cancel: cancel);
        var refusal = await writes.RunAsync(db => Decide(db, staff, request, lookup, agreed, entry, now), answer => answer is null, cancel);
        if (refusal is not null) return refusal;

        if (agreed) jobs.Wake();
        signals.Raise(RecipientTopics.Requests);
        return null;
    }

    private static LookupRefusal? Decide(PortalDbContext db, UserId staff, Guid id, Guid asked, bool agreed, AuditDraft entry, DateTimeOffset now)
    {
        if (StaffAmong.RoleOf(db, staff) is not { } role) return LookupRefusal.NotStaff;
        if (db.RecipientRequests.Find(id) is not { HasEnded: false, Number: not null } request) return LookupRefusal.NoOpenRequest;
        if (db.RecipientLookups.Find(asked) is not { State: LookupState.Asked } lookup || lookup.RequestId != id) return LookupRefusal.NotNow;
        if (lookup.AskedBy == staff) return LookupRefusal.SamePerson;

        (lookup.DecidedBy, lookup.DecidedAt, lookup.State) = (staff, now, agreed ? LookupState.Running : LookupState.Refused);
        db.Tell(request, agreed ? RecipientStep.LookupApproved : RecipientStep.LookupRefused, now);
        if (agreed) JobQueue.Add<LookUpRecipient>(db, asked, now);
        AuditTrail.Append(db, entry, role);
        return null;
    }
}
