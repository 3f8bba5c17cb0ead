using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Disclosures;

/// <summary>The table of disclosures, seen as if the context declared it.</summary>
public static class DisclosuresTables
{
    extension(PortalDbContext db)
    {
        public DbSet<AuthorityDisclosure> AuthorityDisclosures => db.Set<AuthorityDisclosure>();
    }
}
