using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>Every sealed column of the model, walked by the key its values name: sealed anew, or counted.</summary>
public sealed class SealedValues(DataMap map, IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault)
{
    /// <summary>So many rows an act: what people write waits for one at most.</summary>
    private const int RowsInAct = 500;

    /// <summary>So many acts under way: while one is on its way to the disk the next is sealed, and they share its commit.</summary>
    private const int ActsUnderWay = 4;

    /// <summary>How many values are sealed with any of the keys.</summary>
    internal async Task<long> CountAsync(IReadOnlyCollection<uint> keys, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var count = 0L;
        foreach (var table in StoredTable.All(map, db.Model))
            foreach (var column in table.Sealed)
                count += await table.CountAsync(db, column, keys, cancel);
        return count;
    }

    /// <summary>
    /// Seals anew what is sealed with these keys, wherever its scope has another active key. A value changed meanwhile is left to whoever changed it; one that
    /// does not open is left as it stands and counted.
    /// </summary>
    internal async Task<Resealed> ResealAsync(IReadOnlyCollection<uint> keys, Func<long, StoredColumn, Task> report, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (written, damaged) = (0L, 0L);
        foreach (var table in StoredTable.All(map, db.Model))
        {
            StoredColumn[] columns = [.. table.Sealed.Where(column => column.Declaration.FixedBecause is null)];
            if (columns.Length == 0) continue;

            var underWay = new Queue<Task<int>>();
            try
            {
                object? last = null;
                while (await table.PageAsync(db, columns, keys, last, RowsInAct, cancel) is { Count: > 0 } page)
                {
                    last = page[^1];
                    foreach (var column in columns)
                    {
                        var (replacements, unreadable) = await ResealAsync(table, column, page, keys, cancel);
                        damaged += unreadable;
                        if (replacements.Count > 0)
                            underWay.Enqueue(writes.RunRawAsync(connection => table.Replace(connection, column, replacements), cancel: cancel));
                        while (underWay.Count >= ActsUnderWay) written += await underWay.Dequeue();
                    }

                    await report(written, columns[0]);
                }
            }
            finally
            {
                // Also when it stops half-way: nothing of it goes on behind the back of whoever was told that it ended.
                while (underWay.TryDequeue(out var act)) written += await act;
            }
        }

        return new Resealed(written, damaged);
    }

    private async Task<(List<Replacement> Replacements, long Unreadable)> ResealAsync(
        StoredTable table, StoredColumn column, IReadOnlyList<object> page, IReadOnlyCollection<uint> keys, CancellationToken cancel)
    {
        var replacements = new List<Replacement>(page.Count);
        var unreadable = 0L;
        foreach (var row in page)
        {
            if (BytesOf(column.ValueOf(row)) is not { } old || !keys.Contains(KeyOf(old))) continue;

            var (scope, id) = table.Declaration.SealOf(row);
            var box = await vault.FindAsync(scope, cancel);
            switch (box.Reseal(column.Declaration.Field!.Value, id, old, out var made))
            {
                case OpenStatus.Ok when KeyOf(made) != KeyOf(old):
                    replacements.Add(column.Declaration.IsSealedText ? new(row, Convert.ToBase64String(old), Convert.ToBase64String(made)) : new(row, old, made));
                    break;
                case OpenStatus.Damaged:
                    unreadable++;
                    break;
            }
        }

        return (replacements, unreadable);
    }

    private static byte[]? BytesOf(object? value) => value switch
    {
        Sealed { IsEmpty: false } bytes => bytes.ToArray(),
        string text when text.Length > 0 => Convert.FromBase64String(text),
        _ => null,
    };

    private static uint KeyOf(byte[] value) => value.Length < Box.Overhead ? 0 : BinaryPrimitives.ReadUInt32BigEndian(value.AsSpan(1));
}

/// <summary>What a walk did.</summary>
/// <param name="Written">Values sealed anew.</param>
/// <param name="Damaged">Values that do not open and were left as they stand.</param>
internal readonly record struct Resealed(long Written, long Damaged);
