using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SmsViro.Core.Encryption.Roots;

namespace SmsViro.Core.Encryption;

public static class EncryptionServices
{
    /// <summary>The vault, the provider of its root keys, and a Data Protection ring sealed by it. The key store and where the ring lies come from Storage.</summary>
    public static IServiceCollection AddEncryption(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddOptions<KeyOptions>()
            .Bind(configuration.GetSection(KeyOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<KeyOptions>>(provider => new KeyOptionsRules(provider.GetRequiredService<IHostEnvironment>(), dataFolder));
        services.AddSingleton(provider => Roots(provider.GetRequiredService<IOptions<KeyOptions>>().Value));
        services.AddSingleton(provider => new Vault(
            provider.GetRequiredService<IKeyStore>(),
            provider.GetRequiredService<IRootKeyProvider>(),
            provider.GetRequiredService<TimeProvider>()));

        services.AddDataProtection().SetApplicationName("smsviro");
        services.AddOptions<KeyManagementOptions>().Configure<Vault>((ring, vault) => ring.XmlEncryptor = new RingSealing(vault));
        return services;
    }

    private static IRootKeyProvider Roots(KeyOptions keys) => keys.Provider switch
    {
        "Pkcs11" => new Pkcs11RootKeyProvider(keys.Pkcs11),
        "AwsKms" => new AwsKmsRootKeyProvider(keys.AwsKms),
        _ => new FileRootKeyProvider(keys.RootFolder),
    };
}
