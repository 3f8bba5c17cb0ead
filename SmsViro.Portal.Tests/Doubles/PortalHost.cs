using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>The whole portal on an ephemeral loopback port, with folders and databases of its own that go when it is disposed of.</summary>
public sealed class PortalHost : WebApplicationFactory<Program>
{
    private readonly PostgresDatabase? _postgres;
    private readonly string _environment;
    private readonly (string Key, string Value)[] _settings;

    private PortalHost(PostgresDatabase? postgres, string environment, (string Key, string Value)[] settings)
    {
        (_postgres, _environment, _settings) = (postgres, environment, settings);
        UseKestrel(0);
    }

    /// <summary>http://localhost:PORT/ (never 127.0.0.1, where a browser refuses passkeys).</summary>
    public Uri Address { get; private set; } = new("http://localhost/");

    /// <summary>Everything the portal writes lies here: data, keys, ledger, temporary files.</summary>
    public string Folder { get; } = Scratch.Folder("portal");

    /// <summary>Everything the portal logged, from Debug upwards.</summary>
    public string LogPath => Path.Combine(Folder, "portal.log");

    public string DataFolder => Path.Combine(Folder, "data");

    /// <summary>Starts a portal in Development (demo accounts, /dev/mail) unless told otherwise.</summary>
    public static async Task<PortalHost> StartAsync(
        Database database = Database.Sqlite,
        string environment = "Development",
        params (string Key, string Value)[] settings)
    {
        var host = new PortalHost(database == Database.Postgres ? await PostgresServer.CreateDatabaseAsync() : null, environment, settings);
        host.StartServer();
        var port = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        host.Address = new Uri($"http://localhost:{port}/");
        return host;
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        catch (AggregateException failure) when (failure.Flatten().InnerExceptions.All(inner => inner is ObjectDisposedException))
        {
            // The program ends on the same signal and may dispose of its services first.
        }

        SqliteConnection.ClearAllPools();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        SilentLogs.Require(Folder, []);
        Scratch.Remove(Folder);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new LogFile(LogPath)));
        builder.UseStaticWebAssets(); // outside Development every style and script would answer 500
        builder.UseSetting("Data:Folder", DataFolder);
        builder.UseSetting("Keys:RootFolder", Path.Combine(Folder, "root"));
        builder.UseSetting("Custody:LedgerPath", Path.Combine(Folder, "erasures.ledger"));
        if (_postgres is not null)
        {
            builder.UseSetting("Storage:Provider", "Postgres");
            builder.UseSetting("ConnectionStrings:Portal", _postgres.ConnectionString);
        }

        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
    }
}
