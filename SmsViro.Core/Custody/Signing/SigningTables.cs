using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Signing;

/// <summary>The table this folder owns, seen as if the context declared it.</summary>
public static class SigningTables
{
    extension(PortalDbContext db)
    {
        public DbSet<SigningCertificate> SigningCertificates => db.Set<SigningCertificate>();
    }
}
