using Microsoft.Extensions.Configuration;

namespace SmsViro.Core.Storage;

/// <summary>Where the data lives.</summary>
public sealed class StorageOptions
{
    /// <summary>"Sqlite" (default) or "Postgres"; configuration key Storage:Provider.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The PostgreSQL connection string; configuration key ConnectionStrings:Portal. SQLite lives in the data folder.</summary>
    public string? Connection { get; set; }

    /// <summary>The folder of databases, mail drops and exports; configuration key Data:Folder, by default the user's data folder.</summary>
    public string DataFolder { get; set; } = DefaultDataFolder;

    public bool IsPostgres => Provider == "Postgres";

    public string SqliteFile => Path.Combine(DataFolder, "portal.db");

    public static StorageOptions Of(IConfiguration configuration)
    {
        var options = new StorageOptions
        {
            Provider = configuration["Storage:Provider"] ?? "Sqlite",
            Connection = configuration.GetConnectionString("Portal"),
        };
        if (configuration["Data:Folder"] is { Length: > 0 } folder) options.DataFolder = Path.GetFullPath(folder);
        return options;
    }

    private static string DefaultDataFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "smsviro");
}
