using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody;

/// <summary>Wires what outlives a restore.</summary>
public static class CustodyServices
{
    public static IServiceCollection AddCustody(this IServiceCollection services, IConfiguration configuration)
    {
        var roots = configuration[$"{KeyOptions.Section}:{nameof(KeyOptions.RootFolder)}"] ?? new KeyOptions().RootFolder;
        var path = configuration["Custody:LedgerPath"] ?? Path.Combine(Path.GetFullPath(roots), "erasures.ledger");
        if (!Path.IsPathFullyQualified(path)) throw new InvalidOperationException("Custody:LedgerPath is the full path of a file.");

        var signer = configuration["Custody:SignerName"] ?? "SMSViro";
        return services.AddSingleton(new CustodyOptions { LedgerPath = path, SignerName = signer })
            .AddSingleton<ErasureLedger>().AddSingleton<EmptyLog>().AddSingleton<PortalCertificate>();
    }
}
