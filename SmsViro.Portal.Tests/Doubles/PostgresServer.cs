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
    private readonly string? _folder;
    private readonly string _address;
    private readonly Dictionary<string, Lazy<Task<string>>> _templates = [];
    private readonly string _prefix = $"smsviro_{Environment.ProcessId}_";
    private int _databases;

    private PostgresServer(string address, Process? process, string? folder) => (_address, _process, _folder) = (address, process, folder);

    public static bool IsPossible => Named is not null || Programs.Value is not null;

    /// <summary>Whether the server is the run's own, so that its files lie here and may be read.</summary>
    public static bool IsOurs => Named is null && IsPossible;

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

    /// <summary>The files of one database, and the log of all: what was written before is in them.</summary>
    internal async Task<(string Folder, IReadOnlyList<string> Files)> FilesOfAsync(string name)
    {
        await using var open = await OpenAsync(name);
        await using var flush = new NpgsqlCommand("checkpoint", open);
        await flush.ExecuteNonQueryAsync();
        await using var find = new NpgsqlCommand("select oid::text from pg_database where datname = current_database()", open);
        var data = Path.Combine(_folder!, "data");
        return (_folder!, [
            .. Directory.EnumerateFiles(Path.Combine(data, "base", (string)(await find.ExecuteScalarAsync())!)),
            .. Directory.EnumerateFiles(Path.Combine(data, "pg_wal")),
            Path.Combine(_folder!, "server.log"),
        ]);
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
            return new PostgresServer(Named, process: null, folder: null);

        var folder = Directory.CreateDirectory(Path.Combine(
            Scratch.Place == Path.GetTempPath() && OperatingSystem.IsLinux() ? "/tmp" : Scratch.Place, // root's own TMPDIR may be closed to the user postgres
            $"smsviro-postgres-{Guid.CreateVersion7():N}")).FullName;
        var port = Loopback.FreePort();
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var process = Process.Start(new ProcessStartInfo("/bin/sh", [Path.Combine(Tree.Tests, "Doubles/postgres.sh"), Programs.Value!, folder, $"{port}", password])
        {
            RedirectStandardInput = true,
        })!;

        var server = new PostgresServer($"Host=127.0.0.1;Port={port};Username=smsviro;Password={password};Include Error Detail=true;Timeout=15", process, folder);
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
            catch (NpgsqlException) when (waited.Elapsed < Patience.Longest && !_process!.HasExited)
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
