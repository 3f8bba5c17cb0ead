using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>What is kept although its time is over: what a hold names, and everything of a person who restricted her data (Article 18(2): kept and nothing else). Whoever deletes by rule asks here first.</summary>
public sealed class KeptBack(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What must stay of a table whatever its rules say.</summary>
    public async Task<Spared> InAsync(TableDeclaration table, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return Of(await Active(db).ToListAsync(cancel), table.HasSubject ? await Restricted(db).ToListAsync(cancel) : [], table);
    }

    /// <summary>The same inside an act, which sees what was placed until it began.</summary>
    internal static Spared In(PortalDbContext db, TableDeclaration table) => Of([.. Active(db)], table.HasSubject ? [.. Restricted(db)] : [], table);

    /// <summary>Which of a person's rows in a table the given holds keep.</summary>
    internal static Spared Of(IEnumerable<Hold> active, TableDeclaration table)
    {
        var of = active.Where(hold => Covers(hold, table)).ToList();
        return of.Count == 0
            ? Spared.None
            : new Spared([.. of.Select(hold => hold.Row).OfType<string>()], [.. of.Where(hold => hold.Row is null).Select(hold => new DataSubject(hold.UserId, hold.AccountId))]);
    }

    internal static bool Covers(Hold hold, TableDeclaration table) =>
        hold.Table == table.Table.Name || (hold.Category is { } category && table.Columns.Any(column => column.IsPersonal && column.Category?.Id == category));

    private static IQueryable<Hold> Active(PortalDbContext db) => db.Holds.AsNoTracking().Where(hold => hold.ReleasedAt == null);

    private static IQueryable<DataSubject> Restricted(PortalDbContext db) => db.Restrictions.AsNoTracking().Where(row => row.LiftedAt == null).Select(row => new DataSubject(row.UserId, row.AccountId));

    private static Spared Of(List<Hold> active, List<DataSubject> restricted, TableDeclaration table)
    {
        var held = Of(active, table);
        return restricted.Count == 0 ? held : new Spared(held.Rows, [.. held.Subjects.Concat(restricted).Distinct()]);
    }
}
