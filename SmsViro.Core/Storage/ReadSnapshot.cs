using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace SmsViro.Core.Storage;

/// <summary>One unchanging view of the data for reads that must agree with each other; it lives at most 30 seconds, for a longer one would keep the log from shrinking.</summary>
public sealed class ReadSnapshot : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _life;
    private readonly IDbContextTransaction _transaction;

    private ReadSnapshot(PortalDbContext db, IDbContextTransaction transaction, CancellationTokenSource life)
    {
        Db = db;
        _transaction = transaction;
        _life = life;
    }

    public PortalDbContext Db { get; }

    /// <summary>Ends with the snapshot's life or with the caller's patience; every read takes it.</summary>
    public CancellationToken Life => _life.Token;

    public static async Task<ReadSnapshot> OpenAsync(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, CancellationToken cancel)
    {
        var db = await contexts.CreateDbContextAsync(cancel);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var life = new CancellationTokenSource(Longest, clock);
        cancel.Register(life.Cancel);
        try
        {
            var transaction = db.Database.IsNpgsql()
                ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel)
                : await BeginDeferredAsync(db, cancel);
            return new ReadSnapshot(db, transaction, life);
        }
        catch
        {
            life.Dispose();
            await db.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Db.DisposeAsync();
        _life.Dispose();
    }

    // The one place where a deferred transaction is right: it never upgrades, so it never hangs.
    private static async Task<IDbContextTransaction> BeginDeferredAsync(PortalDbContext db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = (Microsoft.Data.Sqlite.SqliteConnection)db.Database.GetDbConnection();
        return (await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancel))!;
    }
}
