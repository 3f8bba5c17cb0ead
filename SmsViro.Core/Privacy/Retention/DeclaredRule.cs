using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Retention;

/// <summary>The retention a table's mapping declares.</summary>
internal sealed class DeclaredRule(TableDeclaration table, IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, KeptBack keptBack) : IRetentionRule
{
    private const int MostKeysHeld = 100_000;
    private const int MostRowsInAct = 2_000;

    public string Name => table.Title;

    public string Kept => table.KeptFor!.Words;

    public async Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var spared = await keptBack.InAsync(table, cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var over = await table.CountOverAsync(db, now, spared, cancel);
        return new RetentionCount(over, spared == Spared.None ? 0 : await table.CountOverAsync(db, now, Spared.None, cancel) - over);
    }

    public async Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel)
    {
        for (var forgotten = 0L; ;)
        {
            var spared = await keptBack.InAsync(table, cancel);
            IReadOnlyList<object> over;
            await using (var db = await contexts.CreateDbContextAsync(cancel)) over = await table.OverAsync(db, now, spared, MostKeysHeld, cancel);
            var before = forgotten;

            // Asked again inside each act: a hold or a restriction may have come since the look.
            foreach (var some in over.Chunk(MostRowsInAct)) forgotten += await writes.RunAsync(db => table.RemoveOver(db, some, now, KeptBack.In(db, table)), cancel: cancel);
            if (forgotten == before) return forgotten;
        }
    }
}
