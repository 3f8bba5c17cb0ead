using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>The files of copies as a store.</summary>
public sealed class CopyFiles(IDbContextFactory<PortalDbContext> contexts, CopyFolder folder) : SealedFiles(folder, "Copies of your data", "A copy's file")
{
    protected override async Task<IReadOnlyList<AskedFile>> OfAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.CopyFiles.AsNoTracking().Where(copy => copy.UserId == subject.User).Select(copy => new AskedFile(copy.Id, copy.AskedAt)).ToListAsync(cancel);
    }
}
