using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Whoever objects to our keeping the values she replaced has them forgotten in the act that objects; what a hold kept from it goes when the hold does.</summary>
internal sealed class ForgetFormerDetails(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes) : IRetentionRule
{
    public string Name => "Values you replaced, once you object";

    public string Kept => "Not after your objection";

    public async Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (over, held) = (0L, 0L);
        foreach (var person in await ObjectorsAsync(db, cancel))
        {
            var free = await Free(db, person).LongCountAsync(cancel);
            (over, held) = (over + free, held + await db.FormerDetails.LongCountAsync(detail => detail.UserId == person, cancel) - free);
        }

        return new RetentionCount(over, held);
    }

    public async Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var forgotten = 0L;
        foreach (var person in await ObjectorsAsync(db, cancel)) forgotten += await writes.RunAsync(act => Forget(act, person), cancel: cancel);
        return forgotten;
    }

    /// <summary>Takes part in the act that objects.</summary>
    public static int Forget(PortalDbContext db, UserId person) => Free(db, person).ExecuteDelete();

    /// <summary>How many values an objection would forget now.</summary>
    public static Task<int> CountAsync(PortalDbContext db, UserId person, CancellationToken cancel) => Free(db, person).CountAsync(cancel);

    private static Task<List<UserId>> ObjectorsAsync(PortalDbContext db, CancellationToken cancel) =>
        db.Objections.Where(row => row.Use == LegitimateUse.FormerDetails && row.EndedAt == null).Select(row => row.UserId).Distinct().ToListAsync(cancel);

    private static IQueryable<FormerDetail> Free(PortalDbContext db, UserId person)
    {
        var holds = db.Holds.AsNoTracking().Where(hold => hold.UserId == person && hold.ReleasedAt == null && (hold.Table == nameof(FormerDetail) || hold.Category == Category.FormerDetails.Id)).ToList();
        var rows = holds.Select(hold => Guid.TryParse(hold.Row, out var id) ? id : default).ToList();
        return holds.Any(hold => hold.Row is null)
            ? db.FormerDetails.Where(_ => false)
            : db.FormerDetails.Where(detail => detail.UserId == person && !rows.Contains(detail.Id));
    }
}
