using SmsViro.Core.Custody.Backups;

namespace SmsViro.Portal.Manage;

/// <summary>A proof, or the list of what is wrong.</summary>
internal static class VerifyCommand
{
    public static Command Entry { get; } = new("verify", "[BACKUP]", "proves a backup, or without one the living portal: counts, ledger, audit trail, keys, files")
    {
        WithServices = async (app, given) =>
        {
            var verify = app.Services.GetRequiredService<VerifyBackup>();
            var breaches = given is [var backup] ? verify.Run(backup) : await verify.RunAsync(CancellationToken.None);
            foreach (var breach in breaches) await Console.Error.WriteLineAsync(breach);
            if (breaches.Count > 0) return 1;

            Console.WriteLine("Nothing is wrong: files, counts, erasure ledger, audit trail and keys fit together.");
            return 0;
        },
    };
}
