using System.Globalization;
using System.Runtime.CompilerServices;
using SmsViro.Core.Documents;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>The part of a copy that holds the data: read kind by kind while it is written, and counted on the way so that the last page can say whether all is there.</summary>
internal sealed class ReportData(ReportFacts facts, HeldSections sections, DataSubject subject, CopyProgress progress)
{
    // A wider table would have columns of a word's width; its rows stand in two columns instead.
    private const int WidestTable = 4;

    private readonly HashSet<string> _covered = new(StringComparer.Ordinal);

    /// <summary>Values that are stored and cannot be opened.</summary>
    public long Unreadable { get; private set; }

    public long Records { get; private set; }

    /// <summary>Exported columns that were read or indexed, and columns withheld for a stated reason.</summary>
    public int Covered => _covered.Count + facts.Withheld.Count();

    public async IAsyncEnumerable<Element> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var empty = new List<string>();
        await foreach (var section in sections.OfAsync(subject, Exports.Both, cancel))
        {
            foreach (var column in section.Columns) _covered.Add(column.Path);
            if (section.Declared is not null && facts.RowsByTable[section.Table] == 0)
            {
                empty.Add(section.Title);
                continue;
            }

            yield return new Heading(3, section.Title);
            if (facts.Indexed.TryGetValue(section.Table, out var months))
                foreach (var element in Index(section, months)) yield return element;
            else if (section.Columns.Count <= WidestTable) yield return new Table([.. section.Columns.Select(column => new Column(column.Label))], RowsAsync(section, record => new Row([.. record.Values.Select(Text)])));
            else yield return new Table([new Column(section.Columns[0].Label), new Column("What we hold", 3)], RowsAsync(section, Wide));
        }

        Settle();
        if (empty.Count == 0) yield break;

        yield return new Heading(3, "Nothing held");
        yield return new Paragraph("These were searched and hold nothing about you:");
        yield return new Bullets([.. empty.Distinct().Select(title => (RichText)title)]);
    }

    private IEnumerable<Element> Index(HeldSection section, IReadOnlyList<MonthCount> months)
    {
        var count = facts.RowsByTable[section.Table];
        yield return new Paragraph(
            $"{ReportFacts.Said(count)} entries are too many for a paper. {(facts.Files.Count > 0 ? "The archive this paper is in lists every one of them" : "The archive lists every one of them: ask for it in the privacy centre")}, each with: {string.Join(", ", section.Columns.Select(column => column.Label.ToLowerInvariant()))}.");
        if (months.Count > 0)
            yield return new Table([new Column("Month"), new Column("Entries") { Align = Align.End }], months.OrderBy(month => month.Month).Select(month => new Row(Said(month.Month), ReportFacts.Said(month.Count))));
    }

    private async IAsyncEnumerable<Row> RowsAsync(HeldSection section, Func<HeldRecord, Row> row)
    {
        var read = 0L;
        await foreach (var record in section.Records)
        {
            read++;
            Records++;
            Unreadable += record.Values.Count(value => value.State is HeldState.CannotBeRead);
            await progress.StepAsync(section.Title);
            yield return row(record);
        }

        // :: Complete or refused: a table that had rows before and gave none is a broken machine.
        if (read == 0) throw new InvalidOperationException($"The copy lacks the rows of {section.Table}; it is not handed out.");
    }

    private void Settle()
    {
        // What stands beside a row is declared elsewhere and counts there.
        _covered.IntersectWith(facts.Personal.Select(column => column.Path));
        var declared = facts.Personal.Count();
        if (Covered != declared) throw new InvalidOperationException($"The copy covers {Covered} of {declared} columns; it is not handed out.");
    }

    private Row Wide(HeldRecord record)
    {
        // One run of one style: a label set apart in bold would cost as much time as all the values.
        var said = string.Join("  \u00b7  ", record.Values.Skip(1).Where(value => value is not { Value: null, State: HeldState.Readable }).Select(value => $"{value.Column.Label}: {Said(value)}"));
        return new Row(Text(record.Values[0]), said.Length == 0 ? "nothing else" : said);
    }

    private RichText Text(HeldValue value) => Said(value);

    private string Said(HeldValue value) => value.State switch
    {
        HeldState.Readable when value.Value is DateTimeOffset instant => facts.Exactly(instant),
        HeldState.Readable => value.Text is { Length: > 0 } text ? text : "nothing stored",
        HeldState.Erased => "erased",
        HeldState.CannotBeRead => "stored, but damaged: it cannot be read",
        HeldState.Masked => "sealed",
    };

    private static string Said(int month) =>
        new DateOnly((month > 1_000_000 ? month / 100 : month) / 100, (month > 1_000_000 ? month / 100 : month) % 100, 1).ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
