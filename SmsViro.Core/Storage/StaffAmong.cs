using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

/// <summary>One of our active staff, and whether more than a password proves who she is.</summary>
internal readonly record struct StaffMember(UserId Id, PortalRole Role, bool HasSecondFactor);

/// <summary>Whether somebody acts as one of our staff, asked anew inside every act, and who they all are.</summary>
internal static class StaffAmong
{
    /// <summary>Her role, asked inside a write; null for anybody but our active staff.</summary>
    public static PortalRole? RoleOf(PortalDbContext db, UserId person) => Roles(db, person).FirstOrDefault();

    /// <summary>The same where something is read.</summary>
    public static Task<PortalRole?> RoleOfAsync(PortalDbContext db, UserId person, CancellationToken cancel) => Roles(db, person).FirstOrDefaultAsync(cancel);

    /// <summary>Everybody with staff access.</summary>
    public static async Task<IReadOnlyList<StaffMember>> AllAsync(PortalDbContext db, CancellationToken cancel)
    {
        var people = await db.Users.AsNoTracking().Where(user => user.Role != PortalRole.Customer && user.State == AccountState.Active).Select(user => new { user.Id, user.Role, user.TwoFactorEnabled }).ToListAsync(cancel);
        var ids = people.Select(person => person.Id).ToList();
        var passkeys = await db.Set<IdentityUserPasskey<Guid>>().Where(passkey => ids.Contains(passkey.UserId)).Select(passkey => passkey.UserId).Distinct().ToListAsync(cancel);
        return [.. people.Select(person => new StaffMember(new UserId(person.Id), person.Role, person.TwoFactorEnabled || passkeys.Contains(person.Id)))];
    }

    private static IQueryable<PortalRole?> Roles(PortalDbContext db, UserId person) =>
        db.Users.AsNoTracking().Where(user => user.Id == person.Value && user.Role != PortalRole.Customer && user.State == AccountState.Active).Select(user => (PortalRole?)user.Role);
}
