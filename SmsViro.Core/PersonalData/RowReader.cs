using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.PersonalData;

/// <summary>
/// Opens a table's rows for their owner: in pages by key wherever the key is a number, so that an export of a million rows holds no view of the
/// data for longer than one page takes, and with one box for as long as rows share a scope.
/// </summary>
internal sealed class RowReader<T>(
    Dictionary<string, Func<T, object?>> shown, IReadOnlyList<Beside<T>> beside, Func<T, Scope>? scope, Func<T, Guid>? row, Expression<Func<T, int>>? month, RowPages<T>? pages)
    where T : class
{
    private const int RowsInPage = 4_000;

    private static readonly ConcurrentDictionary<string, Func<T, object?>> Getters = new(StringComparer.Ordinal);

    private readonly Func<T, int>? _month = month?.Compile();

    public IReadOnlyList<ColumnDeclaration> Beside { get; } = [.. beside.Select(value => value.Column)];

    public async IAsyncEnumerable<HeldRecord> ReadAsync(
        DbContext db, DataSubject subject, IQueryable<T> rows, string table, string title, IReadOnlyList<ColumnDeclaration> columns, Vault? vault, [EnumeratorCancellation] CancellationToken cancel)
    {
        var keyOf = KeyOf(db);
        var readers = ReadersOf(columns);
        Box? box = null;
        Scope? opened = null;
        await foreach (var found in RowsAsync(db, subject, rows, cancel))
        {
            if (vault is not null && scope is not null && scope(found) is var wanted && wanted != opened) (box, opened) = (await vault.FindAsync(wanted, cancel), wanted);

            yield return Record(found, box, table, title, readers, keyOf);
        }
    }

    /// <summary>Rows among which is the one that a reference, or the name of its key, names, unopened: that row alone where its key can be told from it, else all.</summary>
    public async IAsyncEnumerable<HeldRecord> AmongAsync(
        DbContext db, DataSubject subject, IQueryable<T> rows, string name, string table, string title, IReadOnlyList<ColumnDeclaration> columns, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (keyOf, readers) = (KeyOf(db), ReadersOf(columns));
        if (pages?.Named is { } named && await KeyAsync(named) is var (isKey, key))
        {
            if (isKey)
                foreach (var found in await pages.After(db, subject, key - 1, 1, cancel)) yield return Record(found, null, table, title, readers, keyOf);
            yield break;
        }

        if (pages is null && RowKeys<T>.Of(db.Model) is { } keys && keys.Parse(name) is { } only && await rows.AnyAsync(keys.Among([only]), cancel)) rows = rows.Where(keys.Among([only]));
        await foreach (var record in ReadAsync(db, subject, rows, table, title, columns, null, cancel)) yield return record;

        async Task<(bool IsKey, long Key)?> KeyAsync(Func<DbContext, DataSubject, Guid, CancellationToken, Task<long?>> named) =>
            long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (true, number)
            : !Guid.TryParse(name, out var id) ? null
            : await named(db, subject, id, cancel) is { } row ? (true, row) : (false, 0);
    }

    /// <summary>A page for whoever may not open anything, the newest rows first: no vault comes in here, and without a box a seal stays shut.</summary>
    public async Task<MaskedPage> MaskedAsync(
        DbContext db, DataSubject subject, IQueryable<T> rows, RowPlace? after, int most, string table, string title, IReadOnlyList<ColumnDeclaration> columns, CancellationToken cancel)
    {
        var keyOf = KeyOf(db);
        var readers = ReadersOf(columns);
        var found = await NewestAsync(db, subject, rows, after, most + 1, cancel);
        var records = found.Take(most).Select(row => Record(row, null, table, title, readers, keyOf)).ToList();
        return new MaskedPage(records, found.Count > most ? new RowPlace(records[^1].Row, (after?.Passed ?? 0) + most) : null);
    }

    public async Task<IReadOnlyList<MonthCount>> CountByMonthAsync(IQueryable<T> rows, CancellationToken cancel) =>
        month is null ? [] : await rows.IgnoreAutoIncludes().GroupBy(month).Select(group => new MonthCount(group.Key, group.LongCount())).ToListAsync(cancel);

    private static Func<T, object?> KeyOf(DbContext db)
    {
        var key = db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties;
        var parts = key.Select(property => property.GetGetter()).ToArray();
        return parts is [var one] ? one.GetClrValue : found => parts.Select(part => part.GetClrValue(found)).ToArray();
    }

    private HeldRecord Record(T found, Box? box, string table, string title, Func<T, Box?, HeldValue>[] readers, Func<T, object?> keyOf)
    {
        var values = new HeldValue[readers.Length];
        for (var at = 0; at < values.Length; at++) values[at] = readers[at](found, box);
        return new HeldRecord(table, title, values, _month?.Invoke(found) ?? 0) { Row = keyOf(found) };
    }

    // Tables whose key has no order of its own hold a handful of rows a person, so there rows are passed over one by one.
    private async Task<List<T>> NewestAsync(DbContext db, DataSubject subject, IQueryable<T> rows, RowPlace? after, int most, CancellationToken cancel)
    {
        if ((pages ?? RowPages<T>.ByKey(db.Model, rows)) is { } paged) return await paged.Before(db, subject, after?.Row is long last ? last : long.MaxValue, most, cancel);

        var newest = RowKeys<T>.Of(db.Model)?.Newest(rows, after?.Row)
            ?? RowPages<T>.Ordered(db.Model, rows, nameof(Queryable.OrderByDescending), nameof(Queryable.ThenByDescending)).Skip(after?.Passed ?? 0);
        return await newest.AsNoTracking().Take(most).ToListAsync(cancel);
    }

    private async IAsyncEnumerable<T> RowsAsync(DbContext db, DataSubject subject, IQueryable<T> rows, [EnumeratorCancellation] CancellationToken cancel)
    {
        if ((pages ?? RowPages<T>.ByKey(db.Model, rows)) is not { } paged)
        {
            await foreach (var found in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel)) yield return found;
            yield break;
        }

        List<T> page;
        var after = long.MinValue;
        do
        {
            page = await paged.After(db, subject, after, RowsInPage, cancel);
            foreach (var found in page) yield return found;
            if (page.Count > 0) after = paged.Key(page[^1]);
        }
        while (page.Count == RowsInPage);
    }

    private Func<T, Box?, HeldValue>[] ReadersOf(IReadOnlyList<ColumnDeclaration> columns) => [.. columns.Select(ReaderOf)];

    private Func<T, Box?, HeldValue> ReaderOf(ColumnDeclaration column)
    {
        if (beside.FirstOrDefault(value => value.Column == column) is { } extra)
        {
            if (extra.Sealed is { } closed) return OpenedOnce(column, closed);

            return (found, _) => new HeldValue(column, extra.Value!(found));
        }

        if (shown.TryGetValue(column.Name, out var show)) return (found, _) => new HeldValue(column, show(found));

        var get = Getters.GetOrAdd(column.Name, GetterOf);
        return (found, box) => get(found) switch
        {
            null or Sealed { IsEmpty: true } => new HeldValue(column, null),
            Sealed value => Open(column, box, row!(found), value),
            var value => new HeldValue(column, value),
        };
    }

    // Neighbours share what is stored once for all of them: it is opened when it changes, not for each of a million rows.
    private static Func<T, Box?, HeldValue> OpenedOnce(ColumnDeclaration column, Func<T, (Guid Row, Sealed Value)?> closed)
    {
        (Box? Box, Guid Row, Sealed Value, HeldValue? Opened) last = default;
        return (found, box) =>
        {
            if (closed(found) is not var (id, value)) return new HeldValue(column, null);
            if (last.Opened is null || last.Box != box || last.Row != id || last.Value != value) last = (box, id, value, Open(column, box, id, value));
            return last.Opened;
        };
    }

    private static HeldValue Open(ColumnDeclaration column, Box? box, Guid id, Sealed value)
    {
        if (value.IsEmpty) return new HeldValue(column, null);
        if (box is null) return new HeldValue(column, null, HeldState.Masked);

        var opened = box.Open(column.Field!.Value, id, value);
        return opened.Status switch
        {
            OpenStatus.Ok => new HeldValue(column, opened.Text),
            OpenStatus.Erased => new HeldValue(column, null, HeldState.Erased),
            OpenStatus.Damaged => new HeldValue(column, null, HeldState.CannotBeRead),
        };
    }

    // Compiled, for reflection of a million rows would take longer than the database; and once, for compiling takes longer than a small account's rows.
    private static Func<T, object?> GetterOf(string path)
    {
        var found = Expression.Parameter(typeof(T));
        var missing = (Expression)Expression.Constant(null, typeof(object));
        Expression Read(Expression owner, ReadOnlySpan<string> names)
        {
            var value = Expression.Property(owner, names[0]);
            if (names.Length == 1) return Expression.Convert(value, typeof(object));

            return value.Type.IsValueType ? Read(value, names[1..]) : Expression.Condition(Expression.ReferenceEqual(value, Expression.Constant(null)), missing, Read(value, names[1..]));
        }

        return Expression.Lambda<Func<T, object?>>(Read(found, path.Split('.')), found).Compile();
    }
}

/// <summary>How many rows are filed under one month.</summary>
public sealed record MonthCount(int Month, long Count);

/// <summary>A value shown beside a row's own columns, from a row it refers to: what a person must see on the same line.</summary>
/// <param name="Column">How it is called and whose it is.</param>
/// <param name="Value">Reads it; null when it is sealed.</param>
/// <param name="Sealed">The row it is sealed in, and the seal.</param>
internal sealed record Beside<T>(ColumnDeclaration Column, Func<T, object?>? Value, Func<T, (Guid Row, Sealed Value)?>? Sealed);
