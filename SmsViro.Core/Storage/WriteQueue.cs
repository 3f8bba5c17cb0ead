using System.Data.Common;

namespace SmsViro.Core.Storage;

/// <summary>
/// The door every write of ours goes through. An act is synchronous, runs over a context bound to its transaction, and its task ends after the
/// commit: what a caller was told is on disk. On SQLite acts share a commit; on PostgreSQL each is a serializable transaction, run again on 40001 and 40P01.
/// An act may therefore run twice and must do nothing but read and write through what it is given.
/// </summary>
public abstract class WriteQueue
{
    /// <summary>Runs an act and saves the context after it.</summary>
    /// <param name="act">Reads and changes the context; never awaits, never calls another use case.</param>
    /// <param name="keep">Says whether the outcome is kept; a refusal that changed something on the way rolls back. Without it everything is kept.</param>
    /// <param name="cancel">Honoured until the act begins; after that it ends.</param>
    public abstract Task<T> RunAsync<T>(Func<PortalDbContext, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default);

    /// <summary>Runs an act of prepared statements on the bare connection; for the sending path alone, EF everywhere else. On PostgreSQL it is read committed.</summary>
    public abstract Task<T> RunRawAsync<T>(Func<DbConnection, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default);

    public Task RunAsync(Action<PortalDbContext> act, CancellationToken cancel = default) =>
        RunAsync(
            db =>
            {
                act(db);
                return true;
            },
            cancel: cancel);
}

/// <summary>The database could not save: it is locked, full or gone. Nothing of the act was kept.</summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
