using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Portal.Staff;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Support;

/// <summary>In a house with everybody in it, staff who were let in see of every declared table what its declarations allow, and nothing that is sealed, secret or a digest.</summary>
public sealed partial class MaskedRecordsTests(FullHouse houses) : IClassFixture<FullHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.3")]
    public async Task Of_every_table_the_readable_columns_of_her_copy_are_shown_as_it_shows_them_and_every_sealed_one_is_masked(Database database)
    {
        var house = await houses.OnAsync(database);
        var grant = await house.Store.GrantAsync(house.Desk, house.Ada, null);
        await using var db = house.Store.Open();
        var sealedValues = 0;

        foreach (var table in house.Store.Get<DataMap>().Tables.Where(table => table.ShownToStaff.Count > 0))
        {
            var shown = (await AllAsync(house.Store, grant, table.Table.Name)).ConvertAll(record => record with { Values = [.. record.Values.Where(value => value.Column.IsExported)] });
            var copy = await table.ReadAsync(db, grant.Subject, Exports.Both, house.Store.Vault, Cancel).ToListAsync(Cancel);

            Assert.NotEmpty(copy);
            Assert.Equal(Lines(copy.Select(record => record with { Values = [.. record.Values.Where(value => table.ShownToStaff.Contains(value.Column)).Select(Masked)] })), Lines(shown));
            sealedValues += shown.Sum(record => record.Values.Count(value => value.State is HeldState.Masked));
        }

        Assert.True(sealedValues > 30, $"Only {sealedValues} sealed values were there to be masked.");

        static HeldValue Masked(HeldValue value) => value is { Column.Class: DataClass.Sealed, Value: not null } ? new(value.Column, null, HeldState.Masked) : value;
    }

    [Fact]
    [Promise("P4.3")]
    public void Every_column_that_her_copy_carries_is_shown_or_masked_and_no_other() => Assert.All(
        PrivacyTables(),
        one => Assert.Equal(
            one.Column switch
            {
                _ when !one.Table.HasSubject || !one.Column.IsExported || one.Column.Category!.ClosedToStaff is not null => StaffSight.NotShown,
                { Class: DataClass.Sealed } => StaffSight.Sealed,
                _ => StaffSight.AsStored,
            },
            StaffMask.Of(one.Table, one.Column)));

    [Theory, OnBothDatabases]
    [Promise("P4.3")]
    public async Task Nothing_sealed_secret_or_digested_of_anybody_is_in_what_is_returned_or_drawn(Database database)
    {
        var house = await houses.OnAsync(database);
        var grant = await house.Store.GrantAsync(house.Desk, house.Ada, null);
        await using var context = Draw(house.Store);
        var card = context.Render<RecordsCard>(with => with.Add(part => part.Grant, grant));
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll("option")));
        var drawn = new StringBuilder();
        var returned = new StringBuilder();

        foreach (var table in (await house.Store.Get<MaskedRecords>().TablesAsync(grant, Cancel)).Tables)
        {
            card.Find("select").Change(table.Name);
            card.WaitForAssertion(() => Assert.StartsWith(table.Title, card.Find("caption").TextContent, StringComparison.Ordinal));
            drawn.AppendLine(card.Markup);
            foreach (var record in await AllAsync(house.Store, grant, table.Name)) returned.AppendJoin('|', record.Values.Select(value => $"{value.Value} {value.Text}")).AppendLine();
            Assert.All(
                house.Store.Get<DataMap>().Tables.Single(one => one.Table.Name == table.Name).ShownToStaff,
                column => Assert.Contains(column.Label, WebUtility.HtmlDecode(card.Markup), StringComparison.Ordinal));
        }

        var forbidden = house.Everything.Concat(new[] { house.Hers, house.Others, house.Staff }.SelectMany(one => one.Ciphertexts.Values.SelectMany(Written)))
            .Concat(Digests(house.Store.Get<DataMap>(), house.Hers)).Append(house.Desk.User.ToString()).ToList();
        Assert.True(forbidden.Count > 200, $"Only {forbidden.Count} values were looked for.");
        Assert.All([drawn.ToString(), WebUtility.HtmlDecode(drawn.ToString()), returned.ToString()], said => Assert.DoesNotContain(forbidden, value => said.Contains(value, StringComparison.OrdinalIgnoreCase)));

        static IEnumerable<string> Written(byte[] bytes) => [Convert.ToBase64String(bytes), Convert.ToHexString(bytes)];
    }

    [Theory, OnBothDatabases]
    [Promise("P4.3")]
    public async Task What_is_about_others_about_staff_or_out_of_reach_is_no_table_here(Database database)
    {
        var house = await houses.OnAsync(database);
        var grant = await house.Store.GrantAsync(house.Desk, house.Ada, null);
        var (map, masked) = (house.Store.Get<DataMap>(), house.Store.Get<MaskedRecords>());
        var closed = map.Tables.Where(table => table.ShownToStaff.Count == 0).ToList();

        Assert.All(["Alert", "AuthorityRequest", "AuthorityExtract", "Breach", "RecipientRequest", "StoppedNumber", "Review"], name => Assert.Contains(closed, table => table.Table.Name == name));
        Assert.All(map.Tables.Where(table => table.IsAboutRecipients || table.OutOfReach is not null), table => Assert.Contains(table, closed));
        foreach (var table in closed) Assert.Equal(RecordsRefusal.NoSuchTable, (await masked.RunAsync(grant, table.Table.Name, null, Cancel)).Refusal);
        Assert.Empty((await masked.TablesAsync(grant, Cancel)).Tables.Select(table => table.Name).Intersect(closed.Select(table => table.Table.Name)));
    }

    [Fact]
    public void No_key_can_come_to_where_records_are_masked()
    {
        Type[] keys = [typeof(Vault), typeof(Box), typeof(HeldRecord)];
        var reachable = typeof(MaskedRecords).GetConstructors().Single().GetParameters().Select(parameter => parameter.ParameterType)
            .Concat(typeof(TableDeclaration).GetMethod(nameof(TableDeclaration.MaskedAsync))!.GetParameters().Select(parameter => parameter.ParameterType));

        Assert.Empty(reachable.Intersect(keys));
    }

    [Fact]
    public void No_page_of_staff_makes_up_what_stands_in_a_sealed_values_place()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Tree.Root, "SmsViro.Portal", "Staff"), "*.razor").ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);
        var named = pages.Values.SelectMany(page => NamedColumn().Matches(page)).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(["RecordValue.razor", "StaffSealed.razor"], pages.Where(page => page.Value.Contains("<SvSealed", StringComparison.Ordinal)).Select(page => page.Key).Order(StringComparer.Ordinal));
        Assert.NotEmpty(named);
        Assert.All(named, column => Assert.EndsWith(" sealed", StaffMask.WordsFor(PrivacyGate.Map, column), StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => StaffMask.WordsFor(PrivacyGate.Map, "PortalUser.PasswordHash"));
    }

    private static IEnumerable<(TableDeclaration Table, ColumnDeclaration Column)> PrivacyTables() =>
        PrivacyGate.Map.Tables.SelectMany(table => table.Columns.Select(column => (table, column)));

    private static async Task<List<HeldRecord>> AllAsync(TestStore store, AccessGrant grant, string table)
    {
        var records = new List<HeldRecord>();
        for (RowPlace? next = null; ;)
        {
            var answer = await store.Get<MaskedRecords>().RunAsync(grant, table, next, Cancel);
            Assert.Null(answer.Refusal);
            records.AddRange(answer.Page!.Records);
            if ((next = answer.Page.Next) is null) return records;
        }
    }

    private static List<string> Lines(IEnumerable<HeldRecord> records) =>
        [.. records.Select(record => $"{record.Key}: {string.Join(" | ", record.Values.Select(value => $"{value.Column.Path} {value.State} {value.Text}"))}").Order(StringComparer.Ordinal)];

    // A digest of 14 bits is a small number that any count may be; the long ones are found nowhere by chance.
    private static IEnumerable<string> Digests(DataMap map, EveryColumn hers) =>
        from table in map.Tables
        where table.HasSubject
        from column in table.Columns
        where column.Class is DataClass.BlindIndex
        let value = table.Table.GetProperty(column.Name)!.GetValue(hers.RowOf(table.Table))?.ToString()
        where value is { Length: > 8 }
        select value;

    private static BunitContext Draw(TestStore store)
    {
        var context = new BunitContext { JSInterop = { Mode = JSRuntimeMode.Loose } };
        context.Services.AddSingleton(store.Get<MaskedRecords>()).AddSingleton<TimeProvider>(store.Clock);
        return context;
    }

    [GeneratedRegex("<StaffSealed Column=\"([^\"]+)\"")]
    private static partial Regex NamedColumn();
}
