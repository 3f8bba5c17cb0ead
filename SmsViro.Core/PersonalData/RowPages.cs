using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace SmsViro.Core.PersonalData;

/// <summary>A subject's rows after a key, in the order of that key; the caller takes as many as he wants.</summary>
/// <param name="After">The rows behind a key.</param>
/// <param name="Key">The key of a row.</param>
internal sealed record RowPages<T>(Func<DbContext, DataSubject, long, IQueryable<T>> After, Func<T, long> Key)
    where T : class
{
    /// <summary>By the table's own key; null when that is not one number.</summary>
    public static RowPages<T>? ByKey(IModel model, IQueryable<T> rows)
    {
        if (model.FindEntityType(typeof(T))?.FindPrimaryKey()?.Properties is not [{ PropertyInfo: { } property }] || property.PropertyType != typeof(long)) return null;

        var row = Expression.Parameter(typeof(T));
        var key = Expression.Lambda<Func<T, long>>(Expression.Property(row, property), row);
        var ordered = rows.OrderBy(key);
        return new RowPages<T>((_, _, after) => ordered.Where(Behind(key, after)), key.Compile());
    }

    // A closure, not a constant, so that EF makes it a parameter and caches one plan.
    private static Expression<Func<T, bool>> Behind(Expression<Func<T, long>> key, long after)
    {
        Expression<Func<long>> last = () => after;
        return Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(key.Body, last.Body), key.Parameters);
    }
}
