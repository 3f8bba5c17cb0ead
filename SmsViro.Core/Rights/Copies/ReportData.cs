using System.Runtime.CompilerServices;
using SmsViro.Core.Documents;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Copies;

/// <summary>The part of a copy that holds the data: read store by store while it is written, and counted on the way so that the last page can say whether all is there.</summary>
internal sealed class ReportData(ReportFacts facts, IEnumerable<IPersonalDataStore> stores, DataSubject subject, Func<double, string, Task> progress)
{
    // A wider table would have columns of a word's width; its rows become lists of facts instead.
    private const int WidestTable = 4;

    private readonly HashSet<string> _covered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private long _records;

    /// <summary>Values that are stored and cannot be opened.</summary>
    public long Unreadable { get; private set; }

    public long Records => _records;

    /// <summary>Exported columns that were read, and columns withheld for a stated reason.</summary>
    public int Covered => _covered.Count + facts.Withheld.Count(column => column.Because is not null);

    public async IAsyncEnumerable<Element> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var store in stores)
        {
            await using var records = store.ExportAsync(subject, cancel).GetAsyncEnumerator(cancel);
            var more = await NextAsync(records);
            while (more)
            {
                var first = records.Current;
                yield return new Heading(3, first.Title);
                if (first.Values.Count is > 0 and <= WidestTable)
                {
                    var section = new Section(this, records);
                    yield return new Table([.. first.Values.Select(value => new Column(value.Column.Label))], section.RowsAsync());
                    more = section.More ?? throw new InvalidOperationException("A table of the copy was not read to its end.");
                    continue;
                }

                do
                {
                    yield return new KeyValues([.. records.Current.Values.Select(value => new KeyValue(value.Column.Label, Text(value)))]);
                    yield return new Spacer(6);
                    more = await NextAsync(records);
                }
                while (more && records.Current.Table == first.Table);
            }
        }

        Settle();
        if (facts.Map.Tables.Where(table => table.HasSubject && table.Columns.Any(column => column.IsExported) && !_met.Contains(table.Table.Name)).Select(table => table.Title).Distinct().ToList() is { Count: > 0 } empty)
        {
            yield return new Heading(3, "Nothing held");
            yield return new Paragraph("These were searched and hold nothing about you:");
            yield return new Bullets([.. empty.Select(title => (RichText)title)]);
        }
    }

    // :: Complete or refused: every table was asked, so its columns count; one that had rows before and gave none is a broken machine.
    private void Settle()
    {
        foreach (var table in facts.Map.Tables.Where(table => table.HasSubject))
        {
            var exported = table.Columns.Where(column => column.IsExported).ToList();
            if (exported.Count > 0 && facts.RowsByTable[table.Table.Name] > 0 && !_met.Contains(table.Table.Name))
                throw new InvalidOperationException($"The copy lacks the rows of {table.Table.Name}; it is not handed out.");

            foreach (var column in exported) _covered.Add(column.Path);
        }

        var declared = facts.Personal.Count();
        if (Covered != declared) throw new InvalidOperationException($"The copy covers {Covered} of {declared} columns; it is not handed out.");
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<HeldRecord> records)
    {
        if (!await records.MoveNextAsync()) return false;

        var record = records.Current;
        var declared = facts.Map.Tables.FirstOrDefault(table => table.Table.Name == record.Table);
        if (declared is not null && declared.Columns.Count(column => column.IsExported) != record.Values.Count)
            throw new InvalidOperationException($"A row of {record.Table} lacks a column; the copy is not handed out.");

        _met.Add(record.Table);
        _records++;
        Unreadable += record.Values.Count(value => value.State is HeldState.CannotBeRead);
        await progress(Math.Min(1, _records / (double)Math.Max(1, facts.Rows)), $"Writing {record.Title.ToLowerInvariant()}: {ReportFacts.Said(_records)} of {ReportFacts.Said(Math.Max(_records, facts.Rows))} entries");
        return true;
    }

    private static RichText Text(HeldValue value) => value.State switch
    {
        HeldState.Readable => value.Text is { Length: > 0 } text ? text : "nothing stored",
        HeldState.Erased => "erased",
        HeldState.CannotBeRead => "stored, but damaged: it cannot be read",
    };

    /// <summary>The rows of one table, until the records are another table's.</summary>
    private sealed class Section(ReportData data, IAsyncEnumerator<HeldRecord> records)
    {
        /// <summary>Whether another table's record waits; null until the rows were read to their end.</summary>
        public bool? More { get; private set; }

        public async IAsyncEnumerable<Row> RowsAsync()
        {
            var table = records.Current.Table;
            bool more;
            do
            {
                yield return new Row([.. records.Current.Values.Select(Text)]);
                more = await data.NextAsync(records);
            }
            while (more && records.Current.Table == table);

            More = more;
        }
    }
}
