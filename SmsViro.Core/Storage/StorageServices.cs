using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage.Postgres;
using SmsViro.Core.Storage.Ring;
using SmsViro.Core.Storage.Sqlite;

namespace SmsViro.Core.Storage;

/// <summary>Wires the database: SQLite in the data folder unless the operator names PostgreSQL.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) =>
        services.AddStorage(StorageOptions.Of(configuration));

    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(options).AddSingleton(PrivacyGate.Map).AddSingleton<DeclaredTables>().AddSingleton<MailAddresses>()
            .AddSingleton<IPersonalDataStore>(provider => provider.GetRequiredService<DeclaredTables>())
            .AddSingleton<Schema>();
        services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<PortalDbContext>, WriteQueue>(
            (ring, contexts, writes) => ring.XmlRepository = new RingRepository(contexts, writes));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        return options.Provider switch
        {
            "Sqlite" => services.AddSqlite($"Data Source={options.SqliteFile}"),
            "Postgres" => services.AddPostgres(options.Connection ?? throw new InvalidOperationException("Storage:Provider is 'Postgres', so ConnectionStrings:Portal must be set.")),
            _ => throw new InvalidOperationException("Storage:Provider is 'Sqlite' or 'Postgres'."),
        };
    }

    private static IServiceCollection AddSqlite(this IServiceCollection services, string connection) =>
        services
            .AddContexts<SqlitePortalDbContext>(builder => builder.UseSqlite(connection).AddInterceptors(new SqliteSettings()))
            .AddSingleton<Signals>()
            .AddSingleton<WriteQueue>(provider => new SqliteWriteQueue(connection, provider.GetRequiredService<ILogger<SqliteWriteQueue>>()));

    private static IServiceCollection AddPostgres(this IServiceCollection services, string connection) =>
        services
            .AddSingleton(_ => NpgsqlDataSource.Create(connection))
            .AddContexts<PostgresPortalDbContext>(builder => builder.UseNpgsql(connection))
            .AddSingleton<PostgresSignals>()
            .AddSingleton<Signals>(provider => provider.GetRequiredService<PostgresSignals>())
            .AddSingleton<IHostedService>(provider => provider.GetRequiredService<PostgresSignals>())
            .AddSingleton<WriteQueue, PostgresWriteQueue>();

    private static IServiceCollection AddContexts<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : PortalDbContext =>
        services
            .AddPooledDbContextFactory<TContext>(builder => configure(builder.UseIdentitySchema()))
            .AddSingleton<IDbContextFactory<PortalDbContext>, PortalDbContextFactory<TContext>>();
}
