using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Backups;

/// <summary>The table this folder owns, seen as if the context declared it.</summary>
public static class BackupTables
{
    extension(PortalDbContext db)
    {
        public DbSet<BackupNote> BackupNotes => db.Set<BackupNote>();
    }
}
