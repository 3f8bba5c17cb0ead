using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Backups;

/// <summary>Asks the trail for the newest whole backup.</summary>
internal static class LastBackup
{
    /// <summary>When it was taken; null before the first, and where none was taken after <paramref name="since"/>. Nobody's act, and found from the end of those.</summary>
    public static async Task<DateTimeOffset?> AtAsync(PortalDbContext db, CancellationToken cancel, DateTimeOffset? since = null)
    {
        // A number, not a time, says how far back: so the acts of nobody are read by their own index, and only the end of it.
        var before = since is null ? null : await db.AuditEntries.Where(entry => entry.At <= since).OrderByDescending(entry => entry.At).Select(entry => (long?)entry.Number).FirstOrDefaultAsync(cancel);
        var first = before ?? 0;
        return await db.AuditEntries.Where(entry => entry.Actor == default && entry.Number > first && entry.Deed == AuditDeed.TookBackup).OrderByDescending(entry => entry.Number)
            .Select(entry => (DateTimeOffset?)entry.At).FirstOrDefaultAsync(cancel);
    }
}
