using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.PersonalData;

/// <summary>Where a mapping says, column by column, what its table means to a person.</summary>
public sealed class Columns<T>
    where T : class
{
    private readonly List<ColumnDeclaration> _columns = [];
    private readonly Dictionary<string, Func<T, object?>> _shown = new(StringComparer.Ordinal);
    private Category? _category;
    private Origin _origin = Origin.You;
    private Erasure _erasure = Erasure.WithItsRow;
    private Exports _exports = Exports.Both;
    private string _title = typeof(T).Name;
    private Expression<Func<T, UserId>>? _user;
    private Expression<Func<T, AccountId>>? _account;
    private Func<T, Scope>? _scope;
    private Func<T, Guid>? _row;
    private bool _recipients;
    private string? _outOfReach;
    private readonly List<Beside<T>> _beside = [];
    private Expression<Func<T, int>>? _month;
    private RowPages<T>? _pages;
    private Func<DbContext, DataSubject, CancellationToken, Task<long>>? _count;
    private TableFile _file = TableFile.Of(typeof(T));
    private Expiry<T>? _expiry;
    private readonly Dictionary<Category, Func<DbContext, DataSubject, CancellationToken, Task<DateOnly?>>> _ends = [];

    /// <summary>What one row is called in a report, in the plural: "Messages".</summary>
    public Columns<T> Called(string title)
    {
        _title = title;
        return this;
    }

    /// <summary>The rows are about a person who signs in.</summary>
    public Columns<T> OfUser(Expression<Func<T, UserId>> path)
    {
        _user = path;
        return this;
    }

    /// <summary>The rows are about an account and so about its person.</summary>
    public Columns<T> OfAccount(Expression<Func<T, AccountId>> path)
    {
        _account = path;
        return this;
    }

    /// <summary>The rows are about people without an account, found by a keyed digest of their number; no account's request reaches them.</summary>
    public Columns<T> OfRecipients()
    {
        _recipients = true;
        return this;
    }

    /// <summary>No person's request reaches the rows, for a reason of law that every export prints; what may be told of them is a row of another table, born when it may.</summary>
    public Columns<T> OutOfReach(string because)
    {
        _outOfReach = because;
        return this;
    }

    /// <summary>Which scope seals a row, and the row's id in the seal.</summary>
    public Columns<T> SealedIn(Func<T, Scope> scope, Func<T, Guid> row)
    {
        _scope = scope;
        _row = row;
        return this;
    }

    /// <summary>The file of an archive that holds the rows; <paramref name="lines"/> where there may be many.</summary>
    public Columns<T> Filed(string name, bool lines = false)
    {
        _file = new TableFile(name, lines, Monthly: false);
        return this;
    }

    /// <summary>The rows fill a file a month: an archive of years stays one a person can open.</summary>
    /// <param name="name">The file's name before the month.</param>
    /// <param name="month">The month as a number, 202611.</param>
    public Columns<T> FiledByMonth(string name, Expression<Func<T, int>> month)
    {
        (_file, _month) = (new TableFile(name, Lines: true, Monthly: true), month);
        return this;
    }

    /// <summary>How a subject's rows are read in the order of a key and against it, where the table's own path to its owner would sort them all for every page.</summary>
    /// <param name="after">The rows behind a key.</param>
    /// <param name="before">The rows in front of a key, the last of them first.</param>
    /// <param name="key">The key of a row.</param>
    /// <param name="named">The key of the row that a reference of ours names; null where it names none.</param>
    public Columns<T> InPages(ReadPage<T> after, ReadPage<T> before, Func<T, long> key, Func<DbContext, DataSubject, Guid, CancellationToken, Task<long?>> named)
    {
        _pages = new RowPages<T>(after, before, key) { Named = named };
        return this;
    }

    /// <summary>How many rows a subject has, where something is kept that says so: counting a million one by one lets a page wait.</summary>
    public Columns<T> CountedBy(Func<DbContext, DataSubject, CancellationToken, Task<long>> count)
    {
        _count = count;
        return this;
    }

    /// <summary>A value of another row that a person must see on the same line; its own column is declared where it is stored.</summary>
    public ColumnDeclaration Beside<TShown>(string name, Category category, string label, Func<T, TShown> value)
    {
        var declared = new ColumnDeclaration(typeof(T), name, typeof(TShown), DataClass.InClear, label) { Category = category, Origin = _origin, Exports = _exports };
        _beside.Add(new Beside<T>(declared, found => value(found), null));
        return declared;
    }

    /// <summary>The same for staff alone: her own copy carries the value in its own table, and theirs are read one by one.</summary>
    public void BesideForStaff<TShown>(string name, Category category, string label, Func<T, TShown> value)
    {
        var declared = new ColumnDeclaration(typeof(T), name, typeof(TShown), DataClass.InClear, label) { Category = category, Origin = _origin, Exports = Exports.None };
        _beside.Add(new Beside<T>(declared, found => value(found), null));
    }

    /// <summary>The same for a sealed value, sealed in the scope of this row.</summary>
    public void Beside(string name, Category category, string label, Field field, Func<T, (Guid Row, Sealed Value)?> value)
    {
        var declared = new ColumnDeclaration(typeof(T), name, typeof(string), DataClass.Sealed, label) { Category = category, Origin = _origin, Exports = _exports, Field = field };
        _beside.Add(new Beside<T>(declared, null, value));
    }

    /// <summary>What holds for every personal column declared after it unless the column says otherwise.</summary>
    public Columns<T> Default(Category category, Origin origin = Origin.You, Erasure? erasure = null, Exports exports = Exports.Both)
    {
        _category = category;
        _origin = origin;
        _erasure = erasure ?? Erasure.WithItsRow;
        _exports = exports;
        return this;
    }

    /// <summary>Rows are deleted when the time in them lies so far back; a row without that time stays.</summary>
    public Columns<T> Expires(Expression<Func<T, DateTimeOffset?>> since, KeptFor kept)
    {
        _expiry = new Expiry<T>(kept, (_, before) => Expiry<T>.Earlier(since, before), since);
        return this;
    }

    /// <summary>Rows are deleted when another row says that their time is over.</summary>
    public Columns<T> Expires(Func<DbContext, DateTimeOffset, Expression<Func<T, bool>>> isOver, KeptFor kept)
    {
        _expiry = new Expiry<T>(kept, isOver);
        return this;
    }

    /// <summary>What the rows hold of a kind goes by a rule of its own, with its row or before it.</summary>
    /// <param name="category">The kind.</param>
    /// <param name="newest">Finds the day on which the newest of a subject's goes; null where no day is fixed.</param>
    public Columns<T> Ends(Category category, Func<DbContext, DataSubject, CancellationToken, Task<DateOnly?>> newest)
    {
        _ends[category] = newest;
        return this;
    }

    public ColumnDeclaration Sealed(Expression<Func<T, object?>> column, Field field, string label)
    {
        var declared = Add(column, DataClass.Sealed, label);
        declared.Field = field;
        return declared;
    }

    public ColumnDeclaration Index(Expression<Func<T, object?>> column, string label) =>
        Add(column, DataClass.BlindIndex, label).Withheld("A keyed digest for look-ups; the value it stands for is exported");

    /// <summary>An index column that can be computed anew when its key is replaced.</summary>
    /// <param name="column">The column.</param>
    /// <param name="label">What the person would read above it.</param>
    /// <param name="of">The sealed column it stands for.</param>
    /// <param name="keyedBy">The scope of its key.</param>
    /// <param name="compute">The digest of an opened value as the column holds it.</param>
    public ColumnDeclaration Index(
        Expression<Func<T, object?>> column, string label, Expression<Func<T, object?>> of, Func<T, Scope> keyedBy, Func<BlindIndex, string, object> compute)
    {
        var declared = Index(column, label);
        declared.Rule = new(NameOf(of).Name, row => keyedBy((T)row), compute);
        return declared;
    }

    /// <param name="column">The column.</param>
    /// <param name="label">What the person reads above the value.</param>
    /// <param name="because">Why it may be readable: "a time", "a state", "an amount".</param>
    public ColumnDeclaration InClear(Expression<Func<T, object?>> column, string label, string because)
    {
        var declared = Add(column, DataClass.InClear, label);
        declared.Because = because;
        return declared;
    }

    /// <summary>A readable column that an export shows as something else: an amount with its currency, an instant for its ticks, a word for a number.</summary>
    public ColumnDeclaration InClear<TShown>(Expression<Func<T, object?>> column, string label, string because, Func<T, TShown> shown)
    {
        var declared = InClear(column, label, because);
        declared.ShownAs = typeof(TShown);
        _shown[declared.Name] = found => shown(found);
        return declared;
    }

    public ColumnDeclaration Secret(Expression<Func<T, object?>> column, string label) =>
        Add(column, DataClass.Secret, label).Withheld("A secret that proves it is you; handing it out would weaken your account");

    /// <summary>A secret of the portal's own: nobody's data, yet sealed, so that it is found and sealed anew when its key is replaced.</summary>
    public void OwnSecret(string because, Expression<Func<T, object?>> column, Field field)
    {
        var declared = Add(column, DataClass.NotPersonal, NameOf(column).Name);
        (declared.Because, declared.Field) = (because, field);
    }

    public void NotPersonal(string because, params Expression<Func<T, object?>>[] columns)
    {
        foreach (var column in columns)
            Add(column, DataClass.NotPersonal, NameOf(column).Name).Because = because;
    }

    internal TableDeclaration Build()
    {
        foreach (var column in _columns.Where(column => column is { IsPersonal: true, IsExported: false })) column.Because ??= _outOfReach;
        return new TableDeclaration<T>(_title, _columns, new RowReader<T>(_shown, _beside, _scope, _row, _month, _pages), _user, _account, _scope, _row, _count, _expiry)
        {
            File = _file,
            IsAboutRecipients = _recipients,
            OutOfReach = _outOfReach,
            Ends = _ends,
        };
    }

    private ColumnDeclaration Add(Expression<Func<T, object?>> column, DataClass dataClass, string label)
    {
        var (name, type) = NameOf(column);
        var declared = new ColumnDeclaration(typeof(T), name, type, dataClass, label)
        {
            Category = dataClass is DataClass.NotPersonal ? null : _category,
            Origin = _origin,
            Erasure = _erasure,
            Exports = _exports,
        };
        _columns.Add(declared);
        return declared;
    }

    // A chain such as p => p.Data.Name names an owned column "Data.Name".
    private static (string Name, Type Type) NameOf(Expression<Func<T, object?>> column)
    {
        var body = column.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : column.Body;
        var names = new Stack<string>();
        var type = body.Type;
        while (body is MemberExpression { Member: PropertyInfo property } member)
        {
            names.Push(property.Name);
            body = member.Expression!;
        }

        return names.Count > 0
            ? (string.Join('.', names), type)
            : throw new ArgumentException("A column is declared by naming its property.", nameof(column));
    }
}
