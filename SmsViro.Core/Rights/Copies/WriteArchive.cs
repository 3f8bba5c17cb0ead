using System.IO.Compression;
using System.Text;
using SmsViro.Core.Custody;
using SmsViro.Core.Documents;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Rights.Copies.Report;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Copies;

/// <summary>
/// Writes the archive a machine can read (GDPR Articles 15(3) and 20): (1) the data, table by table (2) schemas (3) the pages and the paper that people
/// read (4) the manifest over all of it, signed. Complete or refused: it throws rather than leave out what it could not read.
/// </summary>
public sealed class WriteArchive(HeldSections sections, DataMap map, AccessReport report, IDocumentEngine engine, PortalCertificate certificate, CopyFolder folder, RightsOptions options, TimeProvider clock)
{
    /// <summary>Writes to <paramref name="output"/> and never seeks in it.</summary>
    public async Task RunAsync(PrivacyRequest request, CopyFile copy, Stream output, Func<double, string, Task> progress, CancellationToken cancel)
    {
        var exports = copy.Exports;
        var subject = new DataSubject(request.UserId, request.AccountId);
        await progress(0.01, "Asking every store what it holds");
        var facts = await report.GatherAsync(request, cancel);

        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            var files = new ArchiveFiles(zip, facts.MadeAt);

            // :: Step 1: the data
            var card = new ContactCard();
            var tables = await WriteDataAsync(files, facts, subject, copy, card, new CopyProgress(progress, clock, facts.Rows, 0.02, 0.86), cancel);

            if (!card.IsEmpty) await files.AddAsync("data/contact.vcf", card.ToBytes());

            // :: Step 2: schemas
            foreach (var (table, _, _) in tables)
                await files.AddAsync($"schema/{table.Name}.schema.json", Schema(table));

            // :: Step 3: what people read. The paper comes last of the files, for it lists those before it.
            var columns = Columns(tables, exports);
            var manifest = new ManifestFacts(request.Reference, facts.MadeAt, exports, files.Written, columns, facts.Personal.Count());
            if (columns.Count != manifest.Declared) throw new ArchiveException($"The archive covers {columns.Count} of {manifest.Declared} columns; it is not handed out.");

            await files.AddAsync("README.txt", Encoding.UTF8.GetBytes(ArchivePages.ReadMe(manifest, options.Controller, options.Contact)));
            await files.AddAsync("index.html", Encoding.UTF8.GetBytes(ArchivePages.Index(manifest, [.. tables.Select(table => table.Files)], facts.Address, options.Controller)));
            await progress(0.9, "Writing the paper for reading");
            var paper = await report.PaperAsync(facts with { Files = [.. files.Written] }, (_, words) => progress(0.92, words), cancel);
            await files.AddAsync("report.pdf", pdf => engine.WriteAsync(paper, pdf, cancel));

            // :: Step 4: the manifest and its signature. Neither can list itself.
            await progress(0.98, "Signing the manifest");
            var bytes = Manifest.Write(manifest with { Files = files.Written });
            await files.AddAsync("manifest.json", bytes);
            await files.AddAsync("manifest.sig", await certificate.SignAsync(bytes, cancel));
        }
    }

    private static byte[] Schema(ArchiveTable table)
    {
        using var schema = new MemoryStream();
        ArchiveSchema.Write(schema, table);
        return schema.ToArray();
    }

    private async Task<List<(ArchiveTable Table, TableFiles Files, HeldSection Section)>> WriteDataAsync(
        ArchiveFiles files, ReportFacts facts, DataSubject subject, CopyFile copy, ContactCard card, CopyProgress progress, CancellationToken cancel)
    {
        var written = new List<(ArchiveTable, TableFiles, HeldSection)>();
        await foreach (var section in sections.OfAsync(subject, copy.Exports, cancel))
        {
            var table = ArchiveTable.Of(section);
            await using var rows = new TableFiles(files, table, section.File, () => folder.OpenSpoolAsync(copy, cancel));
            await foreach (var record in section.Records.WithCancellation(cancel))
            {
                await rows.AddAsync(record);
                if (section.Columns.Any(column => column.CardProperty is not null)) card.Take(record);
                await progress.StepAsync(section.Title);
            }

            await rows.EndAsync();
            if (rows.Rows == 0 && facts.RowsByTable.GetValueOrDefault(section.Table) > 0)
                throw new ArchiveException($"The archive lacks the rows of {section.Table}; it is not handed out.");

            written.Add((table, rows, section));
        }

        return written;
    }

    private List<ManifestColumn> Columns(List<(ArchiveTable Table, TableFiles Files, HeldSection Section)> tables, Exports exports) =>
    [
        .. from table in map.Tables
            let written = tables.FirstOrDefault(one => one.Section.Declared == table)
            from column in table.Columns
            where column.IsPersonal
            orderby column.Path
            let left = LeftOut.Of(table, column, exports)
            where left is not null || written.Section is not null
            select new ManifestColumn(column, left is null ? $"data/{table.File.Name}{(table.File.Monthly ? "-*" : "")}{(table.File.Lines ? ".ndjson" : ".json")}" : null, left),
    ];
}
