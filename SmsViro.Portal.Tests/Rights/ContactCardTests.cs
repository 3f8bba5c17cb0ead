using System.IO.Compression;
using System.Text;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>The card for address books in an archive (RFC 6350).</summary>
public class ContactCardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_archive_brings_what_she_told_us_about_herself_as_a_card(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddPersonAsync();

        using var zip = new ZipArchive(new MemoryStream((await store.CopyAsync(ada, CopyContent.PortableArchive)).Bytes));
        using var reader = new StreamReader(zip.GetEntry("data/contact.vcf")!.Open());
        var lines = (await reader.ReadToEndAsync(Cancel)).Split("\r\n");

        Assert.Equal(("BEGIN:VCARD", "VERSION:4.0", "END:VCARD", ""), (lines[0], lines[1], lines[^2], lines[^1]));
        Assert.Single(lines, line => line.StartsWith("FN:", StringComparison.Ordinal) && line.Length > 5);
        Assert.Single(lines, line => line.StartsWith("EMAIL:", StringComparison.Ordinal) && line.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public void What_would_end_a_value_is_escaped_and_a_endlessline_goes_on_without_cutting_a_character()
    {
        var map = DataMap.Of(typeof(DataMap).Assembly);
        var (name, phone) = (Column(map, "FN"), Column(map, "TEL"));
        var card = new ContactCard();
        var endless = string.Concat(Enumerable.Repeat("日本", 30));

        card.Take(new HeldRecord("Profile", "Profile", [new HeldValue(name, $"Okafor; Amara, \\ {endless}\nSecond"), new HeldValue(phone, "+447700900450")]));

        var written = Encoding.UTF8.GetString(card.ToBytes());
        Assert.All(written.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        var unfolded = written.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains($"FN:Okafor\\; Amara\\, \\\\ {endless}\\nSecond\r\n", unfolded, StringComparison.Ordinal);
        Assert.Contains("TEL;VALUE=uri:tel:+447700900450\r\n", unfolded, StringComparison.Ordinal);
    }

    private static ColumnDeclaration Column(DataMap map, string property) => map.Columns.Single(column => column.CardProperty == property);
}
