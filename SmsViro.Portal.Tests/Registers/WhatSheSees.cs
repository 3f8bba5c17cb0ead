using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using SmsViro.Core.Auditing;
using SmsViro.Core.Documents;
using SmsViro.Core.Privacy.Disclosures;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>Everything a person can learn about herself at one instant, as lines that can be compared: two instants of one clock differ exactly by what was added between them.</summary>
internal static class WhatSheSees
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<IReadOnlyList<string>> SeenByAsync(this TestStore store, Customer person, PrivacyRequest request)
    {
        var lines = new List<string>();

        // Her paper, byte by byte: its counts, ids, the number and the head of the trail are in it.
        var facts = await store.Get<AccessReport>().GatherAsync(request, Cancel);
        var paper = await store.Get<AccessReport>().PaperAsync(facts, (_, _) => Task.CompletedTask, Cancel);
        using var pdf = new MemoryStream();
        await store.Get<IDocumentEngine>().WriteAsync(paper with { Signature = null }, pdf, Cancel);
        lines.Add($"paper {Convert.ToHexString(SHA256.HashData(pdf.ToArray()))}");

        // Her archive, file by file; signatures and the digests of signed files take chance.
        var copy = new CopyFile { Id = Guid.CreateVersion7(), UserId = person.User, AccountId = person.Account, Content = CopyContent.WholeArchive, AskedAt = store.Clock.GetUtcNow() };
        using var archive = new MemoryStream();
        Directory.CreateDirectory(Path.Combine(store.DataFolder, "exports"));
        await store.Get<WriteArchive>().RunAsync(request, copy, archive, (_, _) => Task.CompletedTask, Cancel);
        using var zip = new ZipArchive(archive);
        foreach (var entry in zip.Entries.Where(entry => entry.FullName is not ("report.pdf" or "manifest.json" or "manifest.sig" or "index.html" or "README.txt")))
        {
            using var file = new StreamReader(entry.Open(), Encoding.UTF8);
            lines.Add($"{entry.FullName} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(await file.ReadToEndAsync(Cancel))))}");
        }

        // Her privacy centre: what is held, who looked, her requests, what authorities received, her letters.
        var held = await store.Get<MyData>().RunAsync(person, Cancel);
        lines.AddRange(held.Categories.Select(category => $"{category.Category.Id} {category.Count} {category.What.Count}"));
        lines.Add($"columns {held.Covered} {held.Declared}");
        lines.AddRange((await store.Get<WhoLooked>().AtAsync(person.User, 1_000, Cancel)).Select(look => $"look {look}"));
        lines.AddRange((await store.Get<OwnDisclosures>().OfAsync(person.User, Cancel)).Select(told => $"told {told}"));
        var head = await store.Get<AuditTrail>().HeadAsync(Cancel);
        lines.Add($"trail {head.Number} {head.Hex}");
        await using var db = store.Open();
        lines.Add($"letters {db.Set<SmsViro.Core.Notices.OutgoingMail>().Count(mail => mail.Owner == person.User)}");
        lines.Add($"holds {db.Set<SmsViro.Core.Privacy.Holds.Hold>().Count(hold => hold.UserId == person.User)}");
        return lines;
    }
}
