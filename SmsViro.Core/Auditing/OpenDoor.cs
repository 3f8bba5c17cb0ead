using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Auditing;

/// <summary>
/// The only door to a customer's data for staff: it checks the right, commits the entry the customer will read, and only then hands out a grant.
/// When the entry cannot be written nothing is shown.
/// </summary>
public sealed class OpenDoor(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, AuditTrail trail, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    // A page may wait this long for the trail, no longer: somebody sits before it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private const int ShortestReason = 5;
    private const int LongestReason = 500;

    public async Task<DoorAnswer> RunAsync(UserId staff, UserId subject, AuditDeed deed, string reason, Guid? concerning, CancellationToken cancel)
    {
        if (reason.Trim().Length is < ShortestReason or > LongestReason) return DoorRefusal.NoReason;

        // Whoever may not look learns neither that nor whom she asked for, and leaves no sealed reason in anybody's scope.
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return DoorRefusal.NotStaff;
            if (!await db.Users.AnyAsync(user => user.Id == subject.Value, cancel)) return DoorRefusal.Nobody;
        }

        try
        {
            var draft = await trail.DraftAsync(staff, subject, deed, reason, concerning, cancel);
            return await writes.RunAsync(db => Record(db, staff, subject, draft), answer => answer is { Grant: not null }, cancel).WaitAsync(Patience, cancel);
        }
        catch (Exception failure) when (failure is StorageUnavailableException or TimeoutException)
        {
            return DoorRefusal.NotRecorded;
        }
    }

    /// <summary>
    /// The look that a member of staff is still in: hers, at this customer, for this kind of purpose and this matter, not ended by her and not over. It is recorded
    /// already, so coming back records nothing and ends at the same time. Null where there is none, and for whoever lost the role.
    /// </summary>
    public async Task<StandingLook?> ResumeAsync(UserId staff, UserId subject, AuditDeed deed, Guid? concerning, CancellationToken cancel)
    {
        var begun = clock.GetUtcNow() - Life;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null || await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == subject.Value, cancel) is not { } found) return null;

        var look = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Actor == staff && entry.Subject == subject && entry.Deed == deed && entry.Concerning == concerning && entry.At > begun)
            .OrderByDescending(entry => entry.Number).FirstOrDefaultAsync(cancel);
        if (look?.Reason is not { } reason || await db.AuditEntries.AnyAsync(entry => entry.Actor == staff && entry.Deed == AuditDeed.EndedLook && entry.Concerning == look.Id, cancel)) return null;

        return (await vault.FindAsync(Scope.Audit(subject.Value), cancel)).Open(AuditEntry.ReasonField, look.Id, reason).Text is { } stated
            ? new StandingLook(new AccessGrant(staff, new DataSubject(subject, found.AccountId), look, look.At + Life), stated)
            : null;
    }

    /// <summary>Whose door it is, so that nobody opens the wrong one: the account and nothing else. Null where there is none, and for anybody but staff.</summary>
    public async Task<AccountId?> AtAsync(UserId staff, UserId subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        return (await db.Users.Where(user => user.Id == subject.Value).Select(user => new { user.AccountId }).SingleOrDefaultAsync(cancel))?.AccountId;
    }

    /// <summary>Goes on with a look for the same reason, and opens the door where there is none.</summary>
    public async Task<DoorAnswer> ReturnAsync(UserId staff, UserId subject, AuditDeed deed, string reason, Guid? concerning, CancellationToken cancel) =>
        await ResumeAsync(staff, subject, deed, concerning, cancel) is { } look && look.Reason == reason.Trim()
            ? new DoorAnswer(look.Grant, default)
            : await RunAsync(staff, subject, deed, reason, concerning, cancel);

    /// <summary>Ends a look before its time: to see more she says why once more. An entry of its own, which the customer reads.</summary>
    public async Task<DoorRefusal?> EndAsync(AccessGrant grant, CancellationToken cancel)
    {
        if (clock.GetUtcNow() >= grant.Until) return DoorRefusal.Over;

        var draft = await trail.DraftAsync(grant.Staff, grant.Subject.User, AuditDeed.EndedLook, concerning: grant.Look, cancel: cancel);
        return await writes.RunAsync<DoorRefusal?>(
            db =>
            {
                if (StaffAmong.RoleOf(db, grant.Staff) is not { } role) return DoorRefusal.NotStaff;

                AuditTrail.Append(db, draft, role);
                return null;
            },
            refusal => refusal is null,
            cancel);
    }

    private static DoorAnswer Record(PortalDbContext db, UserId staff, UserId subject, AuditDraft draft)
    {
        var actor = db.Users.AsNoTracking().SingleOrDefault(user => user.Id == staff.Value);
        if (actor is null or { Role: PortalRole.Customer } or { State: not AccountState.Active }) return DoorRefusal.NotStaff;
        if (db.Users.AsNoTracking().SingleOrDefault(user => user.Id == subject.Value) is not { } found) return DoorRefusal.Nobody;

        var entry = AuditTrail.Append(db, draft, actor.Role);
        return new DoorAnswer(new AccessGrant(staff, new DataSubject(subject, found.AccountId), entry, entry.At + Life), default);
    }
}

/// <summary>A look that goes on, with the reason that was given for it.</summary>
public sealed record StandingLook(AccessGrant Grant, string Reason)
{
    // A record prints its members; a reason is for its subject to read, not for a log.
    public override string ToString() => "standing look";
}

/// <summary>A grant, or why there is none.</summary>
public readonly record struct DoorAnswer(AccessGrant? Grant, DoorRefusal Refusal)
{
    public static implicit operator DoorAnswer(DoorRefusal refusal) => new(null, refusal);

    public static DoorAnswer FromDoorRefusal(DoorRefusal refusal) => refusal;
}

/// <summary>Why a door stayed shut.</summary>
public enum DoorRefusal
{
    /// <summary>The person is no member of staff; she is told that there is no such page.</summary>
    NotStaff = 1,

    /// <summary>A reason of 5 to 500 characters is needed.</summary>
    NoReason,

    /// <summary>There is no such customer.</summary>
    Nobody,

    /// <summary>The trail could not be written, so nothing may be shown.</summary>
    NotRecorded,

    /// <summary>The look was over already, so there was nothing to end.</summary>
    Over,
}
