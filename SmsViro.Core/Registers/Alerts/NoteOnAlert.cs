using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>
/// An administrator writes what she knows of an alert about herself. Nobody clears herself, so that it stays open until another administrator has read it and
/// closed it; but where she is the only one it need not wait without a word. A later note takes the place of the one before, and each is an entry of the trail.
/// </summary>
public sealed class NoteOnAlert(WriteQueue writes, AlertBoard board, Vault vault, AuditTrail trail, Signals signals, TimeProvider clock)
{
    public async Task<AlertRefusal?> RunAsync(UserId staff, Guid id, string note, CancellationToken cancel)
    {
        if (await board.AboutAsync(staff, id, cancel) is not { } about) return AlertRefusal.NotAdmin;
        if (about != staff) return AlertRefusal.NotHers;
        if (note.Trim().Length is < Alert.ShortestReason or > Alert.LongestReason) return AlertRefusal.NoReason;

        var now = clock.GetUtcNow();
        var words = (await vault.OpenAsync(Scope.Audit(staff.Value), cancel)).Seal(Alert.NoteField, id, note.Trim());
        var entry = await trail.DraftAsync(staff, staff, AuditDeed.NotedOnAlert, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not PortalRole.Admin) return AlertRefusal.NotAdmin;
                if (db.Alerts.Find(id) is not { ClosedAt: null } alert) return AlertRefusal.NotOpen;

                (alert.NotedAt, alert.Note) = (now, words);
                AuditTrail.Append(db, entry, PortalRole.Admin);
                return (AlertRefusal?)null;
            },
            answer => answer is null,
            cancel);
        if (refusal is null) signals.Raise(AlertBoard.Topic);
        return refusal;
    }
}
