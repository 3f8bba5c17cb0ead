using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace SmsViro.Core.Storage.Sqlite;

/// <summary>
/// One thread, one connection, one commit per group. A group is whatever gathered while the last commit waited for the disk; each act has its own
/// savepoint, so one that refuses or fails rolls back alone. The lock is left free for a millisecond between groups so that Identity's own saves get in.
/// </summary>
public sealed partial class SqliteWriteQueue : WriteQueue, IDisposable
{
    private const int MostInGroup = 256;
    private static readonly TimeSpan PatienceForLock = TimeSpan.FromSeconds(30);

    private readonly BlockingCollection<Pending> _pending = new(4_096);
    private readonly DbContextOptions<SqlitePortalDbContext> _options;
    private readonly SqliteConnection _connection;
    private readonly ILogger<SqliteWriteQueue> _log;
    private readonly Thread _writer;

    public SqliteWriteQueue(string connectionString, ILogger<SqliteWriteQueue> log)
    {
        _log = log;
        _connection = new SqliteConnection(connectionString);
        _options = new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite(_connection).UseIdentitySchema().Options;
        _writer = new Thread(Write) { IsBackground = true, Name = "Storage.WriteQueue" };
        _writer.Start();
    }

    public override Task<T> RunAsync<T>(Func<PortalDbContext, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default) =>
        Enqueue(
            _ =>
            {
                using var db = new SqlitePortalDbContext(_options);

                // The group's transaction is the queue's own; EF must neither start one nor set savepoints inside it.
                db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
                var outcome = act(db);
                var kept = keep?.Invoke(outcome) ?? true;
                if (kept) db.SaveChanges();
                return (outcome, kept);
            },
            cancel);

    public override Task<T> RunRawAsync<T>(Func<DbConnection, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default) =>
        Enqueue(
            connection =>
            {
                var outcome = act(connection);
                return (outcome, keep?.Invoke(outcome) ?? true);
            },
            cancel);

    public void Dispose()
    {
        _pending.CompleteAdding();
        _writer.Join();
        _connection.Dispose();
        _pending.Dispose();
    }

    private Task<T> Enqueue<T>(Func<SqliteConnection, (T Outcome, bool Kept)> act, CancellationToken cancel)
    {
        var pending = new Pending<T>(act, Stopwatch.GetTimestamp(), cancel);
        try
        {
            _pending.Add(pending, cancel);
        }
        catch (InvalidOperationException)
        {
            throw new StorageUnavailableException("The portal is shutting down; nothing was saved.");
        }

        return pending.Task;
    }

    private void Write()
    {
        var group = new List<Pending>(MostInGroup);
        while (_pending.TryTake(out var first, Timeout.Infinite))
        {
            group.Add(first);
            try
            {
                RunGroup(group);
            }
            catch (Exception failure)
            {
                // Whatever it was, the group fails and the thread lives: everybody else's writes come through it.
                GroupFailed(failure.GetType().Name, (failure.GetBaseException() as SqliteException)?.SqliteExtendedErrorCode ?? 0, group.Count);
                foreach (var pending in group) pending.Fail(StorageFaults.NotSaved(failure));
                Reopen();
            }

            group.Clear();
            Thread.Sleep(1);
        }
    }

    private void RunGroup(List<Pending> group)
    {
        if (!Begin(group)) return;

        for (var next = 0; ; next++)
        {
            if (next == group.Count && (group.Count >= MostInGroup || !_pending.TryTake(out var more) || !Joined(group, more))) break;

            RunOne(group[next]);
        }

        Execute("COMMIT");
        foreach (var pending in group) pending.Complete();
    }

    private static bool Joined(List<Pending> group, Pending more)
    {
        group.Add(more);
        return true;
    }

    private bool Begin(List<Pending> group)
    {
        if (_connection.State is not System.Data.ConnectionState.Open) Reopen();
        while (true)
        {
            try
            {
                Execute("BEGIN IMMEDIATE");
                return true;
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode is raw.SQLITE_BUSY && Stopwatch.GetElapsedTime(group[0].Since) < PatienceForLock)
            {
                Waiting(group.Count + _pending.Count);
            }
        }
    }

    private void RunOne(Pending pending)
    {
        if (pending.IsCancelled) return;

        Execute("SAVEPOINT act");
        try
        {
            if (!pending.Run(_connection)) Execute("ROLLBACK TO act");
            Execute("RELEASE act");
        }
        catch (Exception failure) when (!RolledBackWhole)
        {
            // The act's own failure goes to its caller; its neighbours in the group go on.
            Execute("ROLLBACK TO act");
            Execute("RELEASE act");
            pending.Fail(IsOfTheMachine(failure) ? StorageFaults.NotSaved(failure) : failure);
        }
    }

    // A full disk or a failing one is nobody's act; its caller is told what any caller is told when nothing can be saved.
    private static bool IsOfTheMachine(Exception failure) =>
        failure.GetBaseException() is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY };

    // A full disk or an I/O error rolls the whole transaction back by itself: then the group fails together.
    private bool RolledBackWhole => raw.sqlite3_get_autocommit(_connection.Handle) != 0;

    private void Execute(string statement)
    {
        var code = raw.sqlite3_exec(_connection.Handle, statement);
        if (code != raw.SQLITE_OK) throw new SqliteException($"SQLite refused {statement}.", code, raw.sqlite3_extended_errcode(_connection.Handle));
    }

    private void Reopen()
    {
        try
        {
            _connection.Close();
            _connection.Open();
            SqliteSettings.Apply(_connection);
        }
        catch (SqliteException failure)
        {
            GroupFailed(nameof(Reopen), failure.SqliteExtendedErrorCode, 0);
        }
    }

    [LoggerMessage(LogLevel.Error, "A group of {Count} writes failed: {Kind}, SQLite code {Failure}")]
    private partial void GroupFailed(string kind, int failure, int count);

    [LoggerMessage(LogLevel.Warning, "The database is locked by another process; {Count} writes wait")]
    private partial void Waiting(int count);

    private abstract class Pending(long since, CancellationToken cancel)
    {
        public long Since => since;

        public bool IsCancelled
        {
            get
            {
                if (!cancel.IsCancellationRequested) return false;
                Cancel(cancel);
                return true;
            }
        }

        public abstract bool Run(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception failure);

        protected abstract void Cancel(CancellationToken cancelled);
    }

    private sealed class Pending<T>(Func<SqliteConnection, (T Outcome, bool Kept)> act, long since, CancellationToken cancel) : Pending(since, cancel)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _outcome;

        public Task<T> Task => _done.Task;

        public override bool Run(SqliteConnection connection)
        {
            (_outcome, var kept) = act(connection);
            return kept;
        }

        public override void Complete() => _done.TrySetResult(_outcome!);

        public override void Fail(Exception failure) => _done.TrySetException(failure);

        protected override void Cancel(CancellationToken cancelled) => _done.TrySetCanceled(cancelled);
    }
}
