using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Signing;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Imports;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>Archives that are cut, changed, poisoned or simply untrue: each is refused with a sentence, and nothing of it is written or stays.</summary>
public partial class RefusedImportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_no_archive_of_ours_in_form_is_refused_with_a_sentence()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (_, bytes) = await ImportTests.SeededAsync(store);
        var files = new OpenedArchive(bytes).Files;
        var bea = await store.AddPersonAsync("Bea");
        async Task RefusedAsync(byte[] archive, string because)
        {
            var answer = await store.Get<OfferArchive>().RunAsync(await store.SignInAsync(bea), new MemoryStream(archive), Cancel);
            Assert.Equal(ImportRefusal.NotSound, answer.Refusal);
            Assert.Contains(because, answer.Sentence, StringComparison.Ordinal);
        }

        await RefusedAsync([], "not a ZIP");
        await RefusedAsync(bytes[..(bytes.Length / 2)], "not a ZIP");
        await RefusedAsync(Zip(files, ("../../etc/passwd", "x"u8.ToArray())), "leads out");
        await RefusedAsync(Zip(files, ("data/extra.json", "[]"u8.ToArray())), "does not list");
        await RefusedAsync(Zip(files, ("data/profile.json", files["data/draft.json"])), "manifest says");
        await RefusedAsync(Bomb(Zip(files, ("data/bomb.json", new byte[4_000_000]))), "unfold");
        await RefusedAsync(await SignedAsync(store, files, manifest => manifest["schemaVersion"] = 2), "a format this version does not know");
        await RefusedAsync(await SignedAsync(store, files, manifest => manifest["coverage"]!["covered"] = 1), "not whole");
        await RefusedAsync(await ChangedAsync(store, files, "data/draft.json", text => text.Replace("\"kind\":", "\"kind\": ,", StringComparison.Ordinal)), "not what its schema says");

        await using var db = store.Open();
        Assert.False(await db.ArchiveImports.AnyAsync(import => import.UserId == bea.User, Cancel));
        Assert.Empty(store.Get<ImportFolder>().Ids());
    }

    [Fact]
    public async Task A_row_that_says_what_cannot_be_is_refused_though_every_digest_holds()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var files = new OpenedArchive((await ImportTests.SeededAsync(store)).Archive).Files;
        var bea = await store.AddPersonAsync("Bea");
        var texts = files.Keys.Single(name => name.StartsWith("data/texts", StringComparison.Ordinal) && name.EndsWith("json", StringComparison.Ordinal));
        var messages = texts.Replace("texts", "messages", StringComparison.Ordinal);
        async Task RefusedAsync(string file, string was, string becomes, string because)
        {
            var archive = await ChangedAsync(store, files, file, text => text.Contains(was, StringComparison.Ordinal) ? text.Replace(was, becomes, StringComparison.Ordinal) : throw new InvalidOperationException($"{file}: {text}"));
            var answer = await store.Get<OfferArchive>().RunAsync(await store.SignInAsync(bea), new MemoryStream(archive), Cancel);
            Assert.Equal(ImportRefusal.NotSound, answer.Refusal);
            Assert.Contains(because, answer.Sentence, StringComparison.Ordinal);
        }

        await RefusedAsync("data/content-setting.json", "\"days\":90", "\"days\":90000", "days is none of the choices");
        await RefusedAsync("data/opt-out.json", "\"number\":\"+44", "\"number\":\"0044", "number is no telephone number");
        await RefusedAsync(texts, "\"acceptedAt\":\"2026-", "\"acceptedAt\":\"2036-", "acceptedAt is a time that cannot be");
        await RefusedAsync(texts, "\"kind\":\"Conversation\"", "\"kind\":\"Shout\"", "kind is none of the words");
        await RefusedAsync(messages, "\"id\":\"0", "\"id\":\"1", "its text is not in the archive");
        await RefusedAsync(messages, "\"amount\":\"", "\"amount\":\"-", "price is below zero");

        await using var db = store.Open();
        Assert.False(await db.ArchiveImports.AnyAsync(import => import.UserId == bea.User, Cancel));
        Assert.False(await db.Set<Core.Messaging.Draft>().AnyAsync(draft => draft.AccountId == bea.Account, Cancel));
        Assert.Empty(store.Get<ImportFolder>().Ids());
    }

    [Fact]
    public async Task What_is_crafted_to_break_its_reader_is_refused_with_a_sentence_too()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var files = new OpenedArchive((await ImportTests.SeededAsync(store)).Archive).Files;
        var bea = await store.AddPersonAsync("Bea");
        var texts = files.Keys.Single(name => name.StartsWith("data/texts", StringComparison.Ordinal) && name.EndsWith("json", StringComparison.Ordinal));
        async Task RefusedAsync(byte[] archive, string because)
        {
            var answer = await store.Get<OfferArchive>().RunAsync(await store.SignInAsync(bea), new MemoryStream(archive), Cancel);
            Assert.Equal(ImportRefusal.NotSound, answer.Refusal);
            Assert.Contains(because, answer.Sentence, StringComparison.Ordinal);
        }

        Task<byte[]> WithColumnAsync(JsonNode? file) => SignedAsync(store, files, manifest => manifest["columns"]!.AsArray().First(column => column!["file"] is not null)!["file"] = file);
        const string Again = "\"properties\": { \"number\": { \"title\": \"Number\", \"type\": [\"string\", \"null\"], \"x-category\": \"messages\" },";
        await RefusedAsync(await ChangedAsync(store, files, "schema/draft.schema.json", text => text.Replace("\"properties\": {", Again, StringComparison.Ordinal)), "names a column twice");
        await RefusedAsync(await ChangedAsync(store, files, "schema/draft.schema.json", text => Types().Replace(text, "\"type\": []", 1)), "schema of draft cannot be read");
        await RefusedAsync(await WithColumnAsync("x"), "a file that is none of ours");
        await RefusedAsync(await WithColumnAsync(5), "manifest cannot be read");
        await RefusedAsync(await SignedAsync(store, files, manifest => manifest["reference"] = null), "does not say what it answers");
        await RefusedAsync(await ChangedAsync(store, files, texts.Replace("texts", "messages", StringComparison.Ordinal), text => Amounts().Replace(text, "\"amount\":\"0.0000001\"")), "not what its schema says");

        // Two texts of one id would break the act that writes them, at every attempt.
        var doubled = new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { [texts] = [.. files[texts], .. files[texts]] };
        await RefusedAsync(
            await SignedAsync(store, doubled, manifest =>
            {
                var entry = manifest["files"]!.AsArray().Single(entry => entry!["name"]!.GetValue<string>() == texts)!;
                (entry["rows"], entry["bytes"], entry["sha256"]) = (2 * entry["rows"]!.GetValue<int>(), doubled[texts].Length, Convert.ToHexStringLower(SHA256.HashData(doubled[texts])));
            }),
            "its id came before");
        Assert.Empty(store.Get<ImportFolder>().Ids());
    }

    [Fact]
    public async Task An_archive_another_portal_signed_is_taken_and_said_to_be_of_nobody_we_know()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        await using var elsewhere = await RightsStore.CreateAsync(Database.Sqlite);
        await elsewhere.Writes.RunAsync(db => db.Set<SigningCertificate>().ExecuteDelete(), Cancel);
        var bytes = (await ImportTests.SeededAsync(elsewhere)).Archive;
        var bea = await store.AddPersonAsync("Bea");

        await ImportTests.OfferAsync(store, bea, bytes);

        Assert.False((await store.Get<ReadImport>().RunAsync(bea, Cancel))!.Import.IsOurs);
    }

    // As whoever holds an archive may do: change a file, and let manifest and digests say so.
    internal static Task<byte[]> ChangedAsync(TestStore store, Dictionary<string, byte[]> files, string file, Func<string, string> change)
    {
        var changed = new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { [file] = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(files[file]))) };
        return SignedAsync(store, changed, manifest =>
        {
            var entry = manifest["files"]!.AsArray().Single(entry => entry!["name"]!.GetValue<string>() == file)!;
            (entry["bytes"], entry["sha256"]) = (changed[file].Length, Convert.ToHexStringLower(SHA256.HashData(changed[file])));
        });
    }

    // The directory says of the last file that it unfolds to far more than deflate can do.
    private static byte[] Bomb(byte[] archive)
    {
        var at = archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(at + 24), 2_000_000_000);
        return archive;
    }

    internal static async Task<byte[]> SignedAsync(TestStore store, Dictionary<string, byte[]> files, Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(files["manifest.json"])!;
        change(manifest);
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        return Zip(files, ("manifest.json", bytes), ("manifest.sig", await store.Get<PortalCertificate>().SignAsync(bytes, Cancel)));
    }

    internal static byte[] Zip(Dictionary<string, byte[]> files, params (string Name, byte[] Bytes)[] instead)
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

    [GeneratedRegex("\"type\": \\[[^]]*\\]")]
    private static partial Regex Types();

    [GeneratedRegex("\"amount\":\"[^\"]*\"")]
    private static partial Regex Amounts();
}
