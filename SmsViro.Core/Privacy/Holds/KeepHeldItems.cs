using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

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
        List<Hold> holds;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            holds = await db.Holds.AsNoTracking().Where(hold => hold.UserId == subject.User && hold.ReleasedAt == null).ToListAsync(cancel);

        foreach (var hold in holds)
            foreach (var table in map.Tables.Where(table => table.HasSubject && !IsAHold(table) && ActiveHolds.Covers(hold, table)))
                await KeepAsync(hold, table, subject, cancel);

        await using var after = await contexts.CreateDbContextAsync(cancel);
        return await after.HeldItems.CountAsync(item => item.UserId == subject.User, cancel);
    }

    private static bool IsAHold(TableDeclaration table) => table.Table == typeof(Hold) || table.Table == typeof(HeldItem);

    private async Task KeepAsync(Hold hold, TableDeclaration table, DataSubject subject, CancellationToken cancel)
    {
        var box = await vault.OpenAsync(Scope.Hold(hold.Id), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var some = new List<HeldItem>();
        await foreach (var record in table.ReadAsync(db, subject, Exports.Access, vault, cancel))
        {
            if (hold.Row is not null && record.Key != hold.Row) continue;

            // What a row said before an attempt was interrupted is in the copy; the row itself may be unreadable by now.
            if (record.Values.Any(value => value.State is HeldState.Erased)) continue;

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
                    var there = db.HeldItems.Where(item => item.HoldId == hold && item.Table == table && rows.Contains(item.Row)).Select(item => item.Row).ToHashSet(StringComparer.Ordinal);
                    db.HeldItems.AddRange(items.Where(item => !there.Contains(item.Row)));
                },
                cancel);
}
