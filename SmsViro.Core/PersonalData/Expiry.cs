using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace SmsViro.Core.PersonalData;

/// <summary>When the rows of a table are over.</summary>
/// <param name="Kept">How long they stay.</param>
/// <param name="IsOver">Given the instant before which a row's time is over, finds such rows.</param>
/// <param name="Since">The time in the row from which it is counted; null where another row says when it is over.</param>
internal sealed record Expiry<T>(KeptFor Kept, Func<DbContext, DateTimeOffset, Expression<Func<T, bool>>> IsOver, Expression<Func<T, DateTimeOffset?>>? Since = null)
{
    public static Expression<Func<T, bool>> Earlier(Expression<Func<T, DateTimeOffset?>> since, DateTimeOffset before)
    {
        // A closure, not a constant, so that EF makes it a parameter; and compared as it is stored, without the lift to nullable that hides an index.
        Expression<Func<DateTimeOffset>> limit = () => before;
        var time = since.Body is UnaryExpression { NodeType: ExpressionType.Convert } lifted ? lifted.Operand : since.Body;
        var bound = time.Type == typeof(DateTimeOffset) ? limit.Body : Expression.Convert(limit.Body, typeof(DateTimeOffset?));
        return Expression.Lambda<Func<T, bool>>(Expression.LessThan(time, bound), since.Parameters);
    }
}
