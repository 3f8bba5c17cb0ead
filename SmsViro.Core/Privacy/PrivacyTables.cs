using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy;

/// <summary>The tables this slice owns, seen as if the context declared them.</summary>
public static class PrivacyTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Restriction> Restrictions => db.Set<Restriction>();

        public DbSet<Objection> Objections => db.Set<Objection>();

        public DbSet<Consent> Consents => db.Set<Consent>();

        public DbSet<PolicyNotice> PolicyNotices => db.Set<PolicyNotice>();
    }
}
