using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Storage;

/// <summary>A database has the shape of the model, and one that cannot be used is one sentence for the person who starts the portal.</summary>
public class SchemaTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_damaged_database_is_told_in_one_sentence()
    {
        await using var store = await TestStore.CreateAsync(Database.Sqlite);
        var file = store.Get<StorageOptions>().SqliteFile;
        Lose(file);

        await File.WriteAllTextAsync(file, new string('x', 8_192), Cancel);
        Assert.StartsWith("The database is damaged", await SentenceAsync(store), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_model_has_not_changed_without_a_migration(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await using var db = store.Open();

        Assert.False(db.Database.HasPendingModelChanges(), "Run bash .ci/migrate.sh NAME: the model and the last migration differ.");
    }

    private static async Task<string?> SentenceAsync(TestStore store) =>
        Start.SentenceFor(await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Get<Schema>().ApplyAsync(Cancel)));

    private static void Lose(string file)
    {
        using (var pool = new SqliteConnection($"Data Source={file}")) SqliteConnection.ClearPool(pool);
        foreach (var path in new[] { file, file + "-wal", file + "-shm" }) File.Delete(path);
    }
}
