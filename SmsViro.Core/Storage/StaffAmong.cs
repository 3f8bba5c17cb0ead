using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

/// <summary>Whether somebody acts as one of our staff, asked anew inside every act.</summary>
internal static class StaffAmong
{
    /// <summary>Her role; null for anybody but our active staff.</summary>
    public static PortalRole? RoleOf(PortalDbContext db, UserId person) =>
        db.Users.AsNoTracking().Where(user => user.Id == person.Value && user.Role != PortalRole.Customer && user.State == AccountState.Active).Select(user => (PortalRole?)user.Role).FirstOrDefault();
}
