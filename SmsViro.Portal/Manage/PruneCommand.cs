using SmsViro.Core.Custody.Backups;

namespace SmsViro.Portal.Manage;

/// <summary>The end of what is past its life: what letters promise depends on it.</summary>
internal static class PruneCommand
{
    public static Command Entry { get; } = new("backup prune", "FOLDER", "deletes every part of the backups in FOLDER that is past its life")
    {
        WithServices = (app, given) =>
        {
            var (deleted, whole) = app.Services.GetRequiredService<PruneBackups>().Run(given[0]);
            foreach (var path in deleted) Console.WriteLine($"Deleted {path}");
            Console.WriteLine(whole == 0 ? "No whole backup is left: make one now with manage backup." : $"{whole} whole backups are left.");
            return Task.FromResult(0);
        },
    };
}
