using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Billing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>The core as the portal runs it, without pages: storage on disk with full sync, keys, ledger and sending, in a folder given.</summary>
internal sealed class SendingPortal : IAsyncDisposable
{
    private SendingPortal(IHost host) => Host = host;

    public IHost Host { get; }

    /// <summary>The settings of a PostgreSQL database, or none: then SQLite in the folder.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> On(string? postgres) =>
        postgres is null ? [] : [new("Storage:Provider", "Postgres"), new("ConnectionStrings:Portal", postgres)];

    public static async Task<SendingPortal> OpenAsync(string folder, IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceCollection, IConfiguration>? add = null)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Benchmark", ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Data:Folder", (string?)data), KeyValuePair.Create("Keys:RootFolder", (string?)Path.Combine(folder, "roots"))])
            .AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System)
            .AddStorage(builder.Configuration)
            .AddKeyStore(builder.Configuration, data)
            .AddEncryption(builder.Configuration, data)
            .AddBilling()
            .AddMessaging(builder.Configuration);
        add?.Invoke(builder.Services, builder.Configuration);
        var portal = new SendingPortal(builder.Build());
        var isNew = !File.Exists(Path.Combine(data, "keys.db"));
        await portal.Get<Schema>().ApplyAsync(CancellationToken.None);
        await portal.Get<Vault>().StartAsync(dataExists: !isNew);
        return portal;
    }

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public static string EmailOf(UserId user) => $"{user.Value:N}@example.invalid";

    /// <summary>A customer with a sign-in row and credit.</summary>
    public async Task<Customer> AddCustomerAsync(Money credit)
    {
        var customer = new Customer(UserId.New(), AccountId.New());
        var box = await Get<Vault>().OpenAsync(Scope.User(customer.User));
        await Get<WriteQueue>().RunAsync(db => db.Users.Add(new PortalUser
        {
            Id = customer.User.Value,
            AccountId = customer.Account,
            EmailSealed = box.Seal(StorageFields.Email, customer.User.Value, EmailOf(customer.User)),
            NormalizedEmail = customer.User.Value.ToString("N"),
            NormalizedUserName = customer.User.Value.ToString("N"),
            SecurityStamp = "stamp",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        }));
        await Get<GrantCredit>().PaidAsync(customer.Account, Guid.CreateVersion7(), credit, CancellationToken.None);
        return customer;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        await ((IAsyncDisposable)Host).DisposeAsync();
    }
}
