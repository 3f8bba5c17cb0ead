using System.Globalization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Custody;

/// <summary>
/// A single row in a line of the erasure ledger, as <c>Message/42</c>: the entity and its key, ids of ours only. It is scrubbed as its recipient's
/// request would where the row is about one, else as its owner's.
/// </summary>
public static class NamedRow
{
    private const int MaxLength = 200;

    /// <summary>Names a row by its key's parts in the order of the key.</summary>
    public static string Of<T>(params ReadOnlySpan<object> key)
    {
        var parts = new string[key.Length];
        for (var at = 0; at < key.Length; at++)
            parts[at] = key[at] switch
            {
                Guid id => id.ToString("D"),
                UserId user => user.Value.ToString("D"),
                AccountId account => account.Value.ToString("D"),
                long or int => ((IFormattable)key[at]).ToString(null, CultureInfo.InvariantCulture),
                _ => throw new ArgumentException("A row is named by an id of ours.", nameof(key)),
            };
        return $"{typeof(T).Name}/{string.Join('/', parts)}";
    }

    /// <summary>True for a name and ids after it; a text or a number of a person's is none.</summary>
    public static bool IsOne(string row)
    {
        var parts = row.Split('/');
        return row.Length <= MaxLength && parts.Length > 1 && parts[0].All(char.IsAsciiLetter)
            && parts[1..].All(part => Guid.TryParseExact(part, "D", out _) || (part.Length <= 19 && long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)));
    }

    /// <summary>Scrubs or deletes the row inside the caller's act; false when it is not there.</summary>
    internal static bool Scrub(PortalDbContext db, DataMap map, string row)
    {
        var parts = row.Split('/');
        var table = map.Tables.SingleOrDefault(table => table.Table.Name == parts[0]) ?? throw new CustodyException($"The erasure ledger names a table {parts[0]} that this version does not have: start the version that wrote it.");
        var key = db.Model.FindEntityType(table.Table)!.FindPrimaryKey()!.Properties;
        if (key.Count != parts.Length - 1) throw new CustodyException($"The erasure ledger names a row of {parts[0]} by a key it does not have: start the version that wrote it.");
        if (db.Find(table.Table, [.. key.Select((part, at) => Parse(part.ClrType, parts[at + 1]))]) is not { } found) return false;

        var recipients = table.Columns.Where(column => column.RecipientErasure is { Fate: not Fate.Kept }).ToList();
        var deleted = recipients.Count > 0 ? recipients.Any(column => column.RecipientErasure!.Fate is Fate.RowDeleted) : !table.IsKept;
        if (deleted)
        {
            db.Remove(found);
            return true;
        }

        var entry = db.Entry(found);
        foreach (var column in recipients.Count > 0 ? recipients : [.. table.Columns.Where(column => column.IsPersonal && column.Erasure.Fate is Fate.Scrubbed)])
            Empty(entry, column);
        return true;
    }

    private static object Parse(Type type, string text) =>
        type == typeof(Guid) ? Guid.Parse(text)
        : type == typeof(UserId) ? new UserId(Guid.Parse(text))
        : type == typeof(AccountId) ? new AccountId(Guid.Parse(text))
        : type == typeof(int) ? int.Parse(text, CultureInfo.InvariantCulture)
        : long.Parse(text, CultureInfo.InvariantCulture);

    private static void Empty(EntityEntry entry, ColumnDeclaration column) =>
        entry.Property(column.Name).CurrentValue = column.Type.IsValueType && Nullable.GetUnderlyingType(column.Type) is null ? Activator.CreateInstance(column.Type) : null;
}
