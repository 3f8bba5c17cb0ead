using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Retention;

/// <summary>
/// Ends the audit trail from its beginning: entries whose time is over go, never one from between others, and the last of them stays to hold the chain. What a hold
/// keeps therefore keeps what was written after it too.
/// </summary>
internal sealed class TrailRule(DataMap map, IDbContextFactory<PortalDbContext> contexts, WriteQueue writes) : IRetentionRule
{
    private const int MostRowsInAct = 2_000;

    private readonly TableDeclaration _table = map.Tables.Single(table => table.Table == typeof(AuditEntry));

    public string Name => _table.Title;

    public string Kept => AuditTrail.Kept.Words;

    public async Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (over, free) = Ends(db, now);
        var going = await db.AuditEntries.LongCountAsync(entry => entry.Number < free, cancel);
        return new RetentionCount(going, await db.AuditEntries.LongCountAsync(entry => entry.Number < over, cancel) - going);
    }

    public async Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel)
    {
        for (var forgotten = 0L; ;)
        {
            var more = await writes.RunAsync(db => Forget(db, now), cancel: cancel);
            if (more == 0) return forgotten;

            forgotten += more;
        }
    }

    // Where it ends is asked inside the act: a hold may have come since the last one.
    private int Forget(PortalDbContext db, DateTimeOffset now)
    {
        var (_, free) = Ends(db, now);
        if (db.AuditEntries.Min(entry => (long?)entry.Number) is not { } first || first >= free) return 0;

        var end = Math.Min(free, first + MostRowsInAct);
        return db.AuditEntries.Where(entry => entry.Number < end).ExecuteDelete();
    }

    // The numbers before which entries may go: by their time alone, and less what holds keep.
    private (long Over, long Free) Ends(PortalDbContext db, DateTimeOffset now)
    {
        var before = AuditTrail.Kept.Before(now);
        var over = db.AuditEntries.Where(entry => entry.At >= before).Min(entry => (long?)entry.Number) - 1 ?? db.AuditEntries.Max(entry => (long?)entry.Number) ?? 0;

        var spared = KeptBack.In(db, _table);
        var (rows, people) = (spared.Rows.Select(row => long.TryParse(row, out var number) ? number : 0).ToList(), spared.Subjects.Select(subject => subject.User).ToList());
        var held = db.AuditEntries.Where(entry => rows.Contains(entry.Number) || people.Contains(entry.Subject)).Min(entry => (long?)entry.Number);
        return (over, Math.Min(over, held - 1 ?? over));
    }
}
