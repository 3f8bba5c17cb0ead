using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Backups;

/// <summary>Asks the trail for the newest whole backup.</summary>
internal static class LastBackup
{
    /// <summary>When it was taken; null before the first. Nobody's act, and found from the end of those.</summary>
    public static async Task<DateTimeOffset?> AtAsync(PortalDbContext db, CancellationToken cancel) =>
        await db.AuditEntries.Where(entry => entry.Actor == default && entry.Deed == AuditDeed.TookBackup).OrderByDescending(entry => entry.Number).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefaultAsync(cancel);
}
