using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Jobs;

/// <summary>The tables this slice owns, seen as if the context declared them.</summary>
public static class JobsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Job> Jobs => db.Set<Job>();

        public DbSet<Schedule> Schedules => db.Set<Schedule>();
    }
}
