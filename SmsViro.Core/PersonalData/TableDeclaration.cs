using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.PersonalData;

/// <summary>One table's declarations, and the only code that reads or erases its rows for a person.</summary>
public abstract class TableDeclaration
{
    private protected TableDeclaration(Type table, string title, IReadOnlyList<ColumnDeclaration> columns)
    {
        Table = table;
        Title = title;
        Columns = columns;
    }

    public Type Table { get; }

    public string Title { get; }

    public IReadOnlyList<ColumnDeclaration> Columns { get; }

    /// <summary>Where an archive keeps its rows.</summary>
    public required TableFile File { get; init; }

    /// <summary>True when its rows are about somebody: personal columns without a path to a person fail the gate.</summary>
    public abstract bool HasSubject { get; }

    /// <summary>True when its rows are about people without an account, who reach them by proving a number.</summary>
    public bool IsAboutRecipients { get; internal init; }

    /// <summary>Why no person's request reaches its rows; null where one does.</summary>
    public string? OutOfReach { get; internal init; }

    /// <summary>Kinds of which what the rows hold goes by a rule of its own, and how the day is found on which the newest of a subject's goes.</summary>
    internal IReadOnlyDictionary<Category, Func<DbContext, DataSubject, CancellationToken, Task<DateOnly?>>> Ends { get; init; } =
        new Dictionary<Category, Func<DbContext, DataSubject, CancellationToken, Task<DateOnly?>>>();

    public abstract bool CanOpen { get; }

    /// <summary>True when erasure leaves the row for the columns it keeps.</summary>
    public bool IsKept => Columns.Any(column => column.IsPersonal && column.Erasure.Fate is Fate.Kept);

    /// <summary>How long its rows are kept; null where nothing ends them but erasure.</summary>
    public abstract KeptFor? KeptFor { get; }

    /// <summary>Stands for the day of a row that is kept and whose time has not begun to run: an agreement that stands, a request that is open.</summary>
    public static DateOnly NoDayYet => DateOnly.MaxValue;

    /// <summary>True where the day can be found on which what the rows hold of a kind goes.</summary>
    public bool HasEndOf(Category category) => KeptFor is not null || Ends.ContainsKey(category);

    /// <summary>The day on which the newest of what a subject's rows hold of a kind is over, or <see cref="NoDayYet"/>; null where nothing in them says it, or where there is none.</summary>
    public Task<DateOnly?> NewestEndAsync(DbContext db, DataSubject subject, Category category, CancellationToken cancel) =>
        Ends.TryGetValue(category, out var newest) ? newest(db, subject, cancel) : NewestEndAsync(db, subject, cancel);

    /// <summary>How many rows' time is over, less those that are spared.</summary>
    public abstract Task<long> CountOverAsync(DbContext db, DateTimeOffset now, Spared spared, CancellationToken cancel);

    /// <summary>The keys of up to <paramref name="most"/> such rows.</summary>
    public abstract Task<IReadOnlyList<object>> OverAsync(DbContext db, DateTimeOffset now, Spared spared, int most, CancellationToken cancel);

    /// <summary>Deletes, inside the caller's act, those of these rows that are over and not spared now.</summary>
    public abstract int RemoveOver(DbContext db, IReadOnlyList<object> keys, DateTimeOffset now, Spared spared);

    public abstract Task<long> CountAsync(DbContext db, DataSubject subject, CancellationToken cancel);

    /// <summary>Every person or account of whom a row is there, as the id its path names.</summary>
    public abstract Task<IReadOnlyList<Guid>> OwnersAsync(DbContext db, CancellationToken cancel);

    /// <summary>What an export of this kind carries of a row, in the order of its values: its own columns, then what stands beside them.</summary>
    public abstract IReadOnlyList<ColumnDeclaration> Exported(Exports exports);

    /// <summary>Opens every such column of every row; a value that cannot be opened says so and stops nothing. Without a vault every seal stays shut.</summary>
    public abstract IAsyncEnumerable<HeldRecord> ReadAsync(DbContext db, DataSubject subject, Exports exports, Vault? vault, CancellationToken cancel);

    /// <summary>Rows of a subject among which is the one that a reference of ours names, or the name of its key; nothing in them is opened.</summary>
    public abstract IAsyncEnumerable<HeldRecord> AmongAsync(DbContext db, DataSubject subject, string name, CancellationToken cancel);

    /// <summary>What a customer's records show staff of a row, in the order of its values; empty where they show nothing.</summary>
    public abstract IReadOnlyList<ColumnDeclaration> ShownToStaff { get; }

    /// <summary>Rows from the newest on for whoever may not open anything: what is sealed stays so, for no key is at hand here.</summary>
    public abstract Task<MaskedPage> MaskedAsync(DbContext db, DataSubject subject, RowPlace? after, int most, CancellationToken cancel);

    /// <summary>How many rows each month has; empty for a table that is not filed by month.</summary>
    public abstract Task<IReadOnlyList<MonthCount>> CountByMonthAsync(DbContext db, DataSubject subject, CancellationToken cancel);

    /// <summary>The keys of up to <paramref name="most"/> rows that erasure has still to remove or empty; read outside the act that does it.</summary>
    public abstract Task<IReadOnlyList<object>> DoomedAsync(DbContext db, DataSubject subject, int most, CancellationToken cancel);

    /// <summary>Removes or empties these rows in one statement inside the caller's act; may be repeated.</summary>
    public abstract int Erase(DbContext db, IReadOnlyList<object> keys);

    /// <summary>Rows erasure should have removed or scrubbed and did not.</summary>
    public abstract Task<long> CountUnerasedAsync(DbContext db, DataSubject subject, CancellationToken cancel);

    /// <summary>The rows a statement selects, in the order of their key.</summary>
    internal abstract IAsyncEnumerable<object> Page(DbContext db, string sql, object[] parameters);

    /// <summary>Which scope a row is sealed in, and the row's id in the seal.</summary>
    internal abstract (Scope Scope, Guid Row) SealOf(object found);

    private protected abstract Task<DateOnly?> NewestEndAsync(DbContext db, DataSubject subject, CancellationToken cancel);
}
