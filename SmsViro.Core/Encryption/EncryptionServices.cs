using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SmsViro.Core.Encryption;

public static class EncryptionServices
{
    /// <summary>The vault, the file provider of its root keys, and a Data Protection ring sealed by it in the data folder. The key store comes from Storage.</summary>
    public static IServiceCollection AddEncryption(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddOptions<KeyOptions>()
            .Bind(configuration.GetSection(KeyOptions.Section))
            .Validate(keys => Path.IsPathFullyQualified(keys.RootFolder), "Keys:RootFolder is a full path to a folder.")
            .Validate<IHostEnvironment>(
                (keys, host) => !host.IsProduction() || !keys.IsInside(dataFolder),
                "Keys:RootFolder is inside the data folder, so every copy of the data would hold its keys: point it elsewhere.")
            .ValidateOnStart();

        services.AddSingleton<IRootKeyProvider>(provider => new FileRootKeyProvider(provider.GetRequiredService<IOptions<KeyOptions>>().Value.RootFolder));
        services.AddSingleton(provider => new Vault(
            provider.GetRequiredService<IKeyStore>(),
            provider.GetRequiredService<IRootKeyProvider>(),
            provider.GetRequiredService<TimeProvider>()));

        services.AddDataProtection().SetApplicationName("smsviro");
        services.AddOptions<KeyManagementOptions>().Configure<Vault, ILoggerFactory>((ring, vault, logs) =>
        {
            ring.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(Path.Combine(dataFolder, "ring")), logs);
            ring.XmlEncryptor = new RingSealing(vault);
        });
        return services;
    }
}
