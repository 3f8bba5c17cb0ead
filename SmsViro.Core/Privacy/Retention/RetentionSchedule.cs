using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Retention;

/// <summary>Every rule there is: those that slices keep themselves first, because they find by rows what lies elsewhere, then one per table that declares one. Also answers what a run would do.</summary>
public sealed class RetentionSchedule(
    DataMap map, IEnumerable<IRetentionRule> ofSlices, IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, KeptBack keptBack, TimeProvider clock)
{
    public IReadOnlyList<IRetentionRule> Rules { get; } =
        [.. ofSlices, .. map.Tables.Where(table => table.KeptFor is not null).Select(table => new DeclaredRule(table, contexts, writes, keptBack))];

    /// <summary>What a run now would forget; nothing is changed. Null for anybody but staff.</summary>
    public async Task<IReadOnlyList<(IRetentionRule Rule, RetentionCount Count)>?> TryAsync(Values.UserId staff, CancellationToken cancel)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        var now = clock.GetUtcNow();
        var counts = new List<(IRetentionRule, RetentionCount)>();
        foreach (var rule in Rules) counts.Add((rule, await rule.CountAsync(now, cancel)));
        return counts;
    }

    /// <summary>What the last runs forgot, newest first.</summary>
    public async Task<IReadOnlyList<RetentionRun>> HistoryAsync(int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.RetentionRuns.AsNoTracking().OrderByDescending(run => run.At).ThenBy(run => run.Rule).Take(most).ToListAsync(cancel);
    }
}
