using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
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
    public async Task To_take_elsewhere_it_leaves_out_what_she_neither_gave_nor_caused_and_says_so(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var seeded = new EveryColumn(store, ada, "Qa");
        await seeded.SeedAsync(Cancel);

        var (request, bytes) = await store.CopyAsync(ada, CopyContent.PortableArchive);

        var archive = new OpenedArchive(bytes);
        var files = archive.Files;
        var data = string.Concat(files.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Value)));
        Assert.Contains(seeded.Canaries["Message.Recipient"], data, StringComparison.Ordinal);
        Assert.DoesNotContain(seeded.Canaries["AuditEntry.Reason"], data, StringComparison.Ordinal);
        Assert.Equal("portability", await archive.ReadBackAsync(store, bytes));

        // All of what she gave or caused, and of nothing else a value.
        foreach (var table in store.Get<DataMap>().Tables.Where(table => table.HasSubject))
            foreach (var column in table.Columns.Where(column => column.Class is DataClass.Sealed && column.IsExported))
                Assert.Equal(column.IsIn(Exports.Portability), archive.ValuesOf(table, column).Contains(seeded.Canaries[column.Path]));
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
        var files = new OpenedArchive(bytes).Files;
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

        var files = new OpenedArchive((await store.CopyAsync(ada, CopyContent.WholeArchive)).Bytes).Files;

        var page = Encoding.UTF8.GetString(files["index.html"]);
        Assert.Contains("&lt;script src=&quot;https://evil.invalid/x.js&quot;&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        var csv = files["data/profile.csv"];
        Assert.True(csv.AsSpan().StartsWith("\uFEFF"u8));
        Assert.Contains("\"'=HYPERLINK(\"\"https://evil.invalid\"\",\"\"x\"\")\"", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        Assert.Contains(script, OpenedArchive.RowsOf(files["data/profile.json"])[0].GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_first_page_begins_with_whose_data_it_is_and_what_is_in_it_and_its_readme_with_what_a_person_can_check()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var ada = await store.AddPersonAsync("Ada");

        var files = new OpenedArchive((await store.CopyAsync(ada, CopyContent.WholeArchive)).Bytes).Files;

        var page = Encoding.UTF8.GetString(files["index.html"]);
        string[] order = [$"<h1>The data of {ada.User}@example.invalid</h1>", "<h2>Contents</h2>", "<a href=\"#profile\">", "Searched, and nothing held: ", "<h2 id=\"profile\">", "<h2 id=\"files\">", "files are empty: "];
        var places = order.Select(part => page.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain("<td>0</td>", page, StringComparison.Ordinal);
        var readme = Encoding.UTF8.GetString(files["README.txt"]);
        Assert.True(readme.IndexOf("certutil -hashfile", StringComparison.Ordinal) is > 0 and var byHand && byHand < readme.IndexOf("manage archive verify", StringComparison.Ordinal));
    }

    private static object Id(Database database, UserId user) => database is Database.Sqlite ? user.Value.ToByteArray(bigEndian: true) : user.Value;

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
}
