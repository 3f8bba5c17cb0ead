using Microsoft.EntityFrameworkCore;

namespace SmsViro.Core.Storage;

/// <summary>Brings the database to this program's shape before anything reads it.</summary>
public sealed class Schema(IDbContextFactory<PortalDbContext> contexts, StorageOptions options)
{
    public async Task ApplyAsync(CancellationToken cancel)
    {
        if (!options.IsPostgres) Directory.CreateDirectory(options.DataFolder);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.MigrateAsync(cancel);
    }
}
