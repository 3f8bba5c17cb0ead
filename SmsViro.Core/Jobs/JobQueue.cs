using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Jobs;

/// <summary>Asks for work, watches it and calls it off.</summary>
public sealed class JobQueue(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Signals signals, TimeProvider clock)
{
    internal const string Woken = "jobs";

    /// <summary>The topic raised whenever a job about this id moves.</summary>
    public static string Topic(Guid about) => $"job/{about:N}";

    /// <summary>Adds work inside the caller's act, so that it exists exactly when what it is about does; work already waiting or running is left alone, ended work begins anew. Call <see cref="Wake"/> after the commit.</summary>
    public static void Add<THandler>(PortalDbContext db, Guid about, DateTimeOffset now)
        where THandler : IJobHandler => Add(db, THandler.Kind, about, now);

    internal static void Add(PortalDbContext db, string kind, Guid about, DateTimeOffset now)
    {
        var job = db.Jobs.SingleOrDefault(job => job.Kind == kind && job.About == about);
        if (job is { HasEnded: false }) return;

        if (job is null)
        {
            job = new Job { Id = Guid.CreateVersion7(now), Kind = kind, About = about };
            db.Jobs.Add(job);
        }

        (job.State, job.Attempts, job.AddedAt, job.DueAt) = (JobState.Waiting, 0, now, now);
        (job.CancelAsked, job.Progress, job.Words, job.Failure, job.EndedAt) = (false, 0, "Waiting for its turn", null, null);
    }

    /// <summary>Takes part in the caller's act: pauses work or lets it go on. False when there is none under way. Call <see cref="Wake"/> after the commit.</summary>
    public static bool Pause<THandler>(PortalDbContext db, Guid about, bool paused, DateTimeOffset now)
        where THandler : IJobHandler
    {
        var kind = THandler.Kind;
        if (db.Jobs.SingleOrDefault(job => job.Kind == kind && job.About == about) is not { HasEnded: false } job) return false;

        if (paused) job.State = JobState.Paused;
        else if (job.State is JobState.Paused) (job.State, job.DueAt) = (JobState.Waiting, now);
        return true;
    }

    public async Task AddAsync<THandler>(Guid about, CancellationToken cancel)
        where THandler : IJobHandler
    {
        var now = clock.GetUtcNow();
        await writes.RunAsync(db => Add<THandler>(db, about, now), cancel);
        Wake();
    }

    /// <summary>Lets workers look at once rather than at their next round.</summary>
    public void Wake() => signals.Raise(Woken);

    public async Task<Job?> FindAsync<THandler>(Guid about, CancellationToken cancel)
        where THandler : IJobHandler
    {
        var kind = THandler.Kind;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Jobs.AsNoTracking().SingleOrDefaultAsync(job => job.Kind == kind && job.About == about, cancel);
    }

    /// <summary>The job of a kind that was added last; what is under way comes before what has ended.</summary>
    public async Task<Job?> LatestAsync<THandler>(CancellationToken cancel)
        where THandler : IJobHandler
    {
        var kind = THandler.Kind;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Jobs.AsNoTracking().Where(job => job.Kind == kind).OrderBy(job => job.EndedAt != null).ThenByDescending(job => job.AddedAt).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Calls work off: what waits ends at once, what runs is told at its next sign of life. False when there was nothing left to call off.</summary>
    public async Task<bool> CancelAsync<THandler>(Guid about, CancellationToken cancel)
        where THandler : IJobHandler
    {
        var now = clock.GetUtcNow();
        var kind = THandler.Kind;
        var asked = await writes.RunAsync(
            db =>
            {
                var job = db.Jobs.SingleOrDefault(job => job.Kind == kind && job.About == about);
                if (job is null or { HasEnded: true }) return false;

                // A waiting job is still handed to its worker, which tells the handler that it was abandoned.
                job.CancelAsked = true;
                job.DueAt = now;
                return true;
            },
            cancel: cancel);
        if (asked) Wake();
        return asked;
    }
}
