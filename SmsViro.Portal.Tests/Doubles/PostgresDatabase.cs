using Npgsql;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>One database of the shared server, dropped when disposed of.</summary>
public sealed class PostgresDatabase(PostgresServer server, string name, string connectionString) : IAsyncDisposable
{
    public string Name => name;

    public string ConnectionString => connectionString;

    /// <summary>The files in which a server of the run's own keeps it.</summary>
    public Task<(string Folder, IReadOnlyList<string> Files)> FilesAsync() => server.FilesOfAsync(name);

    public async ValueTask DisposeAsync()
    {
        await using (var own = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(own);
        await server.DropAsync(name);
    }
}
