using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>Everything exportable about a person, kind by kind: the declared tables, then whatever the other stores hold. A new table or store is in it by being declared.</summary>
public sealed class HeldSections(DataMap map, DeclaredTables tables, IEnumerable<IPersonalDataStore> stores, IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    /// <param name="subject">About whom.</param>
    /// <param name="exports">Which columns.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async IAsyncEnumerable<HeldSection> OfAsync(DataSubject subject, Exports exports, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var table in map.Tables.Where(table => table.HasSubject))
            if (table.Exported(exports) is { Count: > 0 } columns)
                yield return new HeldSection(table, table.Table.Name, table.Title, table.File, columns, RecordsAsync(table, subject, exports, cancel).ReadingAhead(cancel));

        foreach (var store in stores.Where(store => store != tables))
        {
            // Files and outboxes hold little beside their rows, which are declared tables; so they are grouped in memory.
            var records = new List<HeldRecord>();
            await foreach (var record in store.ExportAsync(subject, cancel)) records.Add(record);
            foreach (var kind in records.GroupBy(record => (record.Table, record.Title)))
                yield return new HeldSection(
                    null, kind.Key.Table, kind.Key.Title, new TableFile(kind.Key.Table.ToLowerInvariant(), Lines: true, Monthly: false),
                    [.. kind.First().Values.Select(value => value.Column)], kind.ToAsyncEnumerable());
        }
    }

    private async IAsyncEnumerable<HeldRecord> RecordsAsync(TableDeclaration table, DataSubject subject, Exports exports, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await foreach (var record in table.ReadAsync(db, subject, exports, vault, cancel)) yield return record;
    }
}

/// <summary>Records of one kind, read when they are asked for.</summary>
/// <param name="Declared">Their table; null for records of a store outside the database.</param>
/// <param name="Table">Its stable name.</param>
/// <param name="Title">What a report calls them.</param>
/// <param name="File">The file of an archive that holds them.</param>
/// <param name="Columns">What each record carries, in order.</param>
/// <param name="Records">The records.</param>
internal sealed record HeldSection(
    TableDeclaration? Declared, string Table, string Title, TableFile File, IReadOnlyList<ColumnDeclaration> Columns, IAsyncEnumerable<HeldRecord> Records);
