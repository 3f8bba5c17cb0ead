using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>The files of copies as a store: a copy of everything is personal data itself, and goes first when its owner goes.</summary>
public sealed class CopyFiles(IDbContextFactory<PortalDbContext> contexts, CopyFolder folder) : IPersonalDataStore
{
    public string Name => "Copies of your data";

    public async Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel)
    {
        var files = (await OfAsync(subject, cancel)).Where(copy => folder.Holds(copy.Id)).ToList();
        return files.Count == 0 ? [] : [new Held(Category.Requests, files.Count, files.Min(copy => copy.AskedAt))];
    }

    /// <summary>Nothing: each file is listed by its row, and holds only what an export holds anyway.</summary>
    public async IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        yield break;
    }

    public async Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel)
    {
        var removed = 0L;
        foreach (var copy in await OfAsync(subject, cancel))
        {
            if (folder.Holds(copy.Id)) removed++;
            await folder.ForgetAsync(copy, cancel);
        }

        return new StoreErasure(removed, [], Done: true);
    }

    public async Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel) =>
        [.. (await OfAsync(subject, cancel)).Where(copy => folder.Holds(copy.Id)).Select(_ => "A copy's file")];

    private async Task<List<CopyFile>> OfAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.CopyFiles.AsNoTracking().Where(copy => copy.UserId == subject.User).ToListAsync(cancel);
    }
}
