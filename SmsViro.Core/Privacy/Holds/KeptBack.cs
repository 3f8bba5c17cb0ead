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
        var held = Of(await db.Holds.AsNoTracking().Where(hold => hold.ReleasedAt == null).ToListAsync(cancel), table);
        if (!table.HasSubject) return held;

        var restricted = await db.Restrictions.AsNoTracking().Where(row => row.LiftedAt == null).Select(row => new { row.UserId, row.AccountId }).ToListAsync(cancel);
        return restricted.Count == 0 ? held : new Spared(held.Rows, [.. held.Subjects.Concat(restricted.Select(row => new DataSubject(row.UserId, row.AccountId))).Distinct()]);
    }

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
}
