using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>
/// A database of the test's own with the core around it: storage and encryption registered, the tables made, the clock in the
/// test's hand. Hosted services do not run unless the test calls <see cref="IHost.StartAsync"/> on <see cref="Host"/>.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);

    private readonly Database _database;
    private readonly PostgresDatabase? _postgres;
    private readonly Action<IServiceCollection, IConfiguration>? _more;

    private TestStore(Database database, PostgresDatabase? postgres, Action<IServiceCollection, IConfiguration>? more)
    {
        (_database, _postgres, _more) = (database, postgres, more);
        Host = Build(Folder, database, postgres?.ConnectionString, Clock, more);
    }

    /// <summary>Monday 2 March 2026, 09:00 UTC, until the test moves it.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Holds data/, root/ and portal.log; removed with the store.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("smsviro-store-").FullName;

    public IHost Host { get; private set; }

    public IServiceProvider Services => Host.Services;

    public WriteQueue Writes => Get<WriteQueue>();

    public Vault Vault => Get<Vault>();

    /// <summary>Makes a store; <paramref name="more"/> registers the slices under test, e.g. (services, settings) => services.AddBilling(settings).</summary>
    public static async Task<TestStore> CreateAsync(Database database, Action<IServiceCollection, IConfiguration>? more = null)
    {
        if (database == Database.Postgres)
            Requires.Postgres();

        StorageTally.Note(database);
        if (database == Database.Postgres)
            return new TestStore(database, await PostgresServer.CloneDatabaseAsync("portal", FillPostgresAsync), more);

        var store = new TestStore(database, postgres: null, more);
        File.Copy(await SqliteTemplate.Value, store.Get<StorageOptions>().SqliteFile);
        return store;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A context of the caller's own, for arranging and for looking.</summary>
    public PortalDbContext Open() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    /// <summary>Ends the process and starts another on the same database and keys.</summary>
    public async Task RestartAsync()
    {
        await StopAsync(Host);
        Host = Build(Folder, _database, _postgres?.ConnectionString, Clock, _more);
    }

    /// <summary>A second process on the same database and keys; the caller disposes of it.</summary>
    public IHost StartBeside() => Build(Folder, _database, _postgres?.ConnectionString, Clock, _more);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(Host);
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        else
            SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task StopAsync(IHost host)
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static IHost Build(string folder, Database database, string? postgres, TimeProvider clock, Action<IServiceCollection, IConfiguration>? more)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing", ContentRootPath = folder });
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Folder"] = data,
            ["Keys:RootFolder"] = Path.Combine(folder, "root"),
            ["Custody:LedgerPath"] = Path.Combine(folder, "erasures.ledger"),
            ["Storage:Provider"] = database.ToString(),
            ["ConnectionStrings:Portal"] = postgres,
        });
        builder.Logging.AddProvider(new LogFile(Path.Combine(folder, $"portal-{Guid.CreateVersion7():N}.log")));
        builder.Services.AddSingleton(clock)
            .AddStorage(builder.Configuration)
            .AddKeyStore(builder.Configuration, data)
            .AddEncryption(builder.Configuration, data);
        more?.Invoke(builder.Services, builder.Configuration);
        return builder.Build();
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using var host = Build(folder, Database.Sqlite, postgres: null, TimeProvider.System, more: null);
        await host.Services.GetRequiredService<Schema>().ApplyAsync(CancellationToken.None);
        SqliteConnection.ClearAllPools();
        return host.Services.GetRequiredService<StorageOptions>().SqliteFile;
    }

    private static async Task FillPostgresAsync(string connection)
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-template-").FullName;
        using (var host = Build(folder, Database.Postgres, connection, TimeProvider.System, more: null))
            await host.Services.GetRequiredService<Schema>().ApplyAsync(CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }
}
