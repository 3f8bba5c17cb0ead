using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights;

/// <summary>One entry that is held about a person, as they read it.</summary>
/// <param name="Title">What such entries are called.</param>
/// <param name="Values">Its columns in declared order.</param>
public sealed record HeldEntry(string Title, IReadOnlyList<HeldValue> Values)
{
    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "held entry";
}

/// <summary>A page of entries of one kind.</summary>
/// <param name="Category">The kind.</param>
/// <param name="Entries">In the order in which a copy has them.</param>
/// <param name="HasMore">True when another page follows.</param>
/// <param name="NewestGoesOn">The day on which the newest of the kind goes; null where no day is fixed.</param>
public sealed record HeldEntries(Category Category, IReadOnlyList<HeldEntry> Entries, bool HasMore, DateOnly? NewestGoesOn = null);

/// <summary>Why no entries are opened.</summary>
public enum HeldRefusal
{
    /// <summary>There is no such kind or no such page.</summary>
    None = 1,

    /// <summary>The password was not typed in the last five minutes: numbers and texts that other pages mask are readable here.</summary>
    NotConfirmed,
}

/// <summary>The page, or why there is none.</summary>
public readonly record struct HeldAnswer(HeldEntries? Page, HeldRefusal? Refusal);

/// <summary>Opens for a person what is held of one kind about them, through the same register that a copy is written from, a page at a time.</summary>
public sealed class ReadHeld(HeldSections sections, DataMap map, IDbContextFactory<PortalDbContext> contexts, StepUp stepUp)
{
    public const int PageSize = 20;

    /// <summary>Beyond it a copy is the better reader: each page opens all before it.</summary>
    public const int MostPages = 50;

    /// <param name="person">Whose data, and who reads it.</param>
    /// <param name="kind">The id of a category.</param>
    /// <param name="page">Counted from 1.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<HeldAnswer> RunAsync(SignedIn person, string kind, int page, CancellationToken cancel)
    {
        if (page is < 1 or > MostPages || Category.All.FirstOrDefault(category => category.Id == kind) is not { } category) return new HeldAnswer(null, HeldRefusal.None);
        if (!await stepUp.IsFreshAsync(person, cancel)) return new HeldAnswer(null, HeldRefusal.NotConfirmed);

        var subject = new DataSubject(person.Customer.User, person.Customer.Account);
        var opened = await OpenAsync(subject, category, page, cancel);
        return new HeldAnswer(opened with { NewestGoesOn = await EndAsync(subject, opened, cancel) }, null);
    }

    private async Task<DateOnly?> EndAsync(DataSubject subject, HeldEntries opened, CancellationToken cancel)
    {
        var category = opened.Category;
        var tables = map.Tables.Where(table => table.HasSubject && table.Columns.Any(column => column.IsPersonal && column.Category == category)).ToList();

        // A million deliveries are not counted to learn what the page in hand says already.
        if (opened.Entries.SelectMany(entry => entry.Values.Take(1)).Any(value => tables.Exists(table => table.Table == value.Column.Table && !table.HasEndOf(category)))) return null;

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var holding = new List<TableDeclaration>();
        foreach (var table in tables)
            if (await table.CountAsync(db, subject, cancel) > 0) holding.Add(table);
        return await RetentionEnds.OfAsync(category, holding, db, subject, cancel);
    }

    private async Task<HeldEntries> OpenAsync(DataSubject subject, Category category, int page, CancellationToken cancel)
    {
        var (entries, passed) = (new List<HeldEntry>(), (page - 1) * PageSize);
        await foreach (var section in sections.OfAsync(subject, Exports.Both, cancel))
        {
            // What is only shown beside the entries of a table is an entry of another.
            if (!(section.Declared?.Columns.Where(column => column.IsExported) ?? section.Columns).Any(column => column.Category == category)) continue;

            await foreach (var record in section.Records.WithCancellation(cancel))
            {
                if (passed-- > 0) continue;
                if (entries.Count == PageSize) return new HeldEntries(category, entries, page < MostPages);

                entries.Add(new HeldEntry(section.Title, record.Values));
            }
        }

        return new HeldEntries(category, entries, HasMore: false);
    }
}
