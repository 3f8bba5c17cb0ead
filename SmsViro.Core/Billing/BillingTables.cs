using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Billing;

/// <summary>The tables this slice owns, seen as if the context declared them.</summary>
public static class BillingTables
{
    extension(PortalDbContext db)
    {
        public DbSet<LedgerTransfer> LedgerTransfers => db.Set<LedgerTransfer>();

        public DbSet<Balance> Balances => db.Set<Balance>();
    }
}
