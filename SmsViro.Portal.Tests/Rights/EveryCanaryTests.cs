using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Journeys;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>In a house with everybody in it, a copy holds every value of hers and nothing of anybody else's, and no file on the disk holds any of it readable.</summary>
public partial class EveryCanaryTests(FullHouse houses) : IClassFixture<FullHouse>
{
    // How the states that were seeded are said.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["Alert.Finding"] = "Expected",
        ["Alert.Kind"] = "Many extracts taken",
        ["AuditEntry.Deed"] = "Asked for a copy of the data",
        ["AuditEntry.Role"] = "Customer",
        ["Consent.Kind"] = "Letters about new features",
        ["CopyFile.Content"] = "PDF to read",
        ["CopyFile.State"] = "Gone, with its key",
        ["Delivery.Parts"] = "Accepted",
        ["FailedProof.Door"] = "At sign-in",
        ["Objection.Use"] = "Keeping details you replaced",
        ["PolicyNotice.Way"] = "Beside the button that opened the account",
        ["PrivacyRequest.Balance"] = "Nothing to decide",
        ["PrivacyRequest.Channel"] = "In the portal",
        ["PrivacyRequest.ExtensionReason"] = "the request is complex",
        ["PrivacyRequest.Ground"] = "the request is manifestly unfounded (GDPR Article 12(5))",
        ["PrivacyRequest.Kind"] = "Copy of my data",
        ["PrivacyRequest.ObjectsTo"] = "Keeping details you replaced",
        ["PrivacyRequest.Outcome"] = "All you asked for",
        ["PrivacyRequest.RestrictionGround"] = "You say that it is wrong, and we check it (Article 18(1)(a))",
        ["PrivacyRequest.State"] = "Withdrawn",
        ["RequestEvent.Step"] = "Request received",
        ["RequestLetter.Kind"] = "We have your request",
        ["Restriction.Ground"] = "You say that it is wrong, and we check it (Article 18(1)(a))",
        ["Review.Kind"] = "Access rights",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task No_column_that_is_sealed_or_secret_is_left_without_a_canary(Database database)
    {
        var house = await houses.OnAsync(database);
        var seeded = new[] { house.Hers, house.Strangers }.SelectMany(one => one.Canaries.Keys.Concat(one.Secrets.Keys)).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(house.Store.Get<DataMap>().Columns.Where(column => column.Class is DataClass.Sealed or DataClass.Secret).Select(column => column.Path).Except(seeded));
    }

