using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Imports;

/// <summary>The files of archives on their way in as a store.</summary>
public sealed class ImportFiles(IDbContextFactory<PortalDbContext> contexts, ImportFolder folder) : IPersonalDataStore
{
    public string Name => "Archives you bring in";

    public async Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel)
    {
        var files = (await OfAsync(subject, cancel)).Where(import => folder.Holds(import.Id)).ToList();
        return files.Count == 0 ? [] : [new Held(Category.Requests, files.Count, files.Min(import => import.AskedAt))];
    }

    /// <summary>Nothing: each file is listed by its row, and its owner has it.</summary>
    public async IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        yield break;
    }

    public async Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel)
    {
        var removed = 0L;
        foreach (var import in await OfAsync(subject, cancel))
        {
            if (folder.Holds(import.Id)) removed++;
            await folder.ForgetAsync(import.Id, cancel);
        }

        return new StoreErasure(removed, [], Done: true);
    }

    public async Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel) =>
        [.. (await OfAsync(subject, cancel)).Where(import => folder.Holds(import.Id)).Select(_ => "An archive on its way in")];

    private async Task<List<ArchiveImport>> OfAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ArchiveImports.AsNoTracking().Where(import => import.UserId == subject.User).ToListAsync(cancel);
    }
}

internal sealed class ImportStores : StoreBook
{
    public override IReadOnlyList<StoreDeclaration> Stores { get; } =
    [
        new()
        {
            Id = "imports",
            Title = "Archives you bring in",
            Holds = "Archives of an account elsewhere, until they are in or a day has passed without a yes",
            Categories = Category.All,
            Protection = "Each sealed under a key of its own",
            OnErasure = "Keys destroyed, files deleted",
            Retention = "Until it is in; 1 day without a yes, 7 days where it stopped on the way",
            Files = ["imports/*"],
            AnswersAs = "Archives you bring in",
        },
    ];
}
