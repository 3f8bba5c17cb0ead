using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

/// <summary>Whether somebody acts as one of our staff, asked anew inside every act.</summary>
internal static class StaffAmong
{
    /// <summary>Her role, asked inside a write; null for anybody but our active staff.</summary>
    public static PortalRole? RoleOf(PortalDbContext db, UserId person) => Roles(db, person).FirstOrDefault();

    /// <summary>The same where something is read.</summary>
    public static Task<PortalRole?> RoleOfAsync(PortalDbContext db, UserId person, CancellationToken cancel) => Roles(db, person).FirstOrDefaultAsync(cancel);

    private static IQueryable<PortalRole?> Roles(PortalDbContext db, UserId person) =>
        db.Users.AsNoTracking().Where(user => user.Id == person.Value && user.Role != PortalRole.Customer && user.State == AccountState.Active).Select(user => (PortalRole?)user.Role);
}
