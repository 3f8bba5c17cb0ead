using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Storage;

/// <summary>Every declared table as one store: what is held, exported and erased follows from the declarations alone.</summary>
public sealed class DeclaredTables(DataMap map, IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault) : IPersonalDataStore
{
    // Small enough that page writes waiting behind one batch do not notice.
    private const int MostRowsInAct = 2_000;
    private const int MostKeysHeld = 200_000;

    public string Name => "Database";

    private IEnumerable<TableDeclaration> Tables => map.Tables.Where(table => table.HasSubject);

    public async Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var held = new Dictionary<Category, long>();
        foreach (var table in Tables)
        {
            var count = await table.CountAsync(db, subject, cancel);
            foreach (var category in table.Columns.Where(column => column.IsExported).Select(column => column.Category!).Distinct())
                held[category] = held.GetValueOrDefault(category) + count;
        }

        return [.. held.Select(pair => new Held(pair.Key, pair.Value))];
    }

    public async IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var table in Tables)
            await foreach (var record in table.ReadAsync(db, subject, Exports.Both, vault, cancel))
                yield return record;
    }

    public async Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel)
    {
        var removed = 0L;
        foreach (var table in await InOrderAsync(cancel)) removed += await EraseAsync(table, subject, cancel);
        return new StoreErasure(removed, await RetainedAsync(subject, cancel), Done: true);
    }

    public async Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var left = new List<string>();
        foreach (var table in Tables)
            if (await table.CountUnerasedAsync(db, subject, cancel) is > 0 and var count)
                left.Add($"{table.Title}: {count} rows");
        return left;
    }

    private async Task<long> EraseAsync(TableDeclaration table, DataSubject subject, CancellationToken cancel)
    {
        // Keys by the hundred thousand, rows by the thousand: reading again for every act would pass over the rows already gone each time.
        for (var removed = 0L; ;)
        {
            IReadOnlyList<object> doomed;
            await using (var db = await contexts.CreateDbContextAsync(cancel)) doomed = await table.DoomedAsync(db, subject, MostKeysHeld, cancel);
            var before = removed;
            foreach (var some in doomed.Chunk(MostRowsInAct)) removed += await writes.RunAsync(db => table.Erase(db, some), cancel: cancel);
            if (removed == before) return removed;
        }
    }

    // Those that refer to others come first: a cascade would delete a million rows in one statement.
    private async Task<IReadOnlyList<TableDeclaration>> InOrderAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var left = Tables.ToList();
        var ordered = new List<TableDeclaration>();
        while (left.Count > 0)
        {
            var next = left.First(table => left.All(other => other == table || db.Model.FindEntityType(other.Table)!.GetForeignKeys().All(key => key.PrincipalEntityType.ClrType != table.Table)));
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }

    /// <summary>What erasure has still to take, table by table and category by category, with how many rows: nothing any more once it is done. A category of which a row keeps something stays.</summary>
    public async Task<IReadOnlyList<(string Table, Held Rows)>> GoingAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var goes = new List<(string, Held)>();
        foreach (var table in Tables)
        {
            var kept = table.Columns.Where(column => column.IsPersonal && column.Erasure.Fate is Fate.Kept).Select(column => column.Category!).ToHashSet();
            var going = table.Columns.Where(column => column.IsPersonal && column.Erasure.Fate is not Fate.Kept).Select(column => column.Category!).Distinct().Where(category => !kept.Contains(category)).ToList();
            if (going.Count == 0) continue;

            // Where whole rows go they are counted as their slice counts them, not by reading a million.
            var count = table.IsKept ? await table.CountUnerasedAsync(db, subject, cancel) : await table.CountAsync(db, subject, cancel);
            if (count > 0) goes.AddRange(going.Select(category => (table.Title, new Held(category, count))));
        }

        return goes;
    }

    /// <summary>What erasure would leave, and why: the same answer before it as after it.</summary>
    public Task<IReadOnlyList<Retained>> RetainedAsync(DataSubject subject, CancellationToken cancel) => RetainedAsync(subject, [], cancel);

    /// <param name="subject">Who is asked about.</param>
    /// <param name="toCome">Tables that the erasure itself will write a row into, as its record.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<IReadOnlyList<Retained>> RetainedAsync(DataSubject subject, IReadOnlyCollection<Type> toCome, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var retained = new List<Retained>();
        foreach (var table in Tables.Where(table => table.IsKept))
        {
            var count = Math.Max(await table.CountAsync(db, subject, cancel), toCome.Contains(table.Table) ? 1 : 0);
            if (count == 0) continue;

            retained.AddRange(
                from column in table.Columns
                where column.IsPersonal && column.Erasure.Fate is Fate.Kept
                group column by (column.Category, column.Erasure) into kept
                select new Retained(kept.Key.Category!, count, kept.Key.Erasure.Ground!, kept.Key.Erasure.Until!));
        }

        // Tables that say the same are one answer: nobody could tell them apart.
        return [.. retained.GroupBy(kept => (kept.Category, kept.Ground, kept.Until)).Select(same => same.First() with { Count = same.Sum(kept => kept.Count) })];
    }
}
