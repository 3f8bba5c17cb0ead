using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Manage;

/// <summary>Puts a backup where there is nothing.</summary>
internal static class RestoreCommand
{
    public static Command Entry { get; } = new("restore", "BACKUP [--data-only|--keys-only]", "puts a backup in place where there is nothing; the next start erases again what was erased since")
    {
        WithServices = (app, given) => RunAsync(app.Services, given[0], given.ElementAtOrDefault(1)),
    };

    private static async Task<int> RunAsync(IServiceProvider services, string folder, string? only)
    {
        RestoreParts? parts = only switch { null => RestoreParts.Both, "--data-only" => RestoreParts.Data, "--keys-only" => RestoreParts.Keys, _ => null };
        if (parts is not { } wanted) return await Command.RefuseAsync("manage restore takes a backup, and --data-only or --keys-only.");

        var storage = services.GetRequiredService<StorageOptions>();
        Directory.CreateDirectory(storage.DataFolder);
        using var lockOfFolder = storage.IsPostgres ? null : FolderLock.Take(storage.DataFolder);
        var later = await services.GetRequiredService<RestoreBackup>().RunAsync(folder, wanted, step => Console.WriteLine($"Restore: {step}"), CancellationToken.None);
        Console.WriteLine($"Put back. The erasure ledger has {later} lines that are later than this backup; the next start carries them out before it serves.");
        return 0;
    }
}
