using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Keys;

public static class KeyStoreServices
{
    /// <summary>
    /// The key store: the PostgreSQL cluster that <c>Keys:Connection</c> names, else <c>keys.db</c> in the data folder. Keys in the cluster of their data
    /// live as long as its backups, so that is refused unless <c>Keys:AcceptLongHorizon</c> says true.
    /// </summary>
    public static IServiceCollection AddKeyStore(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        var cluster = configuration["Keys:Connection"];
        var withData = !string.IsNullOrEmpty(cluster) && configuration.GetConnectionString("Portal") is { Length: > 0 } portal && IsOneCluster(cluster, portal);
        services.AddSingleton(string.IsNullOrEmpty(cluster) ? new KeyPlace(Path.GetFullPath(Path.Combine(dataFolder, "keys.db")), null) : new KeyPlace(null, cluster, withData))
            .AddSingleton<AppliedErasures>();
        if (string.IsNullOrEmpty(cluster))
            services.AddSingleton<IKeyStore>(_ => new SqliteKeyStore(Path.Combine(dataFolder, "keys.db")));
        else if (withData && !configuration.GetValue("Keys:AcceptLongHorizon", false))
            throw new KeysException("Keys:Connection is the cluster of the data, whose backups would keep every shredded key: name another one, or set Keys:AcceptLongHorizon to true.");
        else
            services.AddSingleton<IKeyStore>(_ => new PostgresKeyStore(cluster));

        return services.AddHostedService<KeyRelay>();
    }

    private static bool IsOneCluster(string first, string second)
    {
        NpgsqlConnectionStringBuilder one = new(first), other = new(second);
        return one.Port == other.Port && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);
    }
}
