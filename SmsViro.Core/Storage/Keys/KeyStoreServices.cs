using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Keys;

public static class KeyStoreServices
{
    /// <summary>The key store: the PostgreSQL cluster that <c>Keys:Connection</c> names, else <c>keys.db</c> in the data folder.</summary>
    public static IServiceCollection AddKeyStore(this IServiceCollection services, IConfiguration configuration, string dataFolder) =>
        services.AddSingleton<IKeyStore>(_ => configuration["Keys:Connection"] is { Length: > 0 } cluster
            ? new PostgresKeyStore(cluster)
            : new SqliteKeyStore(Path.Combine(dataFolder, "keys.db")));
}
