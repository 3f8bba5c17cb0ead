using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>A table that holds sealed or indexed values, as the model stores it: found by its declarations, walked in the order of its key.</summary>
internal sealed class StoredTable
{
    private readonly string _name;
    private readonly IReadOnlyList<IProperty> _key;

    private StoredTable(TableDeclaration declaration, IEntityType entity)
    {
        Declaration = declaration;
        _name = $"\"{entity.GetTableName()}\"";
        _key = entity.FindPrimaryKey()!.Properties;
        Sealed = [.. declaration.Columns.Where(column => column.Field is not null).Select(column => new StoredColumn(column, entity.FindProperty(column.Name)!))];
        Indexes = [.. declaration.Columns.Where(column => column.Rule is not null).Select(column => new StoredColumn(column, entity.FindProperty(column.Name)!))];
    }

    public TableDeclaration Declaration { get; }

    /// <summary>The columns whose values name the key they are sealed with.</summary>
    public IReadOnlyList<StoredColumn> Sealed { get; }

    public IReadOnlyList<StoredColumn> Indexes { get; }

    /// <summary>Every table of the model that holds such a column.</summary>
    public static IReadOnlyList<StoredTable> All(DataMap map, IModel model) =>
    [
        .. from declaration in map.Tables
           let entity = model.FindEntityType(declaration.Table)
           where entity is not null
           let table = new StoredTable(declaration, entity)
           where table.Sealed.Count + table.Indexes.Count > 0
           select table,
    ];

    /// <summary>Up to <paramref name="most"/> rows after one, in the order of the key; with keys, those alone that hold a value sealed with one of them.</summary>
    public async Task<IReadOnlyList<object>> PageAsync(PortalDbContext db, IReadOnlyList<StoredColumn> columns, IReadOnlyCollection<uint>? keys, object? after, int most, CancellationToken cancel)
    {
        var isPostgres = db.Database.IsNpgsql();
        var conditions = new List<string>
        {
            $"({string.Join(" OR ", columns.Select(column => keys is null ? $"{column.Name} IS NOT NULL" : column.IsSealedWith(keys, isPostgres)))})",
        };
        var parameters = new List<object>();
        var names = string.Join(", ", _key.Select(property => $"\"{property.GetColumnName()}\""));
        if (after is not null)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            for (var at = 0; at < _key.Count; at++)
                parameters.Add(_key[at].GetRelationalTypeMapping().CreateParameter(command, $"@k{at}", ValueOf(_key[at], after), nullable: false));
            conditions.Add($"({names}) > ({string.Join(", ", parameters.Cast<DbParameter>().Select(parameter => parameter.ParameterName))})");
            command.Parameters.Clear();
        }

        var sql = $"SELECT * FROM {_name} WHERE {string.Join(" AND ", conditions)} ORDER BY {names} LIMIT {most.ToString(CultureInfo.InvariantCulture)}";
        return await Declaration.Page(db, sql, [.. parameters]).ToListAsync(cancel);
    }

    /// <summary>How many rows the walk over all of them will see.</summary>
    public Task<long> CountAsync(PortalDbContext db, CancellationToken cancel) => ScalarAsync(db, $"SELECT count(*) FROM {_name}", cancel);

    /// <summary>How many values of a column are sealed with one of the keys.</summary>
    public Task<long> CountAsync(PortalDbContext db, StoredColumn column, IReadOnlyCollection<uint> keys, CancellationToken cancel) =>
        ScalarAsync(db, $"SELECT count(*) FROM {_name} WHERE {column.IsSealedWith(keys, db.Database.IsNpgsql())}", cancel);

    /// <summary>Writes a column's new values where the old ones still stand: whoever changed one meanwhile wins. Answers how many were written.</summary>
    public int Replace(DbConnection connection, StoredColumn column, IEnumerable<Replacement> values)
    {
        var where = string.Join(" AND ", _key.Select((property, at) => $"\"{property.GetColumnName()}\" = @p{at + 2}"));
        return connection.DoEach(
            $"UPDATE {_name} SET {column.Name} = @p0 WHERE {where} AND {column.Name} = @p1",
            values.Select(value => new object?[] { value.New, value.Old }.Concat(_key.Select(property => StoredColumn.ToProvider(property, ValueOf(property, value.Row)))).ToArray()));
    }

    private static object? ValueOf(IProperty property, object row) => property.GetGetter().GetClrValue(row);

    private static async Task<long> ScalarAsync(PortalDbContext db, string sql, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = db.Database.GetDbConnection().Sql(sql);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}

/// <summary>A value to be written in place of another, both as the database keeps them.</summary>
internal sealed record Replacement(object Row, object Old, object New);

/// <summary>One column of a <see cref="StoredTable"/>.</summary>
internal sealed class StoredColumn(ColumnDeclaration declaration, IProperty property)
{
    public ColumnDeclaration Declaration => declaration;

    public string Name { get; } = $"\"{property.GetColumnName()}\"";

    /// <summary>The value as the row has it.</summary>
    public object? ValueOf(object row) => property.GetGetter().GetClrValue(row);

    /// <summary>The value as the database keeps it.</summary>
    public object? Stored(object? value) => ToProvider(property, value);

    public static object? ToProvider(IProperty property, object? value) =>
        value is not null && property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

    /// <summary>The condition that a value is sealed with one of the keys: the id stands in its bytes 1 to 4.</summary>
    public string IsSealedWith(IReadOnlyCollection<uint> keys, bool isPostgres)
    {
        if (declaration.IsSealedText)
            return $"{(isPostgres ? $"left({Name}, 7)" : $"substr({Name}, 1, 7)")} IN ({string.Join(", ", keys.SelectMany(Beginnings).Select(beginning => $"'{beginning}'"))})";

        return isPostgres
            ? $"substring({Name} from 2 for 4) IN ({string.Join(", ", keys.Select(key => $"'\\x{key:x8}'::bytea"))})"
            : $"substr({Name}, 2, 4) IN ({string.Join(", ", keys.Select(key => $"x'{key:x8}'"))})";
    }

    // Seven letters of base64 are 42 bits: the version, the key id, and two bits of the nonce, which may be anything.
    private static IEnumerable<string> Beginnings(uint key)
    {
        var bytes = new byte[6];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), key);
        for (var bits = 0; bits < 4; bits++)
        {
            bytes[5] = (byte)(bits << 6);
            yield return Convert.ToBase64String(bytes)[..7];
        }
    }
}
