using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights;

/// <summary>The day on which the newest entry of a kind goes, for the person asking (GDPR Article 15(1)(d)), as the tables declare it; a kind of which any table ends otherwise has none.</summary>
internal static class RetentionEnds
{
    /// <param name="category">The kind.</param>
    /// <param name="tables">Those that hold something of the subject.</param>
    /// <param name="db">Where they are.</param>
    /// <param name="subject">Whose rows.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async Task<DateOnly?> OfAsync(Category category, IEnumerable<TableDeclaration> tables, DbContext db, DataSubject subject, CancellationToken cancel)
    {
        var holding = tables.Where(table => table.Columns.Any(column => column.IsPersonal && column.Category == category)).ToList();
        if (holding.Any(table => !table.HasEndOf(category))) return null;

        var newest = new List<DateOnly?>();
        foreach (var table in holding) newest.Add(await table.NewestEndAsync(db, subject, category, cancel));
        return newest.Max() is { } end && end < TableDeclaration.NoDayYet ? end : null;
    }
}
