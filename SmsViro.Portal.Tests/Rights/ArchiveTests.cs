using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>The archive: every exportable value of hers and no other's, one reason for each column left out, and proof that it reads back to the same bytes.</summary>
public class ArchiveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P8.1")]
    public async Task Holds_every_value_of_hers_and_none_of_anybody_else_and_reads_back_to_the_same_bytes(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        var (hers, others) = (new EveryColumn(store, ada, "Qa"), new EveryColumn(store, bea, "Zb"));
        await hers.SeedAsync(Cancel);
        await others.SeedAsync(Cancel);
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == ada.User.Value).PasswordHash = "secret-canary-of-ada", Cancel);

        var bytes = (await store.CopyAsync(ada, CopyContent.WholeArchive)).Bytes;

        var files = Unzip(bytes);
        var map = store.Get<DataMap>();
        var rows = files.Where(file => file.Key.EndsWith("json", StringComparison.Ordinal) && file.Key.StartsWith("data/", StringComparison.Ordinal)).ToDictionary(file => file.Key, file => Rows(file.Value));
        foreach (var table in map.Tables.Where(table => table.HasSubject && !EveryColumn.NotSeeded.Contains(table.Table.Name)))
            foreach (var column in table.Columns.Where(column => column.IsExported))
            {
                var values = rows.Where(file => file.Key.StartsWith($"data/{table.File.Name}", StringComparison.Ordinal))
                    .SelectMany(file => file.Value).Select(row => row.TryGetProperty(Key(column.Name), out var value) ? value.ToString() : null).ToList();
                if (column.Class is DataClass.Sealed) Assert.Contains(hers.Canaries[column.Path], values);
                else if (column.ShownAs == column.Type && hers.Plain[column.Path] is { } plain && plain is not bool) Assert.Contains(values, value => string.Equals(value, CanonicalRow.Plain(plain), StringComparison.OrdinalIgnoreCase));
                else Assert.NotEmpty(values);
            }

        var all = string.Concat(files.Where(file => file.Key != "report.pdf").Select(file => Encoding.UTF8.GetString(file.Value)));
        Assert.All(others.Canaries.Values, canary => Assert.DoesNotContain(canary, all, StringComparison.Ordinal));
        Assert.All(others.Plain.Values.Where(value => value is long or DateTimeOffset).Select(value => CanonicalRow.Plain(value!)).Where(value => value.Length > 8), canary => Assert.DoesNotContain(canary, all, StringComparison.Ordinal));
        Assert.DoesNotContain("secret-canary-of-ada", all, StringComparison.Ordinal);

        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        var declared = map.Columns.Count(column => column.IsPersonal);
        Assert.Equal(declared, manifest.RootElement.GetProperty("coverage").GetProperty("covered").GetInt32());
        Assert.Equal(declared, manifest.RootElement.GetProperty("columns").EnumerateArray().Count(column => column.GetProperty("exported").GetBoolean() || column.GetProperty("reason").GetString() is { Length: > 10 }));

        var again = new Dictionary<string, MemoryStream>(StringComparer.Ordinal);
        var content = await store.Get<ReadArchive>().RunAsync(new MemoryStream(bytes), name => again[name] = new MemoryStream(), Cancel);
        Assert.Equal((SignatureVerdict.Genuine, "access", declared), (content.Signature, content.Scope, content.Covered));
        Assert.Equal(rows.Values.Sum(file => (long)file.Count), content.Rows);
        Assert.All(rows.Keys, name => Assert.Equal(files[name], again[name].ToArray()));
    }

    [Theory, OnBothDatabases]
    public async Task To_take_elsewhere_it_leaves_out_what_she_neither_gave_nor_caused_and_says_so(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var seeded = new EveryColumn(store, ada, "Qa");
        await seeded.SeedAsync(Cancel);

        var (request, bytes) = await store.CopyAsync(ada, CopyContent.PortableArchive);

        var files = Unzip(bytes);
        var data = string.Concat(files.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Value)));
        Assert.Contains(seeded.Canaries["Message.Recipient"], data, StringComparison.Ordinal);
        Assert.DoesNotContain(seeded.Canaries["AuditEntry.Reason"], data, StringComparison.Ordinal);
        Assert.Equal("portability", (await store.Get<ReadArchive>().RunAsync(new MemoryStream(bytes), null, Cancel)).Scope);
        Assert.Contains("not-portable", Encoding.UTF8.GetString(files["manifest.json"]), StringComparison.Ordinal);
        Assert.Equal(RequestKind.Portability, (await store.RequestAsync(request)).Kind);
    }

    [Theory, OnBothDatabases]
    public async Task Is_refused_when_a_value_cannot_be_read_and_made_when_it_was_erased(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bea) = (await store.AddCustomerAsync(), await store.AddCustomerAsync());
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        await new EveryColumn(store, bea, "Zb").SeedAsync(Cancel);
        await store.Writes.RunAsync(db => db.Database.ExecuteSqlRaw("UPDATE \"Profiles\" SET \"Name\" = {1} WHERE \"UserId\" = {0}", Id(database, ada.User), new byte[] { 1, 2, 3 }), Cancel);
        await store.Vault.ShredAsync(Scope.Messages(bea.Account, "2026-11"), Guid.CreateVersion7(), Cancel);

        var damaged = (await store.AskAsync(ada, CopyContent.WholeArchive)).Request!.Value;
        var erased = (await store.AskAsync(bea, CopyContent.WholeArchive)).Request!.Value;
        for (var again = 0; again < 8; again++)
        {
            await store.RunJobsAsync();
            store.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(RequestState.Failed, (await store.RequestAsync(damaged)).State);
        Assert.False(store.Get<CopyFolder>().Holds(damaged));
        Assert.Equal(RequestState.Fulfilled, (await store.RequestAsync(erased)).State);
    }

    [Fact]
    public async Task What_was_changed_cut_or_added_is_refused_with_a_sentence()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddCustomerAsync();
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        var bytes = (await store.CopyAsync(ada, CopyContent.WholeArchive)).Bytes;
        var files = Unzip(bytes);
        async Task<string> RefusalAsync(byte[] archive) => (await Assert.ThrowsAsync<ArchiveException>(() => store.Get<ReadArchive>().RunAsync(new MemoryStream(archive), null, Cancel))).Message;

        Assert.Contains("not a ZIP", await RefusalAsync(bytes[..(bytes.Length / 2)]), StringComparison.Ordinal);
        Assert.Contains("manifest says", await RefusalAsync(Zip(files, ("data/profile.json", [.. files["data/profile.json"][..^3], (byte)' ', .. files["data/profile.json"][^2..]]))), StringComparison.Ordinal);
        Assert.Contains("signature", await RefusalAsync(Zip(files, ("manifest.json", [.. files["manifest.json"], (byte)' ']))), StringComparison.Ordinal);
        Assert.Contains("does not list", await RefusalAsync(Zip(files, ("data/extra.json", "[]"u8.ToArray()))), StringComparison.Ordinal);
        Assert.Contains("leads out", await RefusalAsync(Zip(files, ("../../etc/passwd", "x"u8.ToArray()))), StringComparison.Ordinal);
        Assert.Contains("lacks a file", await RefusalAsync(Zip(files.Where(file => file.Key != "README.txt").ToDictionary())), StringComparison.Ordinal);
        Assert.Contains("no manifest.sig", await RefusalAsync(Zip(files.Where(file => file.Key != "manifest.sig").ToDictionary())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_what_was_typed_as_text_in_its_page_and_never_as_a_formula_in_its_tables()
    {
        const string script = "<script src=\"https://evil.invalid/x.js\"></script><img src=x onerror=alert(1)>";
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddCustomerAsync();
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        var box = await store.Vault.OpenAsync(Scope.User(ada.User), Cancel);
        await store.Writes.RunAsync(
            db =>
            {
                var profile = db.Set<Core.Accounts.Profile>().Single(profile => profile.UserId == ada.User);
                profile.Name = box.Seal(Core.Accounts.AccountsFields.Name, ada.User.Value, script);
                profile.Company = box.Seal(Core.Accounts.AccountsFields.Company, ada.User.Value, "=HYPERLINK(\"https://evil.invalid\",\"x\")");
            },
            Cancel);

        var files = Unzip((await store.CopyAsync(ada, CopyContent.WholeArchive)).Bytes);

        var page = Encoding.UTF8.GetString(files["index.html"]);
        Assert.Contains("&lt;script src=&quot;https://evil.invalid/x.js&quot;&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        var csv = files["data/profile.csv"];
        Assert.True(csv.AsSpan().StartsWith("\uFEFF"u8));
        Assert.Contains("\"'=HYPERLINK(\"\"https://evil.invalid\"\",\"\"x\"\")\"", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        Assert.Contains(script, Rows(files["data/profile.json"])[0].GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    private static object Id(Database database, UserId user) => database is Database.Sqlite ? user.Value.ToByteArray(bigEndian: true) : user.Value;

    private static string Key(string name) => string.Concat(name.Split('.')) is var whole ? char.ToLowerInvariant(whole[0]) + whole[1..] : name;

    private static Dictionary<string, byte[]> Unzip(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var content = entry.Open();
                using var bytes = new MemoryStream();
                content.CopyTo(bytes);
                return bytes.ToArray();
            },
            StringComparer.Ordinal);
    }

    private static byte[] Zip(Dictionary<string, byte[]> files, params (string Name, byte[] Bytes)[] instead)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files.Where(file => !instead.Any(other => other.Name == file.Key)).Select(file => (file.Key, file.Value)).Concat(instead))
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }

        return archive.ToArray();
    }

    private static List<JsonElement> Rows(byte[] file) =>
    [
        .. from line in Encoding.UTF8.GetString(file).Split('\n')
            let row = line.TrimEnd(',')
            where row.StartsWith('{')
            select JsonDocument.Parse(row).RootElement.Clone(),
    ];
}
