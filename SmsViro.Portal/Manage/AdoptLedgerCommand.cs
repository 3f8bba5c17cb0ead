using System.Globalization;
using SmsViro.Core.Custody;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Manage;

/// <summary>Takes the erasure ledger as it lies there. The number of its lines is typed, so that nobody takes one unread.</summary>
internal static class AdoptLedgerCommand
{
    public static Command Entry { get; } = new("adopt-ledger", "LINES", "takes the erasure ledger as it is, with so many lines; what it does not name is not erased again")
    {
        WithServices = (app, given) => RunAsync(app.Services, given[0]),
    };

    private static async Task<int> RunAsync(IServiceProvider services, string given)
    {
        if (!long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var lines))
            return await Command.RefuseAsync("manage adopt-ledger takes the number of whole lines that the erasure ledger has.");

        using var folder = services.GetRequiredService<StorageOptions>() is { IsPostgres: false } storage ? FolderLock.Take(storage.DataFolder) : null;
        await Start.OpenAsync(services, CancellationToken.None);
        if (!await services.GetRequiredService<AdoptLedger>().RunAsync(lines, CancellationToken.None))
            return await Command.RefuseAsync($"The erasure ledger has another number of whole lines than {lines}; nothing was changed.");

        Console.WriteLine("The ledger is taken, and the audit trail says so. The next start carries out every line it has.");
        return 0;
    }
}
