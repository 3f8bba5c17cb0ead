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
internal sealed class TrailRule(DataMap map, IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, KeptBack keptBack) : IRetentionRule
{
    private const int MostRowsInAct = 2_000;

    private readonly TableDeclaration _table = map.Tables.Single(table => table.Table == typeof(AuditEntry));

    public string Name => _table.Title;

    public string Kept => AuditTrail.Kept.Words;

    public async Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (over, free) = await EndsAsync(db, now, cancel);
        var going = await db.AuditEntries.LongCountAsync(entry => entry.Number < free, cancel);
        return new RetentionCount(going, await db.AuditEntries.LongCountAsync(entry => entry.Number < over, cancel) - going);
    }

    public async Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (_, free) = await EndsAsync(db, now, cancel);
        var forgotten = 0L;
        while (await db.AuditEntries.MinAsync(entry => (long?)entry.Number, cancel) is { } first && first < free)
        {
            var end = Math.Min(free, first + MostRowsInAct);
            forgotten += await writes.RunAsync(act => act.AuditEntries.Where(entry => entry.Number < end).ExecuteDelete(), cancel: cancel);
        }

        return forgotten;
    }

    // The numbers before which entries may go: by their time alone, and less what holds keep.
    private async Task<(long Over, long Free)> EndsAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        var before = AuditTrail.Kept.Before(now);
        var over = await db.AuditEntries.Where(entry => entry.At >= before).MinAsync(entry => (long?)entry.Number, cancel) - 1
            ?? await db.AuditEntries.MaxAsync(entry => (long?)entry.Number, cancel) ?? 0;

        var spared = await keptBack.InAsync(_table, cancel);
        var (rows, people) = (spared.Rows.Select(row => long.TryParse(row, out var number) ? number : 0).ToList(), spared.Subjects.Select(subject => subject.User).ToList());
        var held = await db.AuditEntries.Where(entry => rows.Contains(entry.Number) || people.Contains(entry.Subject)).MinAsync(entry => (long?)entry.Number, cancel);
        return (over, Math.Min(over, held - 1 ?? over));
    }
}
