using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Sqlite;

namespace SmsViro.Portal.Shell;

/// <summary>From an empty machine to an open page, and one sentence instead of a stack trace when that cannot be.</summary>
internal static class Start
{
    /// <summary>(0) Judge the settings  (1) Take the folder  (2) Shape the database  (3) Open the keys  (4) Pass the restore gate  (5) Let each slice get ready  (6) Listen and say where</summary>
    public static async Task<int> ServeAsync(WebApplication app)
    {
        FolderLock? folder = null;
        var (ours, listening) = (true, false);
        try
        {
            // :: Step 0: Judge the settings, before a folder is touched.
            app.Services.GetService<IStartupValidator>()?.Validate();

            // :: Step 1: Take the folder.
            var storage = app.Services.GetRequiredService<StorageOptions>();
            MakePrivate(storage.DataFolder);
            if (!storage.IsPostgres) folder = FolderLock.Take(storage.DataFolder);

            await PrepareAsync(app.Services, app.Lifetime.ApplicationStopping);

            // :: Step 6: Listen and say where.
            listening = true;
            await app.StartAsync();
            Console.WriteLine($"SMSViro answers at {AddressOf(app)} and keeps its data in {storage.DataFolder}");
            ours = await IsOursToEndAsync(app);
            if (ours) await app.StopAsync();
            return 0;
        }
        catch (Exception failure) when (SentenceFor(failure) is { } sentence)
        {
            // Workers that had begun are told, or each would end with a complaint of its own.
            if (listening) await app.StopAsync();
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
        finally
        {
            if (ours) await app.DisposeAsync();
            folder?.Dispose();
        }
    }

    /// <summary>Steps 2 to 5, which commands run as well.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancel)
    {
        await OpenAsync(services, cancel);

        // :: Step 4: Pass the restore gate. What the erasure ledger names is gone from here on, whatever backup this database came from.
        await services.GetRequiredService<RestoreGate>().PassAsync(cancel, Console.WriteLine);

        // :: Step 5: Let each slice get ready.
        foreach (var step in services.GetServices<StartStep>())
            await step.RunAsync(services, cancel);
    }

    /// <summary>Steps 2 and 3 alone, for the commands that mend what the restore gate refuses.</summary>
    public static async Task OpenAsync(IServiceProvider services, CancellationToken cancel)
    {
        // :: Step 2: Shape the database.
        var storage = services.GetRequiredService<StorageOptions>();
        if (!storage.IsPostgres) MakePrivateFile(storage.SqliteFile);
        await services.GetRequiredService<Schema>().ApplyAsync(cancel);

        // :: Step 3: Open the keys. A database with people in it and no keys is refused here.
        await services.GetRequiredService<Vault>().StartAsync(await HasPeopleAsync(services, cancel), cancel);
    }

    /// <summary>The sentence for a failure that the person who runs the portal can mend; null for a broken machine, which deserves its stack trace.</summary>
    public static string? SentenceFor(Exception failure) => failure switch
    {
        StartRefusedException or KeysException or CustodyException or StorageUnavailableException => failure.Message,
        OptionsValidationException options => string.Join(' ', options.Failures),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) => string.Join(' ', several.InnerExceptions.Select(SentenceFor)),
        AddressInUseException => "The port is taken: stop what listens there, or choose another with --urls http://localhost:PORT.",
        IOException { InnerException: AddressInUseException } => "The port is taken: stop what listens there, or choose another with --urls http://localhost:PORT.",
        UnauthorizedAccessException => "A folder of the portal cannot be written: give this user the right to it, or set Data:Folder and Keys:RootFolder.",
        _ => null,
    };

    private static async Task<bool> IsOursToEndAsync(WebApplication app)
    {
        var announced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var listening = app.Lifetime.ApplicationStopping.Register(() => announced.SetResult());
        await announced.Task;
        return !app.Services.GetRequiredService<WhoStops>().SomebodyElse;
    }

    private static async Task<bool> HasPeopleAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancel);
        return await db.Users.AnyAsync(cancel);
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? Listening.DefaultAddress;

    private static void MakePrivate(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // SQLite gives its log the mode of the database it belongs to. The pragmas make the empty file a database, which EF expects of one that exists.
    private static void MakePrivateFile(string path)
    {
        if (File.Exists(path)) return;

        OwnerOnly.Create(path).Dispose();
        using var database = new SqliteConnection($"Data Source={path}");
        database.Open();
        SqliteSettings.Apply(database);
    }
}
