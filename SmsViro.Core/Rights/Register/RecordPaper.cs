using System.Globalization;
using System.Text;
using SmsViro.Core.Documents;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Register;

/// <summary>The record of processing activities as a paper for an authority, and as lines for a spreadsheet.</summary>
public sealed class RecordPaper(ProcessingRecord record, Transfers transfers, RightsOptions options, TimeProvider clock)
{
    public Document ToDocument()
    {
        var now = clock.GetUtcNow();
        return new Document
        {
            Title = "Record of processing activities",
            Language = "en",
            CreatedAt = now,
            Author = options.Controller,
            Header = $"Record of processing activities, {options.Controller}",
            Footer = "Written by the register of columns",
            Body = Body(now).ToAsyncEnumerable(),
        };
    }

    /// <summary>One line for each activity, then one for each stored column.</summary>
    public string ToCsv()
    {
        var lines = new StringBuilder().Append(Csv.Mark)
            .Append(Csv.Line("Activity", "Purpose", "Ground", "Data subjects", "Categories", "Recipients", "Erased after", "Protection"));
        foreach (var entry in record.Entries)
            lines.Append(Csv.Line(
                entry.Activity.Id, entry.Activity.Purpose, RightsWords.Ground(entry.Activity), string.Join(", ", entry.Subjects), RegisterWords.Categories(entry.Activity),
                RegisterWords.Recipients(entry.Activity), entry.Activity.Retention, string.Join(", ", entry.Protection.Select(RegisterWords.Of))));

        lines.Append("\r\n").Append(Csv.Line("Store", "Holds", "Categories", "Protection", "On erasure", "Kept"));
        foreach (var store in record.Stores) lines.Append(Csv.Line(store.Title, store.Holds, RegisterWords.Categories(store), store.Protection, store.OnErasure, store.Retention));

        lines.Append("\r\n").Append(Csv.Line("Column", "Label", "Class", "Category", "Source", "On erasure", "In exports", "Staff see in records", "Reason"));
        foreach (var (table, column) in record.Tables.SelectMany(table => table.Columns.Select(column => (table, column))))
            lines.Append(Csv.Line(
                column.Path, column.Label, RegisterWords.Of(column.Class), column.Category?.Name, column.IsPersonal ? RightsWords.Of(column.Origin) : "", RegisterWords.Fates(column),
                column.IsPersonal ? RegisterWords.Of(column.Exports) : "", RegisterWords.StaffSee(table, column), column.Because));
        return lines.ToString();
    }

    private IEnumerable<Element> Body(DateTimeOffset now)
    {
        yield return new Heading(1, "Record of processing activities");
        yield return new Paragraph($"As Article 30 of the General Data Protection Regulation asks of {options.Controller}. Every line is written by the program from the declarations of its {Said(record.Columns)} stored columns, of which {Said(record.PersonalColumns)} are personal; a column without a declaration cannot be built.") { Voice = Voice.Lead };
        yield return new KeyValues(
        [
            new("Controller", options.ControllerAndAddress),
            new("Contact, and data protection officer", options.Contact),
            new("Authority", options.Authority),
            new("Written", now.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.GetCultureInfo("en-GB"))),
        ]);
        yield return new Heading(2, "Activities as controller");
        foreach (var entry in record.Entries)
        {
            yield return new Heading(3, entry.Activity.Purpose);
            yield return new KeyValues(
            [
                new("Ground", RightsWords.Ground(entry.Activity)),
                new("Data subjects", string.Join(", ", entry.Subjects)),
                new("Categories of data", RegisterWords.Categories(entry.Activity)),
                new("Recipients", RegisterWords.Recipients(entry.Activity)),
                new("Erased after", entry.Activity.Retention),
                new("Columns", Said(entry.Columns.Count)),
                new("Protection", string.Join(", ", entry.Protection.Select(RegisterWords.Of))),
            ]);
        }

        yield return new Heading(2, "Activities as processor");
        yield return new Paragraph("For the texts that customers send and the numbers they send to, each customer is the controller and this company delivers on its behalf (Article 30(2)). Categories of processing: storing sealed, handing to an operator, recording the outcome.");
        yield return new Heading(2, "Transfers to other countries");
        yield return new Paragraph(transfers.Rule);
        yield return new Table(
            [new("Partner", 2), new("Country"), new("Receives", 2), new("Protection there", 2), new("Way there"), new("Agreement", 2)],
            transfers.Partners.Select(partner => new Row(
                partner.Name, partner.CountryName, partner.Receives, partner.Protection, partner.Way, $"{Day(partner.AgreedOn)} until {Day(partner.AgreementEndsOn)}, kept at {partner.AgreementAt}")))
        {
            Empty = "No partner receives anything.",
        };
        yield return new Paragraph(Transfers.Onward);
        yield return new Heading(2, "Where it lies");
        yield return new Table(
            [new("Store", 2), new("Holds", 3), new("Protection", 3), new("On erasure", 3), new("Kept", 2)],
            record.Stores.Select(store => new Row(store.Title, store.Holds, store.Protection, store.OnErasure, store.Retention)));
        yield return new Heading(2, "Security measures");
        yield return new Bullets(
        [
            "Every personal text, number and address is sealed with AES-256-GCM for its row, column and person, under a key of its own scope; keys lie apart from the data and their root keys apart from both.",
            "Erasing a scope\u2019s key makes its values unreadable everywhere at once; a restored backup serves nothing until the ledger of erasures has been replayed.",
            "Staff open a customer\u2019s data for a stated reason only, written to a chained trail before anything is shown, and readable by the customer. What they see of a column there follows from its declaration; sealed values stay sealed.",
            "Values that the declarations keep sealed, secret or as a keyed digest are replaced by words in every log line.",
        ]);
        foreach (var table in record.Tables)
        {
            yield return new Heading(2, table.Title);
            yield return new Table([new("Column", 3), new("Class", 2), new("Category or reason", 3), new("On erasure", 3), new("Staff see in records", 2)], table.Columns.Select(column => Line(table, column)));
        }
    }

    private static Row Line(TableDeclaration table, ColumnDeclaration column) =>
        new(column.Path, RegisterWords.Of(column.Class), column.Category?.Name ?? column.Because ?? "", RegisterWords.Fates(column), RegisterWords.StaffSee(table, column));

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    private static string Said(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
