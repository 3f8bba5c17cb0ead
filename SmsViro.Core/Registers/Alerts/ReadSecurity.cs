using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Messaging;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>The state of monitoring, as an administrator sees it.</summary>
/// <param name="Head">The end of the audit trail now.</param>
/// <param name="Check">The last walk along it; null before the first.</param>
/// <param name="Failing">Work that fails again and again.</param>
/// <param name="BackupAt">When the newest backup was taken; null when none is known.</param>
/// <param name="BackupDueAt">When the next should be there at the latest; null where backups are watched elsewhere.</param>
/// <param name="Reviews">The calendar of reviews, the next due first.</param>
/// <param name="Epoch">The key over all keys that is in use; null before the first.</param>
/// <param name="Operator">The operator's links.</param>
/// <param name="OperatorTls">Whether they take TLS; null where the simulator in the portal stands for the operator.</param>
/// <param name="Staff">How many people have staff access.</param>
/// <param name="Admins">How many of them are administrators.</param>
/// <param name="SecondFactor">How many of them have a second factor.</param>
public sealed record SecurityState(
    ChainHead Head, TrailCheck? Check, IReadOnlyList<FailingWork> Failing, DateTimeOffset? BackupAt, DateTimeOffset? BackupDueAt, IReadOnlyList<ReviewDue> Reviews, EpochLine? Epoch,
    OperatorState Operator, bool? OperatorTls, int Staff, int Admins, int SecondFactor);

/// <summary>Collects the state of monitoring from where each part is known already.</summary>
public sealed class ReadSecurity(
    IDbContextFactory<PortalDbContext> contexts, AuditTrail trail, ReadHealth health, ReviewCalendar reviews, ReadKeys keys, OperatorStatus status, OperatorOptions route)
{
    /// <summary>Null for anybody but administrators.</summary>
    public async Task<SecurityState?> RunAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is not PortalRole.Admin) return null;

        var people = await StaffAmong.AllAsync(db, cancel);
        return new SecurityState(
            await trail.HeadAsync(cancel),
            await db.TrailChecks.AsNoTracking().OrderByDescending(check => check.At).FirstOrDefaultAsync(cancel),
            await health.FailingAsync(db, cancel),
            await LastBackup.AtAsync(db, cancel),
            await health.BackupDueAsync(db, cancel),
            await reviews.DueAsync(db, cancel),
            (await keys.RunAsync(cancel)).Epochs.FirstOrDefault(epoch => epoch.IsCurrent),
            status.Current with { Name = route.Name },
            route.IsSimulated ? null : route.Tls,
            people.Count,
            people.Count(person => person.Role is PortalRole.Admin),
            people.Count(person => person.HasSecondFactor));
    }
}
