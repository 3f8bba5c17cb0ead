using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SmsViro.Core.PersonalData;

/// <summary>The keys of a table's rows: read by the hundred thousand, named one by one, and asked for by the thousand in one statement.</summary>
internal abstract class RowKeys<T>
    where T : class
{
    /// <summary>Null for a key of several columns or of bytes: such tables hold a handful of rows a person.</summary>
    public static RowKeys<T>? Of(IReadOnlyModel model) =>
        model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties is [{ PropertyInfo: { } key }] && key.PropertyType.IsValueType
            ? (RowKeys<T>)Activator.CreateInstance(typeof(RowKeys<,>).MakeGenericType(typeof(T), key.PropertyType), key.Name)!
            : null;

    public abstract Task<IReadOnlyList<object>> ReadAsync(IQueryable<T> rows, int most, CancellationToken cancel);

    /// <summary>Rows from the newest on, behind a key where one is given: ids of ours grow with time. Null for keys that have no order.</summary>
    public abstract IQueryable<T>? Newest(IQueryable<T> rows, object? before);

    /// <summary>Keeps the rows with these keys.</summary>
    public abstract Expression<Func<T, bool>> Among(IReadOnlyList<object> keys);

    /// <summary>The key back from its name; null when it is none.</summary>
    public abstract object? Parse(string name);
}

internal sealed class RowKeys<T, TKey>(string property) : RowKeys<T>
    where T : class
    where TKey : struct
{
    private readonly ParameterExpression _row = Expression.Parameter(typeof(T), "row");

    // In the order of the keys, because neighbours lie on one page.
    public override async Task<IReadOnlyList<object>> ReadAsync(IQueryable<T> rows, int most, CancellationToken cancel)
    {
        var keys = await rows.Select(Expression.Lambda<Func<T, TKey>>(Expression.Property(_row, property), _row)).Take(most).ToListAsync(cancel);
        if (typeof(TKey).IsAssignableTo(typeof(IComparable))) keys.Sort();
        return [.. keys.Select(key => (object)key)];
    }

    public override IQueryable<T>? Newest(IQueryable<T> rows, object? before)
    {
        if (!typeof(TKey).IsAssignableTo(typeof(IComparable<TKey>))) return null;

        var key = Expression.Lambda<Func<T, TKey>>(Expression.Property(_row, property), _row);
        return (before is TKey last ? rows.Where(RowPages<T>.Compared(Expression.LessThan, key, last)) : rows).OrderByDescending(key);
    }

    public override Expression<Func<T, bool>> Among(IReadOnlyList<object> keys)
    {
        var list = keys.Cast<TKey>().ToList();

        // A closure, not a constant, so that EF makes it a parameter and caches one plan.
        Expression<Func<List<TKey>>> wanted = () => list;
        return Expression.Lambda<Func<T, bool>>(
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TKey)], wanted.Body, Expression.Property(_row, property)), _row);
    }

    public override object? Parse(string name) => typeof(TKey) switch
    {
        var type when type == typeof(long) => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        var type when type == typeof(Guid) => Guid.TryParse(name, out var id) ? id : null,
        _ => null,
    };
}
