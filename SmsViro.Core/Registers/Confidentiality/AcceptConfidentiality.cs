using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Confidentiality;

/// <summary>A member of staff signs the undertaking in force, of which she was shown this very version.</summary>
public sealed class AcceptConfidentiality(WriteQueue writes, AuditTrail trail, TimeProvider clock)
{
    /// <summary>False for anybody but staff, and when another version has come into force since the page was drawn. Signing twice changes nothing.</summary>
    public async Task<bool> RunAsync(UserId staff, int version, CancellationToken cancel)
    {
        if (version != Undertaking.Current.Number) return false;

        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(staff, staff, AuditDeed.AcceptedConfidentiality, cancel: cancel);
        return await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not { } role) return false;
                if (db.Acceptances.Any(acceptance => acceptance.UserId == staff && acceptance.Version == version)) return true;

                db.Acceptances.Add(new Acceptance { Id = Guid.CreateVersion7(now), UserId = staff, Version = version, Digest = Undertaking.Current.Digest, AcceptedAt = now });
                AuditTrail.Append(db, entry, role);
                return true;
            },
            signed => signed,
            cancel);
    }
}
