using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SmsViro.Core.PersonalData;

/// <summary>The next rows of a subject on one side of <paramref name="key"/>, at most <paramref name="most"/>; fewer only when there are no more.</summary>
public delegate Task<List<T>> ReadPage<T>(DbContext db, DataSubject subject, long key, int most, CancellationToken cancel);

/// <summary>A subject's rows after a key in the order of that key, or before one in the other.</summary>
/// <param name="After">The rows behind a key.</param>
/// <param name="Before">The rows in front of a key, the last of them first.</param>
/// <param name="Key">The key of a row.</param>
internal sealed record RowPages<T>(ReadPage<T> After, ReadPage<T> Before, Func<T, long> Key)
    where T : class
{
    /// <summary>The key of the row a reference of ours names; null where references are compared row by row.</summary>
    public Func<DbContext, DataSubject, Guid, CancellationToken, Task<long?>>? Named { get; init; }

    /// <summary>By the table's own key; null when that is not one number.</summary>
    public static RowPages<T>? ByKey(IModel model, IQueryable<T> rows)
    {
        if (model.FindEntityType(typeof(T))?.FindPrimaryKey()?.Properties is not [{ PropertyInfo: { } property }] || property.PropertyType != typeof(long)) return null;

        var row = Expression.Parameter(typeof(T));
        var key = Expression.Lambda<Func<T, long>>(Expression.Property(row, property), row);
        return new RowPages<T>(
            (_, _, after, most, cancel) => rows.OrderBy(key).Where(Compared(Expression.GreaterThan, key, after)).AsNoTracking().Take(most).ToListAsync(cancel),
            (_, _, before, most, cancel) => rows.OrderByDescending(key).Where(Compared(Expression.LessThan, key, before)).AsNoTracking().Take(most).ToListAsync(cancel),
            key.Compile());
    }

    /// <summary>By every column of the key, whatever it is made of.</summary>
    public static IQueryable<T> Ordered(IReadOnlyModel model, IQueryable<T> rows, string first, string others)
    {
        var order = first;
        foreach (var key in model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties)
        {
            var row = Expression.Parameter(typeof(T));
            var by = Expression.Lambda(Expression.Call(typeof(EF), nameof(EF.Property), [key.ClrType], row, Expression.Constant(key.Name)), row);
            rows = rows.Provider.CreateQuery<T>(Expression.Call(typeof(Queryable), order, [typeof(T), key.ClrType], rows.Expression, Expression.Quote(by)));
            order = others;
        }

        return rows;
    }

    /// <summary>Rows whose key lies on one side of another.</summary>
    public static Expression<Func<T, bool>> Compared<TKey>(Func<Expression, Expression, BinaryExpression> side, Expression<Func<T, TKey>> key, TKey other)
    {
        // A closure, not a constant, so that EF makes it a parameter and caches one plan.
        Expression<Func<TKey>> bound = () => other;
        return Expression.Lambda<Func<T, bool>>(side(key.Body, bound.Body), key.Parameters);
    }
}

/// <summary>Behind which row the next page of a table begins.</summary>
/// <param name="Row">Its key.</param>
/// <param name="Passed">How many rows came before, which counts where keys have no order.</param>
public sealed record RowPlace(object? Row, int Passed);

/// <summary>Some rows of a table, the newest first.</summary>
/// <param name="Records">The rows.</param>
/// <param name="Next">Where the next page begins; null behind the last row.</param>
public sealed record MaskedPage(IReadOnlyList<HeldRecord> Records, RowPlace? Next);
