using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy;

/// <summary>One row of a person's, as the declaring table's name and the name of the row's key.</summary>
public readonly record struct FoundEntry(string Table, string Row);

/// <summary>Finds one entry of a person's by a value that stands in it unsealed and by which she knows it, because staff have nothing else in hand. Nothing sealed is opened for it.</summary>
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
            await foreach (var record in table.AmongAsync(db, subject, wanted, cancel))
                if (record.Key.Length > 0 && record.Values.Any(value => value.Column.Class is DataClass.InClear && Said(value.Text) == wanted)) return new FoundEntry(table.Table.Name, record.Key);
        return null;
    }

    private static string? Said(string? text) => Guid.TryParse(text, out var id) ? id.ToString() : text;
}
