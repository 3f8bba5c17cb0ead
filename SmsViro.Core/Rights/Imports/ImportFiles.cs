using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Imports;

/// <summary>The files of archives on their way in as a store.</summary>
public sealed class ImportFiles(IDbContextFactory<PortalDbContext> contexts, ImportFolder folder) : SealedFiles(folder, "Archives you bring in", "An archive on its way in")
{
    protected override async Task<IReadOnlyList<AskedFile>> OfAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ArchiveImports.AsNoTracking().Where(import => import.UserId == subject.User).Select(import => new AskedFile(import.Id, import.AskedAt)).ToListAsync(cancel);
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
