using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.PersonalData;

internal sealed class TableDeclaration<T>(
    string title,
    IReadOnlyList<ColumnDeclaration> columns,
    Dictionary<string, Func<T, string?>> shown,
    Expression<Func<T, UserId>>? user,
    Expression<Func<T, AccountId>>? account,
    Func<T, Scope>? scope,
    Func<T, Guid>? row) : TableDeclaration(typeof(T), title, columns)
    where T : class
{
    public override bool HasSubject => user is not null || account is not null;

    public override bool CanOpen => scope is not null && row is not null;

    private IEnumerable<ColumnDeclaration> Scrubbed => Columns.Where(column => column.IsPersonal && column.Erasure.Fate is Fate.Scrubbed);

    public override Task<long> CountAsync(DbContext db, DataSubject subject, CancellationToken cancel) =>
        Rows(db, subject).LongCountAsync(cancel);

    public override async IAsyncEnumerable<HeldRecord> ReadAsync(
        DbContext db, DataSubject subject, Vault vault, [EnumeratorCancellation] CancellationToken cancel)
    {
        var exported = Columns.Where(column => column.IsExported).ToList();
        if (exported.Count == 0) yield break;

        await foreach (var found in Rows(db, subject).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            var box = scope is null ? null : await vault.FindAsync(scope(found), cancel);
            yield return new HeldRecord(Table.Name, Title, [.. exported.Select(column => Read(found, column, box))]);
        }
    }

    public override int Erase(DbContext db, DataSubject subject, int most)
    {
        if (!IsKept)
        {
            var doomed = Rows(db, subject).Take(most).ToList();
            db.Set<T>().RemoveRange(doomed);
            return doomed.Count;
        }

        var scrubbed = Scrubbed.ToList();
        if (scrubbed.Count == 0) return 0;

        var left = Rows(db, subject).AsEnumerable().Select(found => db.Entry(found)).Where(entry => scrubbed.Any(column => !IsEmpty(entry, column))).Take(most).ToList();
        foreach (var entry in left)
            foreach (var column in scrubbed)
                entry.Property(column.Name).CurrentValue = EmptyOf(column.Type);
        return left.Count;
    }

    public override async Task<long> CountUnerasedAsync(DbContext db, DataSubject subject, CancellationToken cancel)
    {
        if (!IsKept) return await CountAsync(db, subject, cancel);

        var scrubbed = Scrubbed.ToList();
        var count = 0L;
        if (scrubbed.Count == 0) return count;

        await foreach (var found in Rows(db, subject).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
            if (scrubbed.Any(column => !IsEmpty(db.Entry(found), column))) count++;
        return count;
    }

    internal override (Scope Scope, Guid Row) SealOf(object found) => (scope!((T)found), row!((T)found));

    private static bool IsEmpty(EntityEntry entry, ColumnDeclaration column) =>
        Equals(entry.Property(column.Name).CurrentValue, EmptyOf(column.Type));

    private static object? EmptyOf(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;

    private HeldValue Read(T found, ColumnDeclaration column, Box? box)
    {
        if (shown.TryGetValue(column.Name, out var show)) return new HeldValue(column, show(found));

        var value = column.Name.Split('.').Aggregate((object?)found, (owner, name) => owner is null ? null : owner.GetType().GetProperty(name)!.GetValue(owner));
        if (value is Sealed { IsEmpty: false } closed)
        {
            var opened = box!.Open(column.Field!.Value, row!(found), closed);
            return opened.Status switch
            {
                OpenStatus.Ok => new HeldValue(column, opened.Text),
                OpenStatus.Erased => new HeldValue(column, null, HeldState.Erased),
                OpenStatus.Damaged => new HeldValue(column, null, HeldState.CannotBeRead),
            };
        }

        return new HeldValue(column, value switch
        {
            null or Sealed => null,
            DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
            bool yes => yes ? "yes" : "no",
            Enum word => Spaced(word.ToString()),
            IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        });
    }

    // "TopUp" is a program's word; "Top up" is a person's.
    private static string Spaced(string word) =>
        string.Concat(word.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));

    private IQueryable<T> Rows(DbContext db, DataSubject subject) =>
        user is not null ? db.Set<T>().Where(Equal(user, subject.User))
        : account is not null ? db.Set<T>().Where(Equal(account, subject.Account))
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
