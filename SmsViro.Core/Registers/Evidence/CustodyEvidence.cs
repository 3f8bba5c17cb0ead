using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Encryption;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Rights.Copies;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>Backups, keys, and the files that leave.</summary>
internal sealed class CustodyEvidence(ReadKeys keys, ReadHealth health, CustodyOptions custody) : IEvidenceSource
{
    public async Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel) =>
        [await LeakageAsync(moment, cancel), await BackupAsync(moment, cancel), await KeysAsync(moment, cancel)];

    private static async Task<ControlEvidence> LeakageAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var since = moment.Now - CopyHold.Wait;
        var waiting = await moment.Db.Users.CountAsync(user => user.CredentialsChangedAt > since, cancel);
        var copies = moment.Times(AuditDeed.DownloadedCopy);
        var lists = moment.Times(AuditDeed.TookAffectedList, AuditDeed.TookKeyInventory, AuditDeed.TookEvidence, AuditDeed.ExportedRootKeys);
        return new(
            Controls.Leakage,
            copies + lists == 0 ? EvidenceState.NoneYet : EvidenceState.Shown,
            [
                $"Files that left and are in the trail: copies for the people themselves {EvidenceWords.Said(copies)}, lists and papers taken by our staff {EvidenceWords.Said(lists)}",
                $"Accounts whose copies wait now after a change of password or address: {EvidenceWords.Said(waiting)}",
            ]);
    }

    private async Task<ControlEvidence> BackupAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var last = await LastBackup.AtAsync(moment.Db, cancel);
        var due = await health.BackupDueAsync(moment.Db, cancel);
        var drill = moment.Review(ReviewKind.RestoreDrill);
        return new(
            Controls.Backup,
            last is null && !drill.IsOverdue ? EvidenceState.NoneYet : (last is not null && moment.Now > due) || drill.IsOverdue ? EvidenceState.Overdue : EvidenceState.Shown,
            [
                last is { } at ? $"The last backup was taken on {EvidenceWords.Said(at)}, {EvidenceWords.Said((long)(moment.Now - at).TotalHours)} hours ago" : "No backup is in the trail",
                EvidenceWords.Said(drill),
                $"A backup of the data lives {custody.DataBackupDays} days, one of the keys {custody.KeyBackupDays}",
            ]);
    }

    private async Task<ControlEvidence> KeysAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var picture = await keys.RunAsync(cancel);
        var review = moment.Review(ReviewKind.KeyRotation);
        var current = picture.Epochs is [var first, ..] ? first : null;
        var living = picture.Counts.Where(count => count.State is not KeyState.Destroyed).Sum(count => count.Keys);
        var isOld = current?.EndsAt + TimeSpan.FromDays(custody.EpochGraceDays) < moment.Now;
        return new(
            Controls.Cryptography,
            current is null ? EvidenceState.NoneYet : isOld || review.IsOverdue ? EvidenceState.Overdue : EvidenceState.Shown,
            [
                current is null ? "No key was made yet" : $"Epoch {current.Row.Epoch} of the keys, begun {EvidenceWords.Said(current.Row.Created)}{(current.EndsAt is { } end ? $", ends {EvidenceWords.Said(end)}" : "")}",
                $"Keys that live {EvidenceWords.Said(living)}, destroyed {EvidenceWords.Said(picture.Counts.Sum(count => count.Keys) - living)}; epochs whose root key is destroyed {EvidenceWords.Said(picture.Epochs.Count(epoch => epoch.Row.Destroyed is not null))}",
                $"Past their age, and replaced by the next run: {EvidenceWords.Said(picture.DataKeysDue + picture.IndexKeysDue)}",
                EvidenceWords.Said(review),
            ]);
    }
}
