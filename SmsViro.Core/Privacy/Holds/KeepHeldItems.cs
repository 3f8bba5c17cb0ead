using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>
/// Before an erasure destroys a person's keys, copies what holds keep under the holds' own keys. So the erasure itself knows no exception: the rows and
/// the keys go whole, and the hold's copy is all that is left. May begin again after any interruption.
/// </summary>
public sealed class KeepHeldItems(DataMap map, IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, TimeProvider clock)
{
    private const int MostRowsInAct = 500;

    /// <summary>How many items are kept, now and by an attempt before.</summary>
    public async Task<int> RunAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var hold in await db.Holds.AsNoTracking().Where(hold => hold.UserId == subject.User && hold.ReleasedAt == null).ToListAsync(cancel))
            foreach (var table in map.Tables.Where(table => table.HasSubject && !IsAHold(table) && KeptBack.Covers(hold, table)))
                await KeepAsync(hold, table, subject, _ => true, cancel);

        return await db.HeldItems.CountAsync(item => item.UserId == subject.User, cancel);
    }

    /// <summary>The same before somebody else's erasure empties rows of an account's: of these rows, how many a hold keeps.</summary>
    /// <param name="account">Whose rows they are.</param>
    /// <param name="rows">A table's name and the names of keys in it.</param>
    /// <param name="cancel">Stops between two acts.</param>
    public async Task<int> RunAsync(AccountId account, ILookup<string, string> rows, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var kept = 0;
        foreach (var hold in await db.Holds.AsNoTracking().Where(hold => hold.AccountId == account && hold.ReleasedAt == null).ToListAsync(cancel))
            foreach (var table in map.Tables.Where(table => rows.Contains(table.Table.Name) && KeptBack.Covers(hold, table)))
            {
                var named = rows[table.Table.Name].ToHashSet(StringComparer.Ordinal);
                await KeepAsync(hold, table, new DataSubject(hold.UserId, hold.AccountId), named.Contains, cancel);
                kept += await db.HeldItems.CountAsync(item => item.HoldId == hold.Id && item.Table == table.Table.Name && named.Contains(item.Row), cancel);
            }

        return kept;
    }

    private static bool IsAHold(TableDeclaration table) => table.Table == typeof(Hold) || table.Table == typeof(HeldItem);

    private async Task KeepAsync(Hold hold, TableDeclaration table, DataSubject subject, Func<string, bool> isWanted, CancellationToken cancel)
    {
        var box = await vault.OpenAsync(Scope.Hold(hold.Id), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var some = new List<HeldItem>();
        await foreach (var record in table.ReadAsync(db, subject, Exports.Access, vault, cancel))
        {
            if ((hold.Row is not null && record.Key != hold.Row) || !isWanted(record.Key)) continue;

            var id = Guid.CreateVersion7(clock.GetUtcNow());
            var words = string.Join('\n', record.Values.Where(value => value.Text is not null).Select(value => $"{value.Column.Label}: {value.Text}"));
            some.Add(new HeldItem
            {
                Id = id,
                HoldId = hold.Id,
                UserId = hold.UserId,
                Table = record.Table,
                Row = record.Key,
                Content = box.Seal(HeldItemMapping.Content, id, words),
                KeptAt = clock.GetUtcNow(),
            });
            if (some.Count < MostRowsInAct) continue;

            await AddAsync(some, cancel);
            some = [];
        }

        await AddAsync(some, cancel);
    }

    private Task AddAsync(List<HeldItem> items, CancellationToken cancel) =>
        items.Count == 0
            ? Task.CompletedTask
            : writes.RunAsync(
                db =>
                {
                    var (hold, table) = (items[0].HoldId, items[0].Table);
                    var rows = items.ConvertAll(item => item.Row);

                    // The first copy counts: what a row said before anything of it went.
                    var there = db.HeldItems.Where(item => item.HoldId == hold && item.Table == table && rows.Contains(item.Row)).Select(item => item.Row).ToHashSet(StringComparer.Ordinal);
                    db.HeldItems.AddRange(items.Where(item => !there.Contains(item.Row)));
                },
                cancel);
}
