using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Imports;

/// <summary>One kind of rows as its owner sees it.</summary>
/// <param name="Title">What such rows are called.</param>
/// <param name="Counts">How many there are, came in and stayed behind.</param>
/// <param name="ComesIn">False when none of them can.</param>
/// <param name="MayStayBehind">True for what its owner may leave while the rest comes in.</param>
/// <param name="Why">What changes on the way, or why they stay behind; null when all come as they are.</param>
public sealed record ImportLine(string Title, ImportSection Counts, bool ComesIn, bool MayStayBehind, string? Why);

/// <summary>An import as its owner sees it.</summary>
/// <param name="Import">Where it is.</param>
/// <param name="Reference">How the archive calls itself.</param>
/// <param name="Lines">Every kind of rows in it.</param>
/// <param name="Owner">Whose data it says it is, while it waits for a yes.</param>
/// <param name="Work">The job that brings it in.</param>
public sealed record ImportView(ArchiveImport Import, string Reference, IReadOnlyList<ImportLine> Lines, ArchiveOwner? Owner, Job? Work);

/// <summary>The last archive a person brought, with every kind of rows in it; and whether her account may take one.</summary>
public sealed class ReadImport(IDbContextFactory<PortalDbContext> contexts, IEnumerable<IArchivePart> parts, DataMap map, Vault vault, ReadOwner owners, JobQueue jobs)
{
    public async Task<ImportView?> RunAsync(Customer customer, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.ArchiveImports.AsNoTracking().Where(import => import.UserId == customer.User).OrderByDescending(import => import.AskedAt).FirstOrDefaultAsync(cancel) is not { } import) return null;

        var sections = await db.ImportSections.AsNoTracking().Where(section => section.ImportId == import.Id).ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.User(customer.User), cancel);
        return new ImportView(
            import,
            box.Open(ArchiveImport.ReferenceField, import.Id, import.Reference).Text ?? "an archive",
            [.. sections.Where(section => section.Rows > 0).Select(LineOf).OrderByDescending(line => line.ComesIn).ThenBy(line => line.Title, StringComparer.Ordinal)],
            import.State is ImportState.Offered ? await owners.RunAsync(customer, import, cancel) : null,
            import.State is ImportState.Running ? await jobs.FindAsync<CarryOver>(import.Id, cancel) : null);
    }

    /// <summary>Why the account takes none now; null when it does.</summary>
    public async Task<ImportRefusal?> RefusalAsync(Customer customer, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return ImportGuard.Refusal(db, new DataSubject(customer.User, customer.Account), parts);
    }

    private ImportLine LineOf(ImportSection section)
    {
        var table = map.Tables.FirstOrDefault(table => table.File.Name == section.Name);
        var part = parts.FirstOrDefault(part => part.Files.Contains(section.Name));
        var category = table?.Columns.FirstOrDefault(column => column.IsPersonal)?.Category;
        return new ImportLine(table?.Title ?? "Other files", section, part is not null, part is { MayStayBehind: true }, part is null ? ImportWords.WhyBehind(category) : part.Changed);
    }
}
