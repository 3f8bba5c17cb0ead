using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Support;

/// <summary>What an administrator does with a rotation.</summary>
public enum RotationAct
{
    Begin = 1,
    Pause,
    Resume,
}

/// <summary>Why keys cannot be replaced now.</summary>
public enum RotateKeysRefusal
{
    /// <summary>The person is no administrator.</summary>
    NotAdmin = 1,

    /// <summary>The password was not typed in the last five minutes.</summary>
    NotConfirmed,

    /// <summary>Nothing is under way that could be paused or go on.</summary>
    NothingUnderWay,
}

/// <summary>An administrator begins, pauses or resumes the replacing of keys; the entry of the trail and the job are one act.</summary>
public sealed class RotateKeys(WriteQueue writes, StepUp stepUp, Vault vault, ReplaceKeys replace, AuditTrail trail, JobQueue jobs, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public async Task<RotateKeysRefusal?> RunAsync(SignedIn person, Rotation rotation, RotationAct act, CancellationToken cancel)
    {
        if (!await IsAdminAsync(person, cancel)) return RotateKeysRefusal.NotAdmin;
        if (!await stepUp.IsFreshAsync(person, cancel)) return RotateKeysRefusal.NotConfirmed;

        // The new epoch comes before the job that closes the others; should nothing follow, it is the one the next sweep moves to.
        if ((rotation, act) is (Rotation.Epoch, RotationAct.Begin)) await vault.Rotation.BeginEpochAsync(cancel);
        var now = clock.GetUtcNow();
        var about = rotation is Rotation.Epoch ? Guid.Empty : replace.AskedForNow();
        var latest = rotation switch
        {
            Rotation.Epoch => await jobs.LatestAsync<CloseEpochs>(cancel),
            Rotation.DataKeys => await jobs.LatestAsync<ReplaceDataKeys>(cancel),
            Rotation.IndexKeys => await jobs.LatestAsync<ReplaceIndexKeys>(cancel),
        };
        var entry = await trail.DraftAsync(person.Customer.User, default, DeedOf(rotation, act), cancel: cancel);
        var refusal = await writes.RunAsync<RotateKeysRefusal?>(
            db =>
            {
                if (StaffAmong.RoleOf(db, person.Customer.User) is not PortalRole.Admin) return RotateKeysRefusal.NotAdmin;
                if (!Do(db, rotation, act, act is RotationAct.Begin ? about : latest?.About ?? about, now)) return RotateKeysRefusal.NothingUnderWay;

                AuditTrail.Append(db, entry, PortalRole.Admin);
                return null;
            },
            keep: refused => refused is null,
            cancel);
        jobs.Wake();
        return refusal;
    }

    private static bool Do(PortalDbContext db, Rotation rotation, RotationAct act, Guid about, DateTimeOffset now) => rotation switch
    {
        Rotation.Epoch => Do<CloseEpochs>(db, act, about, now),
        Rotation.DataKeys => Do<ReplaceDataKeys>(db, act, about, now),
        Rotation.IndexKeys => Do<ReplaceIndexKeys>(db, act, about, now),
    };

    private static bool Do<THandler>(PortalDbContext db, RotationAct act, Guid about, DateTimeOffset now)
        where THandler : IJobHandler
    {
        if (act is not RotationAct.Begin) return JobQueue.Pause<THandler>(db, about, act is RotationAct.Pause, now);

        JobQueue.Add<THandler>(db, about, now);
        return true;
    }

    private static AuditDeed DeedOf(Rotation rotation, RotationAct act) => (act, rotation) switch
    {
        (RotationAct.Pause, _) => AuditDeed.PausedRotation,
        (RotationAct.Resume, _) => AuditDeed.ResumedRotation,
        (RotationAct.Begin, Rotation.Epoch) => AuditDeed.BeganEpoch,
        (RotationAct.Begin, Rotation.DataKeys) => AuditDeed.BeganNewDataKeys,
        (RotationAct.Begin, Rotation.IndexKeys) => AuditDeed.BeganNewIndexKeys,
    };

    private async Task<bool> IsAdminAsync(SignedIn person, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await StaffAmong.RoleOfAsync(db, person.Customer.User, cancel) is PortalRole.Admin;
    }
}
