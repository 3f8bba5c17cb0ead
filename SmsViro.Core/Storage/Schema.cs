using Microsoft.EntityFrameworkCore;

namespace SmsViro.Core.Storage;

/// <summary>Brings the database to this program's shape before anything reads it.</summary>
public sealed class Schema(IDbContextFactory<PortalDbContext> contexts, StorageOptions options)
{
    /// <exception cref="StorageUnavailableException">The database cannot be opened or written; its message says what to do.</exception>
    public async Task ApplyAsync(CancellationToken cancel)
    {
        if (!options.IsPostgres) Directory.CreateDirectory(options.DataFolder);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        try
        {
            await db.Database.MigrateAsync(cancel);
        }
        catch (Exception failure) when (StorageFaults.SentenceFor(failure) is { } sentence)
        {
            throw new StorageUnavailableException(sentence, failure);
        }
    }
}
