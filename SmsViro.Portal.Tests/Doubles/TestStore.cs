using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Billing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>
/// A database of the test's own with the core around it: storage, encryption and billing registered, the tables made, the clock in
/// the test's hand. Hosted services do not run unless the test calls <see cref="IHost.StartAsync"/> on <see cref="Host"/>.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);

    private readonly PostgresDatabase? _postgres;
    private readonly Action<IServiceCollection, IConfiguration>? _add;
    private readonly IEnumerable<KeyValuePair<string, string?>> _settings;
    private readonly HashSet<string> _watched = new(StringComparer.Ordinal);

    private TestStore(
        Database database, PostgresDatabase? postgres, Action<IServiceCollection, IConfiguration>? add, IEnumerable<KeyValuePair<string, string?>>? settings)
    {
        (Database, _postgres, _add, _settings) = (database, postgres, add, settings ?? []);
        Host = Build(Folder, database, postgres?.ConnectionString, Clock, add, _settings);
    }

    public Database Database { get; }

    /// <summary>Tuesday 24 November 2026, 09:00 UTC, until the test moves it.</summary>
    public LeapingClock Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Holds data/, roots/ and the logs; removed with the store.</summary>
    public string Folder { get; } = Scratch.Folder("store");

    public string DataFolder => Path.Combine(Folder, "data");

    public IHost Host { get; private set; }

    public IServiceProvider Services => Host.Services;

    public WriteQueue Writes => Get<WriteQueue>();

    public Vault Vault => Get<Vault>();

    /// <summary>
    /// Makes a store; <paramref name="add"/> registers the slices the test needs beyond storage, encryption and billing,
    /// <paramref name="settings"/> are configuration keys.
    /// </summary>
    public static async Task<TestStore> CreateAsync(
        Database database, Action<IServiceCollection, IConfiguration>? add = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        if (database == Database.Postgres)
            Requires.Postgres();

        StorageTally.Note(database);
        var postgres = database == Database.Postgres ? await PostgresServer.CloneDatabaseAsync("portal", FillPostgresAsync) : null;
        var store = new TestStore(database, postgres, add, settings);
        if (postgres is null)
            File.Copy(await SqliteTemplate.Value, store.Get<StorageOptions>().SqliteFile);
        await store.Vault.StartAsync(dataExists: false);
        return store;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A context of the caller's own, for arranging and for looking.</summary>
    public PortalDbContext Open() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    /// <summary>The files in which PostgreSQL itself keeps this store, its log among them; of a store on <see cref="Database.Postgres"/>.</summary>
    public Task<(string Folder, IReadOnlyList<string> Files)> PostgresFilesAsync() => _postgres!.FilesAsync();

    /// <summary>From now on these values may be in no log of this store; they are looked for when it is disposed of.</summary>
    public void Watch(IEnumerable<string> canaries) => _watched.UnionWith(canaries);

    /// <summary>A customer with a sign-in row and no password; enough for everything that is not about signing in.</summary>
    public async Task<Customer> AddCustomerAsync(Money? credit = null)
    {
        var customer = new Customer(UserId.New(), AccountId.New());
        var box = await Vault.OpenAsync(Scope.User(customer.User));
        await Writes.RunAsync(db => db.Users.Add(new PortalUser
        {
            Id = customer.User.Value,
            AccountId = customer.Account,
            EmailSealed = box.Seal(StorageFields.Email, customer.User.Value, $"{customer.User}@example.invalid"),
            NormalizedEmail = customer.User.Value.ToString("N"),
            NormalizedUserName = customer.User.Value.ToString("N"),
            SecurityStamp = "stamp",
            CreatedAt = Clock.GetUtcNow(),
        }));
        if (credit is { } given)
            await Get<GrantCredit>().PaidAsync(customer.Account, Guid.CreateVersion7(), given, TestContext.Current.CancellationToken);

        return customer;
    }

    /// <summary>Ends the process and starts another on the same database and keys.</summary>
    public async Task RestartAsync()
    {
        await StopAsync(Host);
        Host = Build(Folder, Database, _postgres?.ConnectionString, Clock, _add, _settings);
        await Vault.StartAsync(dataExists: true);
    }

    /// <summary>A second process on the same database and keys; the caller disposes of it.</summary>
    public IHost StartBeside() => Build(Folder, Database, _postgres?.ConnectionString, Clock, _add, _settings);

    public async ValueTask DisposeAsync()
    {
        var options = Get<StorageOptions>();
        await StopAsync(Host);
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        else
            ClearPool(options);
        SilentLogs.Require(Folder, _watched);
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task StopAsync(IHost host)
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    // Other tests' connections stay open.
    private static void ClearPool(StorageOptions options)
    {
        using var own = new SqliteConnection($"Data Source={options.SqliteFile}");
        SqliteConnection.ClearPool(own);
    }

    private static IHost Build(
        string folder,
        Database database,
        string? postgres,
        TimeProvider clock,
        Action<IServiceCollection, IConfiguration>? add = null,
        IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing", ContentRootPath = folder });
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Folder"] = data,
            ["Keys:RootFolder"] = Path.Combine(folder, "roots"),
            ["Custody:LedgerPath"] = Path.Combine(folder, "erasures.ledger"),
            ["Storage:Provider"] = database.ToString(),
            ["ConnectionStrings:Portal"] = postgres,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.AddProvider(new LogFile(Path.Combine(folder, $"portal-{Guid.CreateVersion7():N}.log")));
        builder.Services.AddSingleton(clock)
            .AddStorage(builder.Configuration)
            .AddKeyStore(builder.Configuration, data)
            .AddEncryption(builder.Configuration, data)
            .AddBilling();
        add?.Invoke(builder.Services, builder.Configuration);
        return builder.Build();
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var folder = Scratch.Folder("template");
        using var host = Build(folder, Database.Sqlite, postgres: null, TimeProvider.System);
        await host.Services.GetRequiredService<Schema>().ApplyAsync(CancellationToken.None);
        ClearPool(host.Services.GetRequiredService<StorageOptions>());
        return host.Services.GetRequiredService<StorageOptions>().SqliteFile;
    }

    private static async Task FillPostgresAsync(string connection)
    {
        var folder = Scratch.Folder("template");
        using (var host = Build(folder, Database.Postgres, connection, TimeProvider.System))
            await host.Services.GetRequiredService<Schema>().ApplyAsync(CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }
}
