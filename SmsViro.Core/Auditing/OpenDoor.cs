using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Auditing;

/// <summary>
/// The only door to a customer's data for staff: it checks the right, commits the entry the customer will read, and only then hands out a grant.
/// When the entry cannot be written nothing is shown.
/// </summary>
public sealed class OpenDoor(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AuditTrail trail, TimeProvider clock)
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
            var now = clock.GetUtcNow();
            return await writes.RunAsync(db => Record(db, staff, subject, draft, now), answer => answer is { Grant: not null }, cancel).WaitAsync(Patience, cancel);
        }
        catch (Exception failure) when (failure is StorageUnavailableException or TimeoutException)
        {
            return DoorRefusal.NotRecorded;
        }
    }

    private static DoorAnswer Record(PortalDbContext db, UserId staff, UserId subject, AuditDraft draft, DateTimeOffset now)
    {
        var actor = db.Users.AsNoTracking().SingleOrDefault(user => user.Id == staff.Value);
        if (actor is null or { Role: PortalRole.Customer } or { State: not AccountState.Active }) return DoorRefusal.NotStaff;
        if (db.Users.AsNoTracking().SingleOrDefault(user => user.Id == subject.Value) is not { } found) return DoorRefusal.Nobody;

        var entry = AuditTrail.Append(db, draft, actor.Role);
        return new DoorAnswer(new AccessGrant(staff, new DataSubject(subject, found.AccountId), entry.Number, now + Life), default);
    }
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
}
