using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.PersonalData;

internal sealed class TableDeclaration<T>(
    string title,
    IReadOnlyList<ColumnDeclaration> columns,
    RowReader<T> reader,
    Expression<Func<T, UserId>>? user,
    Expression<Func<T, AccountId>>? account,
    Func<T, Scope>? scope,
    Func<T, Guid>? row,
    Func<DbContext, DataSubject, CancellationToken, Task<long>>? count,
    Expiry<T>? expiry) : TableDeclaration(typeof(T), title, columns)
    where T : class
{
    public override bool HasSubject => user is not null || account is not null;

    public override bool CanOpen => scope is not null && row is not null;

    public override KeptFor? KeptFor => expiry?.Kept;

    private List<ColumnDeclaration> Scrubbed => [.. Columns.Where(column => column.IsPersonal && column.Erasure.Fate is Fate.Scrubbed)];

    public override Task<long> CountAsync(DbContext db, DataSubject subject, CancellationToken cancel) =>
        count is null ? Rows(db, subject).LongCountAsync(cancel) : count(db, subject, cancel);

    public override async Task<IReadOnlyList<Guid>> OwnersAsync(DbContext db, CancellationToken cancel) =>
        user is { Body: NewExpression { Arguments: [var bare] } } ? await db.Set<T>().Select(Expression.Lambda<Func<T, Guid>>(bare, user.Parameters)).Distinct().ToListAsync(cancel)
        : user is not null ? [.. (await db.Set<T>().Select(user).Distinct().ToListAsync(cancel)).Select(owner => owner.Value)]
        : account is not null ? [.. (await db.Set<T>().IgnoreAutoIncludes().Select(account).Distinct().ToListAsync(cancel)).Select(owner => owner.Value)]
        : [];

    public override IAsyncEnumerable<HeldRecord> ReadAsync(DbContext db, DataSubject subject, Exports exports, Vault? vault, CancellationToken cancel) =>
        Exported(exports) is { Count: > 0 } exported
            ? reader.ReadAsync(db, subject, Rows(db, subject), Table.Name, Title, exported, vault, cancel)
            : AsyncEnumerable.Empty<HeldRecord>();

    public override IAsyncEnumerable<HeldRecord> AmongAsync(DbContext db, DataSubject subject, string name, CancellationToken cancel) =>
        Exported(Exports.Access) is { Count: > 0 } exported
            ? reader.AmongAsync(db, subject, Rows(db, subject), name, Table.Name, Title, exported, cancel)
            : AsyncEnumerable.Empty<HeldRecord>();

    public override IReadOnlyList<ColumnDeclaration> ShownToStaff =>
        Exported(Exports.Both).Where(column => StaffMask.Of(this, column) is not StaffSight.NotShown).ToList() is { Count: > 0 } shown ? [.. shown, .. reader.Beside.Where(column => !column.IsExported)] : [];

    public override Task<MaskedPage> MaskedAsync(DbContext db, DataSubject subject, RowPlace? after, int most, CancellationToken cancel) =>
        ShownToStaff is { Count: > 0 } shown
            ? reader.MaskedAsync(db, subject, Rows(db, subject), after, most, Table.Name, Title, shown, cancel)
            : Task.FromResult(new MaskedPage([], null));

    public override Task<IReadOnlyList<MonthCount>> CountByMonthAsync(DbContext db, DataSubject subject, CancellationToken cancel) =>
        reader.CountByMonthAsync(Rows(db, subject), cancel);

    public override IReadOnlyList<ColumnDeclaration> Exported(Exports exports) =>
        Columns.Where(column => column.IsIn(exports)).ToList() is { Count: > 0 } own ? [.. own, .. reader.Beside.Where(column => column.IsIn(exports))] : [];

    public override async Task<IReadOnlyList<object>> DoomedAsync(DbContext db, DataSubject subject, int most, CancellationToken cancel) =>
        Doomed(db, subject) is { } rows ? await KeysAsync(db, rows, most, cancel) : [];

    public override int Erase(DbContext db, IReadOnlyList<object> keys) =>
        IsKept ? Among(db, keys).Empty(db.Model, Scrubbed) : Delete(db, keys);

    private protected override async Task<DateOnly?> NewestEndAsync(DbContext db, DataSubject subject, CancellationToken cancel) =>
        expiry?.Since is not { } since ? null
        : await Rows(db, subject).AnyAsync(Expression.Lambda<Func<T, bool>>(Expression.Equal(since.Body, Expression.Constant(null, typeof(DateTimeOffset?))), since.Parameters), cancel) ? NoDayYet
        : await Rows(db, subject).MaxAsync(since, cancel) is { } newest ? expiry.Kept.EndsOn(newest)
        : null;

    public override Task<long> CountOverAsync(DbContext db, DateTimeOffset now, Spared spared, CancellationToken cancel) => Over(db, now, spared).LongCountAsync(cancel);

    public override Task<IReadOnlyList<object>> OverAsync(DbContext db, DateTimeOffset now, Spared spared, int most, CancellationToken cancel) =>
        KeysAsync(db, Over(db, now, spared), most, cancel);

    public override int RemoveOver(DbContext db, IReadOnlyList<object> keys, DateTimeOffset now, Spared spared)
    {
        var over = Over(db, now, spared);
        if (RowKeys<T>.Of(db.Model) is { } single) return over.IgnoreAutoIncludes().Where(single.Among(keys)).ExecuteDelete();

        // Keys of several columns cannot be asked for together; whatever is over may go, so as many are taken as were asked for.
        var found = over.Take(keys.Count).ToList();
        db.RemoveRange(found);
        return found.Count;
    }

    public override Task<long> CountUnerasedAsync(DbContext db, DataSubject subject, CancellationToken cancel) =>
        Doomed(db, subject)?.LongCountAsync(cancel) ?? Task.FromResult(0L);

    // The joins that come with a row may lose the order the statement asked for, so it is asked for once more.
    internal override IAsyncEnumerable<object> Page(DbContext db, string sql, object[] parameters)
    {
        var rows = db.Set<T>().FromSqlRaw(sql, parameters).AsNoTracking();
        return RowPages<T>.Ordered(db.Model, rows, nameof(Queryable.OrderBy), nameof(Queryable.ThenBy)).AsAsyncEnumerable();
    }

    internal override (Scope Scope, Guid Row) SealOf(object found) => (scope!((T)found), row!((T)found));

    // Rows erasure removes, or of which it still has a column to empty; null when it leaves all of them as they are.
    private IQueryable<T>? Doomed(DbContext db, DataSubject subject) =>
        !IsKept ? Rows(db, subject) : Scrubbed.Count == 0 ? null : Rows(db, subject).NotEmpty(db.Model, Scrubbed);

    private IQueryable<T> Over(DbContext db, DateTimeOffset now, Spared spared)
    {
        var over = db.Set<T>().Where((expiry ?? throw new InvalidOperationException($"{Table.Name} is kept without a limit.")).IsOver(db, expiry.Kept.Before(now)));
        var keys = RowKeys<T>.Of(db.Model);
        if (keys is not null && spared.Rows.Select(keys.Parse).OfType<object>().ToList() is { Count: > 0 } kept) over = over.Where(Not(keys.Among(kept)));
        return HasSubject ? spared.Subjects.Aggregate(over, (rows, subject) => rows.Where(Not(IsOf(subject)))) : over;
    }

    private static Expression<Func<T, bool>> Not(Expression<Func<T, bool>> condition) => Expression.Lambda<Func<T, bool>>(Expression.Not(condition.Body), condition.Parameters);

    private static async Task<IReadOnlyList<object>> KeysAsync(DbContext db, IQueryable<T> rows, int most, CancellationToken cancel) =>
        RowKeys<T>.Of(db.Model) is { } keys
            ? await keys.ReadAsync(rows, most, cancel)
            : [.. (await rows.AsNoTracking().Take(most).ToListAsync(cancel)).Select(row => KeyOf(db, row))];

    private static IQueryable<T> Among(DbContext db, IReadOnlyList<object> keys) =>
        db.Set<T>().IgnoreAutoIncludes().Where((RowKeys<T>.Of(db.Model) ?? throw new InvalidOperationException($"{typeof(T).Name} has no key of one column.")).Among(keys));

    private static int Delete(DbContext db, IReadOnlyList<object> keys)
    {
        if (RowKeys<T>.Of(db.Model) is not null) return Among(db, keys).ExecuteDelete();

        var found = keys.Select(key => db.Find<T>((object[])key)).OfType<T>().ToList();
        db.RemoveRange(found);
        return found.Count;
    }

    private static object[] KeyOf(DbContext db, T row) =>
        [.. db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties.Select(property => property.GetGetter().GetClrValue(row)!)];

    private IQueryable<T> Rows(DbContext db, DataSubject subject) => db.Set<T>().Where(IsOf(subject));

    private Expression<Func<T, bool>> IsOf(DataSubject subject) =>
        user is not null ? Equal(user, subject.User)
        : account is not null ? Equal(account, subject.Account)
        : throw new InvalidOperationException($"{Table.Name} is about nobody.");

    private static Expression<Func<T, bool>> Equal<TId>(Expression<Func<T, TId>> path, TId id)
    {
        // A closure, not a constant, so that EF makes it a parameter and caches one plan.
        Expression<Func<TId>> wanted = () => id;

        // Identity's ids are bare Guids that a path wraps; the database compares what is inside.
        var (stored, sought) = path.Body is NewExpression { Arguments: [var bare] } ? (bare, Expression.Property(wanted.Body, "Value")) : (path.Body, wanted.Body);
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(stored, sought), path.Parameters);
    }
}
