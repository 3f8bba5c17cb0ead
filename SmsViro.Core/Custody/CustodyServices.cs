using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Custody.Escrow;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody;

/// <summary>Wires what outlives a restore.</summary>
public static class CustodyServices
{
    public static IServiceCollection AddCustody(this IServiceCollection services, IConfiguration configuration)
    {
        var roots = configuration[$"{KeyOptions.Section}:{nameof(KeyOptions.RootFolder)}"] ?? new KeyOptions().RootFolder;
        var custody = configuration.GetSection(CustodyOptions.Section);
        var options = new CustodyOptions
        {
            LedgerPath = custody[nameof(CustodyOptions.LedgerPath)] ?? Path.Combine(Path.GetFullPath(roots), "erasures.ledger"),
            SignerName = custody[nameof(CustodyOptions.SignerName)] ?? "SMSViro",
            DataBackupDays = custody.GetValue(nameof(CustodyOptions.DataBackupDays), 35),
            KeyBackupDays = custody.GetValue(nameof(CustodyOptions.KeyBackupDays), 35),
            EpochGraceDays = custody.GetValue(nameof(CustodyOptions.EpochGraceDays), 5),
        };
        if (!Path.IsPathFullyQualified(options.LedgerPath)) throw new InvalidOperationException("Custody:LedgerPath is the full path of a file.");
        if (options is not { DataBackupDays: > 0, KeyBackupDays: > 0, EpochGraceDays: >= 0 })
            throw new InvalidOperationException("Custody:DataBackupDays and Custody:KeyBackupDays are at least 1, and Custody:EpochGraceDays is not below 0.");

        return services
            .AddKeyRotation(configuration, grace: TimeSpan.FromDays(options.EpochGraceDays), backups: TimeSpan.FromDays(options.DataBackupDays))
            .AddSingleton(options)
            .AddSingleton<ErasureMarks>()
            .AddSingleton<ErasureLedger>()
            .AddSingleton<EmptyLog>()
            .AddSingleton<Horizon>()
            .AddSingleton<RestoreMark>()
            .AddSingleton<ReplayErasure>()
            .AddSingleton<RestoreGate>()
            .AddSingleton<AdoptLedger>()
            .AddSingleton<BackupPlaces>().AddSingleton<Proof>()
            .AddSingleton<TakeBackup>().AddSingleton<RestoreBackup>().AddSingleton<VerifyBackup>().AddSingleton<PruneBackups>()
            .AddSingleton<ExportRootKeys>()
            .AddSingleton<VerifyRootKeys>()
            .AddSingleton<RestoreRootKeys>()
            .AddSingleton<PortalCertificate>();
    }
}
