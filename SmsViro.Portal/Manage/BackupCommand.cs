using SmsViro.Core.Custody.Backups;

namespace SmsViro.Portal.Manage;

/// <summary>A backup while the portal serves.</summary>
internal static class BackupCommand
{
    public static Command Entry { get; } = new("backup", "FOLDER", "copies data, keys and erasure ledger into a new folder under FOLDER, while the portal serves")
    {
        WithServices = async (app, given) =>
        {
            var made = await app.Services.GetRequiredService<TakeBackup>().RunAsync(given[0], step => Console.WriteLine($"Backup: {step}"), CancellationToken.None);
            Console.WriteLine($"Made {made}. Prove it with manage verify {made}; its root keys are elsewhere and must be kept too.");
            return 0;
        },
    };
}
