using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;

namespace SmsViro.Core.Custody;

/// <summary>
/// The only way round a ledger that does not fit: the person who runs the portal takes it as it is, by the number of its whole lines, and the trail says so.
/// Both databases forget what they knew, so that the next start carries out every line that is left.
/// </summary>
public sealed class AdoptLedger(ErasureLedger ledger, ErasureMarks marks, AppliedErasures keys, AuditTrail trail, WriteQueue writes)
{
    /// <summary>False, and nothing is changed, when the ledger has another number of whole lines.</summary>
    public async Task<bool> RunAsync(long lines, CancellationToken cancel)
    {
        var (whole, brokenAt) = await ledger.WholeLinesAsync(cancel);
        if (whole.Count != lines) return false;

        var known = (await marks.ReadAsync(cancel)).Last;
        if (brokenAt is not null) await ledger.CutAsync(cancel);
        var entry = await trail.DraftAsync(default, default, AuditDeed.AdoptedLedger, $"{lines} lines were taken where {known} were known", cancel: cancel);
        await keys.ForgetAsync(cancel);
        await writes.RunAsync(
            db =>
            {
                db.ErasureMarks.RemoveRange(db.ErasureMarks);
                AuditTrail.Append(db, entry, PortalRole.Admin);
            },
            cancel);
        return true;
    }
}
