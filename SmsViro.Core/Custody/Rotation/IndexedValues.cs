using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>Every index column of the model, computed anew from the sealed value it stands for.</summary>
public sealed class IndexedValues(DataMap map, IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault)
{
    private const int RowsInAct = 500;

    /// <summary>How many rows a walk looks at.</summary>
    internal async Task<long> CountAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var count = 0L;
        foreach (var table in StoredTable.All(map, db.Model).Where(table => table.Indexes.Count > 0)) count += await table.CountAsync(db, cancel);
        return count;
    }

    /// <summary>Computes anew, under their active keys, the index columns of these scopes. Answers the scopes where a value does not open, so that its digest could not be made.</summary>
    internal async Task<IReadOnlySet<Scope>> ReindexAsync(IReadOnlySet<Scope> scopes, Func<long, StoredColumn, Task> report, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (seen, unreadable) = (0L, new HashSet<Scope>());
        foreach (var table in StoredTable.All(map, db.Model).Where(table => table.Indexes.Count > 0))
        {
            object? last = null;
            while (await table.PageAsync(db, table.Indexes, null, last, RowsInAct, cancel) is { Count: > 0 } page)
            {
                last = page[^1];
                foreach (var column in table.Indexes)
                {
                    var replacements = await ReindexAsync(table, column, page, scopes, unreadable, cancel);
                    if (replacements.Count > 0) await writes.RunRawAsync(connection => table.Replace(connection, column, replacements), cancel: cancel);
                }

                seen += page.Count;
                await report(seen, table.Indexes[0]);
            }
        }

        return unreadable;
    }

    private async Task<List<Replacement>> ReindexAsync(
        StoredTable table, StoredColumn column, IReadOnlyList<object> page, IReadOnlySet<Scope> scopes, HashSet<Scope> unreadable, CancellationToken cancel)
    {
        var rule = column.Declaration.Rule!;
        var source = table.Sealed.Single(one => one.Declaration.Name == rule.Source);
        var replacements = new List<Replacement>();
        foreach (var row in page)
        {
            var keyed = rule.ScopeOf(row);
            if (!scopes.Contains(keyed) || column.ValueOf(row) is not { } old || source.ValueOf(row) is not Sealed { IsEmpty: false } value) continue;

            var (scope, id) = table.Declaration.SealOf(row);
            var opened = (await vault.FindAsync(scope, cancel)).Open(source.Declaration.Field!.Value, id, value);
            if (opened.Text is not { } text)
            {
                // What was erased needs no digest; what is damaged may be mended one day.
                if (opened.Status is OpenStatus.Damaged) unreadable.Add(keyed);
                continue;
            }

            var made = rule.Compute(await vault.IndexAsync(keyed, cancel), text);
            if (!Equals(made, old)) replacements.Add(new Replacement(row, column.Stored(old)!, column.Stored(made)!));
        }

        return replacements;
    }
}
