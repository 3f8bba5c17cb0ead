using System.Buffers.Binary;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody.Backups;

/// <summary>How a stored value is to be read; the databases keep each kind in a shape of their own.</summary>
internal enum StoredKind
{
    /// <summary>A whole number or a yes: read as <see cref="long"/>.</summary>
    Number,

    /// <summary>An instant: read as UTC ticks.</summary>
    Instant,

    /// <summary>Bytes, an id in big-endian order, a text as UTF-8: read as an array.</summary>
    Bytes,
}

/// <summary>A column to read.</summary>
internal sealed record StoredColumn(string Name, StoredKind Kind);

/// <summary>The tables of a database, living or in a backup, read row by row without the model: a backup may be older than the program.</summary>
internal abstract class StoredTables : IDisposable
{
    /// <summary>The tables, each with its columns.</summary>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<string>> Tables { get; }

    /// <summary>The rows, in the order of a column where one is named; values are <see cref="long"/>, bytes or null.</summary>
    public abstract IEnumerable<object?[]> Read(string table, IReadOnlyList<StoredColumn> columns, string? order = null);

    /// <summary>What the database itself finds wrong with its file; nothing where it has no such check.</summary>
    public virtual IEnumerable<string> Damage() => [];

    public virtual long Count(string table) => Read(table, []).LongCount();

    /// <summary>The ids of the keys that the sealed values of a column name.</summary>
    public virtual IEnumerable<uint> KeyIds(string table, string column) =>
        Read(table, [new(column, StoredKind.Bytes)]).Select(row => row[0]).OfType<byte[]>().Where(value => value.Length >= Box.Overhead).Select(value => BinaryPrimitives.ReadUInt32BigEndian(value.AsSpan(1)));

    public IReadOnlyDictionary<string, long> Counts() => Tables.Keys.Order(StringComparer.Ordinal).ToDictionary(table => table, Count);

    public bool Has(string table, string column) => Tables.TryGetValue(table, out var columns) && columns.Contains(column);

    public abstract void Dispose();

    protected static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
