using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace SmsViro.Core.PersonalData;

/// <summary>What an emptied column holds, and the statements that empty a table's columns or find rows where one is not.</summary>
internal static class Emptying
{
    /// <summary>Nothing where the column may hold nothing, else the emptiest value of its type.</summary>
    public static object? EmptyOf(IReadOnlyModel model, ColumnDeclaration column) =>
        model.FindEntityType(column.Table)!.FindProperty(column.Name)!.IsNullable ? null
        : column.Type == typeof(string) ? ""
        : column.Type == typeof(byte[]) ? Array.Empty<byte>()
        : Activator.CreateInstance(column.Type);

    /// <summary>Rows of which at least one of the columns still holds something.</summary>
    public static IQueryable<T> NotEmpty<T>(this IQueryable<T> rows, IReadOnlyModel model, IReadOnlyList<ColumnDeclaration> columns)
        where T : class
    {
        var row = Expression.Parameter(typeof(T), "row");
        var filled = columns.Select(column => (Expression)Expression.NotEqual(Expression.Property(row, column.Name), Expression.Constant(EmptyOf(model, column), column.Type)));
        return rows.Where(Expression.Lambda<Func<T, bool>>(filled.Aggregate(Expression.OrElse), row));
    }

    /// <summary>Empties the columns of all rows, in one statement.</summary>
    public static int Empty<T>(this IQueryable<T> rows, IReadOnlyModel model, IReadOnlyList<ColumnDeclaration> columns)
        where T : class =>
        rows.ExecuteUpdate(setters =>
        {
            foreach (var column in columns) Setter<T>(column.Type).Invoke(setters, [Chosen<T>(column), EmptyOf(model, column)]);
        });

    private static MethodInfo Setter<T>(Type value) =>
        typeof(UpdateSettersBuilder<T>).GetMethods()
            .Single(method => method.Name == nameof(UpdateSettersBuilder<>.SetProperty) && method.GetParameters()[1].ParameterType.IsGenericMethodParameter)
            .MakeGenericMethod(value);

    private static LambdaExpression Chosen<T>(ColumnDeclaration column)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda(Expression.Property(row, column.Name), row);
    }
}
