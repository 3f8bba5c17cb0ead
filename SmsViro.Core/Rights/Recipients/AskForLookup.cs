using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>The first of two: asks for a search across all customers, for one open request and a stated reason.</summary>
public sealed class AskForLookup(WriteQueue writes, AuditTrail trail, Signals signals, RecipientOptions options, TimeProvider clock)
{
    private const int ShortestReason = 10;
    private const int LongestReason = 400;

    public async Task<LookupRefusal?> RunAsync(UserId staff, Guid request, string reason, CancellationToken cancel)
    {
        if (reason.Trim().Length is < ShortestReason or > LongestReason) return LookupRefusal.NoReason;

        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(staff, RecipientRequestDesk.SubjectOf(request), AuditDeed.AskedForLookup, reason, request, cancel);
        var refusal = await writes.RunAsync(db => Take(db, staff, request, entry, now), answer => answer is null, cancel);
        if (refusal is null) signals.Raise(RecipientTopics.Requests);
        return refusal;
    }

    private LookupRefusal? Take(PortalDbContext db, UserId staff, Guid id, AuditDraft entry, DateTimeOffset now)
    {
        if (StaffAmong.RoleOf(db, staff) is not { } role) return LookupRefusal.NotStaff;
        if (db.RecipientRequests.Find(id) is not { HasEnded: false, Number: not null } request) return LookupRefusal.NoOpenRequest;
        if (db.RecipientLookups.Any(lookup => lookup.RequestId == id && (lookup.State == LookupState.Asked || lookup.State == LookupState.Running))) return LookupRefusal.AlreadyAsked;

        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        if (db.RecipientLookups.Count(lookup => lookup.AskedAt >= today) >= options.LookupsADay
            || db.RecipientLookups.Count(lookup => lookup.AskedAt >= today && lookup.AskedBy == staff) >= options.LookupsPerPerson) return LookupRefusal.TooMany;

        db.RecipientLookups.Add(new RecipientLookup { Id = Guid.CreateVersion7(now), RequestId = id, AskedBy = staff, AskedAt = now, State = LookupState.Asked });
        db.Tell(request, RecipientStep.LookupAsked, now);
        AuditTrail.Append(db, entry, role);
        return null;
    }
}
