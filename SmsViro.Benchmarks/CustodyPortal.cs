using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;

namespace SmsViro.Benchmarks;

/// <summary>The core with its custody and nothing running, on data in one folder and roots and ledger in another that outlives it.</summary>
internal static class CustodyPortal
{
    public static IHost Build(string data, string elsewhere)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Benchmark", ContentRootPath = elsewhere });
        builder.Configuration.AddInMemoryCollection(
        [
            KeyValuePair.Create("Data:Folder", (string?)data),
            KeyValuePair.Create("Keys:RootFolder", (string?)Path.Combine(elsewhere, "roots")),
            KeyValuePair.Create("Custody:LedgerPath", (string?)Path.Combine(elsewhere, "erasures.ledger")),
        ]);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System)
            .AddStorage(builder.Configuration)
            .AddKeyStore(builder.Configuration, data)
            .AddEncryption(builder.Configuration, data)
            .AddJobs(builder.Configuration)
            .AddAuditing()
            .AddNotices(builder.Configuration)
            .AddCustody(builder.Configuration)
            .AddAccounts()
            .AddBilling()
            .AddMessaging(builder.Configuration);
        return builder.Build();
    }

    public static async Task<IHost> OpenAsync(string data, string elsewhere)
    {
        var host = Build(data, elsewhere);
        await host.Services.GetRequiredService<Schema>().ApplyAsync(CancellationToken.None);
        await host.Services.GetRequiredService<Vault>().StartAsync(dataExists: false);
        await host.Services.GetRequiredService<RestoreGate>().PassAsync(CancellationToken.None);
        return host;
    }
}
