using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>Why an alert stays open.</summary>
public enum AlertRefusal
{
    /// <summary>The person is no administrator.</summary>
    NotAdmin = 1,

    /// <summary>Nobody judges what she did herself.</summary>
    AboutHerself,

    /// <summary>What came of it is said in 10 to 2,000 characters.</summary>
    NoReason,

    /// <summary>What became a breach names one that is in the register; nothing else does.</summary>
    NoBreach,

    /// <summary>There is no such alert, or it is closed.</summary>
    NotOpen,

    /// <summary>Only whom it is about writes a note on it; anybody else closes it.</summary>
    NotHers,
}

/// <summary>An administrator who is not the one it is about says what came of an alert; that she did is an entry of the trail in the same act.</summary>
public sealed class CloseAlert(WriteQueue writes, AlertBoard board, Vault vault, AuditTrail trail, Signals signals, TimeProvider clock)
{
    public async Task<AlertRefusal?> RunAsync(UserId staff, Guid id, AlertFinding finding, string reason, Guid? breach, CancellationToken cancel)
    {
        if (await board.AboutAsync(staff, id, cancel) is not { } about) return AlertRefusal.NotAdmin;
        if (reason.Trim().Length is < Alert.ShortestReason or > Alert.LongestReason) return AlertRefusal.NoReason;
        if (finding is AlertFinding.Breach != breach is not null) return AlertRefusal.NoBreach;

        var now = clock.GetUtcNow();
        var words = (await vault.OpenAsync(Scope.Audit(about.Value), cancel)).Seal(Alert.ReasonField, id, reason.Trim());
        var entry = await trail.DraftAsync(staff, about, AuditDeed.ClosedAlert, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not PortalRole.Admin) return AlertRefusal.NotAdmin;
                if (db.Alerts.Find(id) is not { ClosedAt: null } alert) return AlertRefusal.NotOpen;
                if (alert.About == staff) return AlertRefusal.AboutHerself;
                if (breach is { } named && !db.Set<Breach>().Any(row => row.Id == named)) return AlertRefusal.NoBreach;

                (alert.ClosedAt, alert.ClosedBy, alert.Finding, alert.Reason, alert.BreachId) = (now, staff, finding, words, breach);
                AuditTrail.Append(db, entry, PortalRole.Admin);
                return (AlertRefusal?)null;
            },
            answer => answer is null,
            cancel);
        if (refusal is null) signals.Raise(AlertBoard.Topic);
        return refusal;
    }
}
