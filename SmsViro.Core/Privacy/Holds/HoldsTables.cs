using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>The tables of holds, seen as if the context declared them.</summary>
public static class HoldsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Hold> Holds => db.Set<Hold>();

        public DbSet<HeldItem> HeldItems => db.Set<HeldItem>();
    }
}
