using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>
/// One PostgreSQL for the whole run: the server named by SMSVIRO_POSTGRES, or a throw-away one on loopback that starts with the
/// first test that asks and ends, folder and all, with the run. Every test gets databases of its own, cloned from a template.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<string?> Programs = new(FindPrograms);
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);

    private readonly Process? _process;
    private readonly string _address;
    private readonly Dictionary<string, Lazy<Task<string>>> _templates = [];
    private readonly string _prefix = $"smsviro_{Environment.ProcessId}_";
    private int _databases;

    private PostgresServer(string address, Process? process) => (_address, _process) = (address, process);

    public static bool IsPossible => Named is not null || Programs.Value is not null;

    private static string? Named => Environment.GetEnvironmentVariable("SMSVIRO_POSTGRES") is { Length: > 0 } named ? named : null;

    /// <summary>An empty database of the caller's own; dispose of it to drop it.</summary>
    public static async Task<PostgresDatabase> CreateDatabaseAsync() => await (await Shared.Value).CreateAsync("template0");

    /// <summary>A copy of the database that <paramref name="fill"/> filled once in this run under the name <paramref name="template"/>.</summary>
    public static async Task<PostgresDatabase> CloneDatabaseAsync(string template, Func<string, Task> fill)
    {
        var server = await Shared.Value;
        return await server.CreateAsync(await server.TemplateAsync(template, fill));
    }

    /// <summary>Ends the server, or drops what this run left on the named one; nothing happens where no test asked for it.</summary>
    public static async Task StopSharedAsync()
    {
        if (!Shared.IsValueCreated || !Shared.Value.IsCompletedSuccessfully)
            return;

        NpgsqlConnection.ClearAllPools();
        await (await Shared.Value).StopAsync();
    }

    internal async Task DropAsync(string name)
    {
        await using var admin = await OpenAsync("postgres");
        await using var drop = new NpgsqlCommand($"drop database if exists {name} with (force)", admin);
        await drop.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        if (Named is not null)
            return new PostgresServer(Named, process: null);

        var folder = Directory.CreateDirectory(Path.Combine(
            Scratch.Place == Path.GetTempPath() && OperatingSystem.IsLinux() ? "/tmp" : Scratch.Place, // root's own TMPDIR may be closed to the user postgres
            $"smsviro-postgres-{Guid.CreateVersion7():N}")).FullName;
        var port = Loopback.FreePort();
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var process = Process.Start(new ProcessStartInfo("/bin/sh", [Path.Combine(Tree.Tests, "Doubles/postgres.sh"), Programs.Value!, folder, $"{port}", password])
        {
            RedirectStandardInput = true,
        })!;

        var server = new PostgresServer($"Host=127.0.0.1;Port={port};Username=smsviro;Password={password};Include Error Detail=true;Timeout=15", process);
        await server.WaitAsync();
        return server;
    }

    private async Task WaitAsync()
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
            try
            {
                await using var open = await OpenAsync("postgres");
                return;
            }
            catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromMinutes(2) && !_process!.HasExited)
            {
                // initdb is still at work
            }
    }

    private async Task<string> TemplateAsync(string template, Func<string, Task> fill)
    {
        Lazy<Task<string>> filled;
        lock (_templates)
            if (!_templates.TryGetValue(template, out filled!))
                _templates[template] = filled = new(FillAsync);

        return await filled.Value;

        async Task<string> FillAsync()
        {
            var database = await CreateAsync("template0");
            await fill(database.ConnectionString + ";Pooling=false"); // a template with a pooled session cannot be copied
            return database.Name;
        }
    }

    private async Task<PostgresDatabase> CreateAsync(string template)
    {
        var name = _prefix + Interlocked.Increment(ref _databases);
        await using var admin = await OpenAsync("postgres");
        await using var create = new NpgsqlCommand($"create database {name} template {template} strategy file_copy", admin);
        await create.ExecuteNonQueryAsync();
        return new PostgresDatabase(this, name, ConnectionString(name));
    }

    private async Task StopAsync()
    {
        if (_process is null)
        {
            foreach (var template in _templates.Values.Where(filled => filled.IsValueCreated))
                await DropAsync(await template.Value);
            return;
        }

        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(ConnectionString(database));
        await connection.OpenAsync();
        return connection;
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(_address) { Database = database }.ConnectionString;

    private static string? FindPrograms()
    {
        if (OperatingSystem.IsWindows())
            return null;

        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            : Enumerable.Empty<string>();

        return debian.Select(version => Path.Combine(version, "bin"))
            .Append(Path.GetDirectoryName(Requires.PathOf("initdb")))
            .FirstOrDefault(bin => bin is not null && File.Exists(Path.Combine(bin, "initdb")));
    }
}
