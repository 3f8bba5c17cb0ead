using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Support;

/// <summary>Why records are not shown.</summary>
public enum RecordsRefusal
{
    /// <summary>The person is no member of staff any more.</summary>
    NotStaff = 1,

    /// <summary>The customer's data is only kept: nothing of it is read.</summary>
    Restricted,

    /// <summary>No such table, or one of which staff are shown nothing.</summary>
    NoSuchTable,
}

/// <summary>One table that holds something about a customer.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="Title">What its rows are called.</param>
/// <param name="Rows">How many there are now.</param>
public sealed record MaskedTable(string Name, string Title, long Rows);

/// <summary>The tables that hold something, or why they are not named.</summary>
public readonly record struct MaskedTables(IReadOnlyList<MaskedTable> Tables, RecordsRefusal? Refusal)
{
    public static implicit operator MaskedTables(RecordsRefusal refusal) => new([], refusal);

    public static MaskedTables FromRecordsRefusal(RecordsRefusal refusal) => refusal;
}

/// <summary>A page of rows, or why there is none.</summary>
public readonly record struct MaskedAnswer(MaskedPage? Page, RecordsRefusal? Refusal)
{
    public static implicit operator MaskedAnswer(RecordsRefusal refusal) => new(null, refusal);

    public static MaskedAnswer FromRecordsRefusal(RecordsRefusal refusal) => refusal;
}

/// <summary>
/// Shows a member of staff who has been let in what is stored about a customer, every table by its declarations: nothing sealed is opened, for this class holds no
/// key and knows nobody who does. The look is the one that the grant recorded.
/// </summary>
public sealed class MaskedRecords(IDbContextFactory<PortalDbContext> contexts, DataMap map, TimeProvider clock)
{
    /// <summary>The most rows of one page.</summary>
    public const int MostRows = 50;

    /// <summary>The newest rows of a table, or those behind a page.</summary>
    public async Task<MaskedAnswer> RunAsync(AccessGrant grant, string table, RowPlace? after, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await RefusalAsync(db, grant, cancel) is { } refusal) return refusal;

        return map.Tables.FirstOrDefault(one => one.Table.Name == table && one.ShownToStaff.Count > 0) is { } shown
            ? new MaskedAnswer(await shown.MaskedAsync(db, grant.Subject, after, MostRows, cancel), null)
            : RecordsRefusal.NoSuchTable;
    }

    /// <summary>The tables with rows of hers, in the order of their titles.</summary>
    public async Task<MaskedTables> TablesAsync(AccessGrant grant, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await RefusalAsync(db, grant, cancel) is { } refusal) return refusal;

        var tables = new List<MaskedTable>();
        foreach (var table in map.Tables.Where(table => table.ShownToStaff.Count > 0).OrderBy(table => table.Title, StringComparer.Ordinal))
            if (await table.CountAsync(db, grant.Subject, cancel) is > 0 and var rows)
                tables.Add(new MaskedTable(table.Table.Name, table.Title, rows));
        return new MaskedTables(tables, null);
    }

    // Asked anew for every page: a role may be taken away and a restriction begin while somebody reads.
    private static async Task<RecordsRefusal?> RefusalAsync(PortalDbContext db, AccessGrant grant, CancellationToken cancel) =>
        await StaffAmong.RoleOfAsync(db, grant.Staff, cancel) is null ? RecordsRefusal.NotStaff
        : Restriction.IsRestricted(db, grant.Subject.Account) ? RecordsRefusal.Restricted
        : null;
}
