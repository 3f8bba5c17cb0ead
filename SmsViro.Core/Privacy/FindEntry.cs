using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy;

/// <summary>One row of a person's, as the declaring table's name and the name of the row's key.</summary>
public readonly record struct FoundEntry(string Table, string Row);

/// <summary>Finds one entry of a person's by the name of its key, or by a value that stands in it unsealed and by which she knows it, because staff have nothing else in hand. Nothing sealed is opened for it.</summary>
public sealed class FindEntry(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The first that has this reference; null where none has. An id is the same with and without hyphens.</summary>
    public async Task<FoundEntry?> RunAsync(DataSubject subject, IEnumerable<TableDeclaration> tables, string reference, CancellationToken cancel)
    {
        var wanted = reference.Trim();
        if (wanted.Length == 0) return null;
        if (Guid.TryParse(wanted, out var id)) wanted = id.ToString();

        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var table in tables)
            if (await InAsync(db, subject, table, wanted, cancel) is { } found) return found;
        return null;
    }

    // A key names one row, and a value perhaps another: whoever read the key off a page means that row.
    private static async Task<FoundEntry?> InAsync(PortalDbContext db, DataSubject subject, TableDeclaration table, string wanted, CancellationToken cancel)
    {
        var mayBeKey = Guid.TryParse(wanted, out _) || wanted.All(char.IsAsciiDigit) || wanted.Contains('/', StringComparison.Ordinal);
        FoundEntry? byValue = null;
        await foreach (var record in table.AmongAsync(db, subject, wanted, cancel))
        {
            if (record.Key.Length == 0) continue;
            if (Said(record.Key) == wanted) return new FoundEntry(table.Table.Name, record.Key);

            if (byValue is null && record.Values.Any(value => value.Column.Class is DataClass.InClear && Said(value.Text) == wanted)) byValue = new FoundEntry(table.Table.Name, record.Key);
            if (byValue is not null && !mayBeKey) return byValue;
        }

        return byValue;
    }

    private static string? Said(string? text) => Guid.TryParse(text, out var id) ? id.ToString() : text;
}
