using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Auditing;

/// <summary>The table this slice owns, seen as if the context declared it.</summary>
public static class AuditingTables
{
    extension(PortalDbContext db)
    {
        public DbSet<AuditEntry> AuditEntries => db.Set<AuditEntry>();
    }
}
