using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SmsViro.Core.Storage.Postgres;

/// <summary>Each act is a transaction of its own; a serialization failure or a deadlock runs it again on a fresh context.</summary>
public sealed class PostgresWriteQueue(NpgsqlDataSource source, IDbContextFactory<PostgresPortalDbContext> contexts) : WriteQueue, IDisposable
{
    private const int MostTries = 40;

    // More writers than this only wait for each other's rows.
    private readonly SemaphoreSlim _places = new(16);

    public override Task<T> RunAsync<T>(Func<PortalDbContext, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default) =>
        InPlaceAsync(
            () =>
            {
                using var db = contexts.CreateDbContext();
                using var transaction = db.Database.BeginTransaction(IsolationLevel.Serializable);
                var outcome = act(db);
                if (keep is not null && !keep(outcome)) return outcome;

                db.SaveChanges();
                transaction.Commit();
                return outcome;
            },
            cancel);

    public override Task<T> RunRawAsync<T>(Func<DbConnection, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default) =>
        InPlaceAsync(
            () =>
            {
                using var connection = source.OpenConnection();
                using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
                var outcome = act(connection);
                if (keep is null || keep(outcome)) transaction.Commit();
                return outcome;
            },
            cancel);

    public void Dispose() => _places.Dispose();

    private async Task<T> InPlaceAsync<T>(Func<T> act, CancellationToken cancel)
    {
        await _places.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => RetriedAsync(act), cancel);
        }
        finally
        {
            _places.Release();
        }
    }

    private static async Task<T> RetriedAsync<T>(Func<T> act)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return act();
            }
            catch (Exception failure) when (IsConflict(failure) && tries < MostTries)
            {
                // Real time, whatever the house's clock says: the other transaction runs in it.
                await Task.Delay(Random.Shared.Next(1, 8 * tries));
            }
            catch (Exception failure) when (failure.InnermostNpgsql() is { } broken and not PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                throw StorageFaults.NotSaved(broken);
            }
        }
    }

    private static bool IsConflict(Exception failure) =>
        failure.InnermostNpgsql() is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };
}

internal static class PostgresFailures
{
    /// <summary>EF wraps what the driver said once or twice.</summary>
    public static NpgsqlException? InnermostNpgsql(this Exception failure)
    {
        for (Exception? inner = failure; inner is not null; inner = inner.InnerException)
            if (inner is NpgsqlException npgsql) return npgsql;
        return null;
    }
}