    [Theory, OnBothDatabases]
    [Promise("P8.1")]
    public async Task Paper_and_archive_hold_every_value_of_hers(Database database)
    {
        var house = await houses.OnAsync(database);
        var (map, archive) = (house.Store.Get<DataMap>(), new OpenedArchive(house.Archive));

        foreach (var (table, column) in ExportedOf(map))
        {
            var values = archive.ValuesOf(table, column);
            if (column.Class is DataClass.Sealed)
            {
                Assert.Contains(house.Hers.Canaries[column.Path], values);
                Assert.Contains(PdfText.Squeeze(house.Hers.Canaries[column.Path]), house.Paper, StringComparison.Ordinal);
            }
            else if (column.ShownAs == column.Type && house.Hers.Plain[column.Path] is { } plain and not bool)
            {
                Assert.True(values.Contains(Plain(plain), StringComparer.OrdinalIgnoreCase), $"{column.Path} lacks {Plain(plain)} in the archive");
                Assert.True(house.Paper.Contains(plain is Enum ? PdfText.Squeeze(new HeldValue(column, plain).Text!) : OnPaper(plain), StringComparison.Ordinal), $"{column.Path} lacks {plain} on paper");
            }
            else
            {
                Assert.NotEmpty(values);
            }
        }

        var declared = map.Columns.Count(column => column.IsPersonal);
        Assert.Contains($"{declared}of{declared}columns", house.Paper, StringComparison.Ordinal);
        Assert.Equal("access", await archive.ReadBackAsync(house.Store, house.Archive));
        using var manifest = JsonDocument.Parse(archive.Files["manifest.json"]);
        Assert.Equal(declared, manifest.RootElement.GetProperty("coverage").GetProperty("covered").GetInt32());
        Assert.Equal(declared, manifest.RootElement.GetProperty("columns").EnumerateArray().Count(column => column.GetProperty("exported").GetBoolean() || column.GetProperty("reason").GetString() is { Length: > 10 }));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_shown_as_something_else_says_what_is_stored(Database database)
    {
        var house = await houses.OnAsync(database);
        var archive = new OpenedArchive(house.Archive);

        Assert.All(
            ExportedOf(house.Store.Get<DataMap>()).Where(one => one.Column.Class is DataClass.InClear && one.Column.ShownAs != one.Column.Type),
            one =>
            {
                var (inArchive, onPaper) = Shown(house.Hers, one.Column);
                Assert.Contains(inArchive, archive.ValuesOf(one.Table, one.Column));
                if (onPaper is not null) Assert.Contains(PdfText.Squeeze(onPaper), house.Paper, StringComparison.Ordinal);
            });
    }

    [Theory, OnBothDatabases]
    [Promise("P8.1")]
    public async Task Neither_holds_anything_of_another_customer_of_our_staff_or_of_a_stranger_nor_a_secret(Database database)
    {
        var house = await houses.OnAsync(database);
        var archive = new OpenedArchive(house.Archive);
        var (text, inside) = (PdfText.Squeeze(archive.Text), await PdfText.OfAsync(archive.Files["report.pdf"]));
        var forbidden = new[] { house.Others, house.Staff, house.Strangers }.SelectMany(one => one.Canaries.Values.Concat(one.Secrets.Values))
            .Concat(house.Hers.Secrets.Values)
            .Concat(house.Others.Plain.Values.Where(value => value is long or DateTimeOffset).Select(value => Plain(value!)).Where(value => value.Length > 8))
            .Append(house.Desk.User.ToString()).Append(house.Desk.Account.ToString()).Append(house.Hers.Row<PortalUser>().NormalizedEmail!)
            .Select(PdfText.Squeeze).ToList();

        Assert.All(
            new[] { house.Paper, inside, text },
            said => Assert.DoesNotContain(forbidden, value => said.Contains(value, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory, OnBothDatabases]
    public async Task What_others_wrote_to_her_or_about_her_is_hers_to_read_without_their_names(Database database)
    {
        var house = await houses.OnAsync(database);
        var archive = new OpenedArchive(house.Archive);

        foreach (var column in new[] { "Reply.Text", "Reply.Number", "RequestNote.Text", "RequestLetter.Body", "AuditEntry.Reason" })
        {
            Assert.Contains(PdfText.Squeeze(house.Hers.Canaries[column]), house.Paper, StringComparison.Ordinal);
            Assert.DoesNotContain(PdfText.Squeeze(house.Others.Canaries[column]), house.Paper + PdfText.Squeeze(archive.Text), StringComparison.Ordinal);
        }

        Assert.Equal(house.Desk.User, house.Hers.Row<RequestNote>().Author);
        Assert.DoesNotContain(archive.Rows.Values.SelectMany(rows => rows), row => row.TryGetProperty("author", out _) || row.TryGetProperty("actor", out _));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_withheld_is_counted_by_its_ground_in_columns_and_in_entries_of_hers(Database database)
    {
        var house = await houses.OnAsync(database);
        var file = Path.Combine(Scratch.Folder("paper"), "copy.pdf");
        await File.WriteAllBytesAsync(file, house.Pdf, Cancel);
        var cells = CellText().Matches((await Reader.RunAsync("pdfinfo", ["-struct-text", file])).Answer).Select(cell => PdfText.Squeeze(cell.Groups[1].Value)).Where(cell => cell.Length > 0).ToList();
        var said = string.Join('|', cells);

        await using var db = house.Store.Open();
        var subject = new DataSubject(house.Ada.User, house.Ada.Account);
        foreach (var ground in house.Store.Get<DataMap>().Tables.Where(table => table.HasSubject).SelectMany(table => table.Columns.Select(column => (Table: table, Column: column)))
                     .Where(one => one.Column is { IsPersonal: true, IsExported: false } && one.Column.Because!.Contains("15(4)", StringComparison.Ordinal)).GroupBy(one => one.Column.Because!))
        {
            var entries = 0L;

            // The copies asked for since then are entries too, so what was there when the paper was made is counted: each table had one seeded row.
            foreach (var table in ground.Select(one => one.Table).Distinct()) entries += Math.Min(1, await table.CountAsync(db, subject, Cancel));
            Assert.True(entries > 0, ground.Key);
            var counts = Counts().Match(said[(said.IndexOf(PdfText.Squeeze(ground.Key)[..40], StringComparison.Ordinal) + 40)..]);
            Assert.True(int.Parse(counts.Groups[1].Value, CultureInfo.InvariantCulture) >= ground.Count(), said);
            Assert.True(int.Parse(counts.Groups[2].Value, CultureInfo.InvariantCulture) >= entries, said);
        }
    }

    [Theory, OnBothDatabases]
    [Promise("P4.2")]
    public async Task No_sealed_value_of_anybody_lies_readable_in_any_file_nor_in_a_backup(Database database)
    {
        var house = await houses.OnAsync(database);
        var backups = Directory.CreateDirectory(Path.Combine(house.Store.Folder, $"backups-{Guid.CreateVersion7():N}")).FullName;
        var backup = await house.Store.Get<TakeBackup>().RunAsync(backups, _ => { }, Cancel);

        var found = Canaries.FindIn(house.Store.Folder, house.Everything.Except(house.Readable));

        Assert.Empty(found);
        Assert.NotEmpty(Directory.GetFiles(backup));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(house.Store.DataFolder, "exports")));

        // The search sees what lies open: a secret that is no sealed value, in the backup too.
        Assert.Contains(Canaries.FindIn(backup, [house.Hers.Secrets["PortalUser.SecurityStamp"]]), place => place.EndsWith("text of utf-8", StringComparison.Ordinal));
    }

    /// <summary>Rows of tables and indexes, dead ones too, and the log from which a crash is repaired; what clients were told lies in the server's own log.</summary>
    [Fact]
    [Promise("P4.2")]
    public async Task No_sealed_value_of_anybody_lies_readable_in_the_files_of_PostgreSQL_itself()
    {
        Requires.OwnPostgres();
        var house = await houses.OnAsync(Database.Postgres);
        var (folder, files) = await house.Store.PostgresFilesAsync();

        Assert.Empty(Canaries.FindInFiles(files, folder, house.Everything.Except(house.Readable)));

        // The search sees what lies open. Asked of the tables alone: the log of writes is written over in turn.
        Assert.Contains(Canaries.FindInFiles(files, folder, [house.Hers.Secrets["PortalUser.SecurityStamp"]]), place => place.Contains("/base/", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    [Promise("P2.4")]
    public async Task Values_of_statements_are_never_written_to_a_log(Database database)
    {
        var house = await houses.OnAsync(database);
        await using var db = house.Store.Open();

        Assert.False(db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.IsSensitiveDataLoggingEnabled);
        SilentLogs.Require(house.Store.Folder, house.Everything);
    }

    private static IEnumerable<(TableDeclaration Table, ColumnDeclaration Column)> ExportedOf(DataMap map) =>
        from table in map.Tables
        where table.HasSubject
        from column in table.Columns
        where column.IsExported
        select (table, column);

    // As a program reads it, and as she does.
    private static (string? Archive, string? Paper) Shown(EveryColumn hers, ColumnDeclaration column)
    {
        var stored = hers.Plain[column.Path];
        if (column.ShownAs == typeof(Money))
        {
            var amount = ((long)stored! / 1_000_000m).ToString("0.00####", CultureInfo.InvariantCulture);
            return ($$"""{"amount":"{{amount}}","currency":"GBP"}""", $"{amount} GBP");
        }

        if (stored is long ticks && (column.Name is "Due" || column.Name.EndsWith("At", StringComparison.Ordinal) || column.Path is "EarlierHandover.At")) return Both(new DateTimeOffset(ticks, TimeSpan.Zero));

        return column.Path switch
        {
            "Message.Id" or "Delivery.Id" or "EarlierHandover.MessageRow" => Same(MessageId.At(hers.Row<MessageBatch>().Id, 0).ToString()),
            "MessageBatch.Id" => Same(new MessageId(hers.Row<MessageBatch>().Id).ToString()),
            "PrivacyRequest.Sequence" => Same($"A-{hers.Row<PrivacyRequest>().Year}-{hers.Row<PrivacyRequest>().Sequence:0000}"),
            "PrivacyRequest.DueOn" => Same(((DateOnly)stored!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ => Same(stored is null ? null : Words[column.Path]),
        };

        static (string?, string?) Both(DateTimeOffset instant) => (Plain(instant), OnPaper(instant));

        static (string?, string?) Same(string? said) => (said, said);
    }

    private static string Plain(object value) => CanonicalRow.Plain(value);

    // An id is broken over the lines of its cell, so its end stands for it.
    private static string OnPaper(object value) => PdfText.Squeeze(value switch
    {
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
        Guid id => id.ToString()[^12..],
        _ => Plain(value),
    });

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex CellText();

    [GeneratedRegex(@"\|(\d+)\|(\d+)\|")]
    private static partial Regex Counts();
}
