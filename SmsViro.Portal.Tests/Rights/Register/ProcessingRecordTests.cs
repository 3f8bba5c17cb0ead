using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Register;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;
using SmsViro.Portal.Rights;
using SmsViro.Portal.Staff;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Journeys;

namespace SmsViro.Portal.Tests.Rights.Register;

public sealed class ProcessingRecordTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));
    private static readonly Partner Northwave =
        new("Northwave", "Delivers", "number and text", "US", Safeguard.StandardClauses, new DateOnly(2026, 1, 1), "contracts/17", new DateOnly(2027, 1, 31), "a leased line of our own");

    private static readonly ProcessingRecord Record = new(PrivacyGate.Map);
    private static readonly RecordPaper Paper = new(Record, new Transfers([Northwave]), new RightsOptions(), Clock);

    [Fact]
    [Promise("P3.1")]
    public void Every_activity_names_purpose_ground_subjects_categories_recipients_and_end() => Assert.All(
        Record.Entries,
        entry =>
        {
            Assert.NotEmpty(entry.Columns);
            Assert.NotEmpty(entry.Subjects);
            Assert.All([entry.Activity.Purpose, entry.Activity.Retention, RegisterWords.Recipients(entry.Activity), RegisterWords.Categories(entry.Activity)], Assert.NotEmpty);
        });

    [Theory]
    [InlineData("staff-duties", "Our staff")]
    [InlineData("recipients", "Recipients of messages")]
    [InlineData("messaging-recipients", "Recipients of messages")]
    [InlineData("billing", "Customers")]
    [InlineData("account", "Customers, Our staff")]
    public void An_activity_names_the_people_it_is_about_and_no_others(string activity, string subjects) =>
        Assert.Equal(subjects, string.Join(", ", Record.Entries.Single(entry => entry.Activity.Id == activity).Subjects));

    [Fact]
    public void Every_table_has_a_name_a_person_can_read() =>
        Assert.All(Record.Tables, table => Assert.DoesNotMatch("[a-z][A-Z]", table.Title));

    [Fact]
    public void The_spreadsheet_has_a_line_for_every_activity_and_every_stored_column()
    {
        var lines = Paper.ToCsv();

        Assert.All(PrivacyGate.Map.Activities, activity => Assert.Contains($"\n{activity.Id},", lines, StringComparison.Ordinal));
        Assert.All(PrivacyGate.Map.Columns, column => Assert.Contains($"\n{column.Path},", lines, StringComparison.Ordinal));
    }

    [Fact]
    [Promise("P4.3")]
    public async Task What_staff_see_of_every_column_is_said_on_the_page_and_in_the_spreadsheet_as_records_mask_it()
    {
        await using var context = new BunitContext();
        context.Services.AddSingleton(Record);
        var page = context.Render<DataMapPage>();
        var said = page.FindAll("details tbody tr").ToDictionary(row => row.Children[0].TextContent.Trim(), row => row.Children[^1].TextContent.Trim(), StringComparer.Ordinal);
        var lines = Paper.ToCsv().Split("\r\n");

        Assert.Equal(Record.Columns, said.Count);
        Assert.All(
            Record.Tables.SelectMany(table => table.Columns.Select(column => (table, column))),
            one =>
            {
                var words = StaffMask.Of(one.table, one.column) switch { StaffSight.NotShown => "Nothing", StaffSight.Sealed => "That it is there", StaffSight.AsStored => "As stored" };
                Assert.Equal((one.column.Path, words), (one.column.Path, said[one.column.Path]));
                Assert.Contains(lines, line => line.StartsWith($"{one.column.Path},", StringComparison.Ordinal) && line.Contains($",{words},", StringComparison.Ordinal));
            });
    }

    [Fact]
    public async Task The_paper_holds_every_activity_and_every_stored_column()
    {
        var path = Path.Combine(Scratch.Folder("record"), "record.pdf");
        await using (var file = File.Create(path)) await new SmsViro.Core.Documents.Pdf.PdfEngine().WriteAsync(Paper.ToDocument(), file, TestContext.Current.CancellationToken);

        var text = await PdfText.ReadAsync(path);
        Assert.All(PrivacyGate.Map.Activities, activity => Assert.Contains(PdfText.Squeeze(activity.Purpose), text, StringComparison.Ordinal));
        Assert.All(PrivacyGate.Map.Columns, column => Assert.Contains(column.Path, text, StringComparison.Ordinal));
        Assert.All(
            ["United States", "Standard contractual clauses", "a leased line of our own", "kept at contracts/17"],
            said => Assert.Contains(PdfText.Squeeze(said), text, StringComparison.Ordinal));
        Assert.DoesNotContain(PdfText.Squeeze("49(1)(b)"), text, StringComparison.Ordinal);
    }

    [Fact]
    [Promise("P1.1")]
    public async Task The_policy_shows_every_purpose_and_every_category_of_the_register_and_no_other()
    {
        await using var context = new BunitContext();
        var page = Policy(context, new RightsOptions());
        var tables = page.FindAll("table");

        Assert.Equal(PrivacyGate.Map.Activities.Select(activity => activity.Purpose), FirstCells(tables[0]));
        Assert.Equal(
            Category.All.Where(category => PrivacyGate.Map.Columns.Any(column => column.IsPersonal && column.Category == category)).Select(category => category.Name), FirstCells(tables[1]));
        Assert.Equal(["Northwave"], FirstCells(tables[^1]));
        Assert.All(["United States", "Standard contractual clauses", "Not encrypted by itself: a leased line of our own"], said => Assert.Contains(said, page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("{", page.Find("#controller").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_and_record_say_where_letters_reach_the_company_once_a_setting_does()
    {
        const string Address = "Viro Messaging Ltd, 1 Ropewalk Yard, Leeds LS1 4AB";
        var options = new RightsOptions { Controller = "Viro Messaging Ltd", PostalAddress = "1 Ropewalk Yard, Leeds LS1 4AB" };
        await using var context = new BunitContext();
        await using var file = File.Create(Path.Combine(Scratch.Folder("record"), "record.pdf"));
        await new SmsViro.Core.Documents.Pdf.PdfEngine().WriteAsync(new RecordPaper(Record, new Transfers([Northwave]), options, Clock).ToDocument(), file, TestContext.Current.CancellationToken);
        await file.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Contains(PdfText.Squeeze(Address), await PdfText.ReadAsync(file.Name), StringComparison.Ordinal);
        Assert.Contains($"The controller is {Address}, reached at", Policy(context, options).Markup, StringComparison.Ordinal);
    }

    private static IRenderedComponent<PolicyPage> Policy(BunitContext context, RightsOptions options)
    {
        var horizon = new Horizon(new CustodyOptions { LedgerPath = "" }, new KeyPlace("keys.db", null), new FileRootKeyProvider(""));
        context.Services.AddSingleton(PrivacyGate.Map).AddSingleton(options).AddSingleton(new PrivacyPolicy(Clock)).AddSingleton(new Transfers([Northwave])).AddSingleton(horizon);
        return context.Render<PolicyPage>();
    }

    private static IEnumerable<string> FirstCells(AngleSharp.Dom.IElement table) => table.QuerySelectorAll("tbody tr td:first-child").Select(cell => cell.TextContent.Trim());
}
