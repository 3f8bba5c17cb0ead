using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Jobs;

/// <summary>Takes jobs under a lease, keeps the lease alive and writes how each run ended. A run that lost its lease changes nothing any more.</summary>
internal sealed class JobClaims(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Signals signals, TimeProvider clock, JobPace pace)
{
    /// <summary>The longest due job nobody holds, now ours; null when there is none.</summary>
    public async Task<Job?> TakeAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!await AnyDueAsync(now, cancel)) return null;

        var lease = Guid.CreateVersion7();
        return await writes.RunAsync(
            db =>
            {
                if (Next(db, now) is not { } job) return null;

                (job.State, job.Lease, job.LeasedUntil) = (JobState.Running, lease, now + pace.Lease);
                job.Attempts++;
                return job;
            },
            cancel: cancel);
    }

    /// <summary>Renews the lease and tells the progress, if given; answers whether to go on.</summary>
    public async Task<SignOfLife> RenewAsync(Job held, (double Done, string Words)? progress, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var answer = await writes.RunAsync(
            db =>
            {
                if (Ours(db, held) is not { } job) return SignOfLife.Lost;
                if (job.CancelAsked) return SignOfLife.CalledOff;
                if (job.State is JobState.Paused) return SignOfLife.Paused;

                job.LeasedUntil = now + pace.Lease;
                if (progress is { } told) (job.Progress, job.Words) = (Math.Clamp(told.Done, 0, 1), told.Words);
                return SignOfLife.GoOn;
            },
            cancel: cancel);
        if (progress is not null) signals.Raise(JobQueue.Topic(held.About));
        return answer;
    }

    public Task EndAsync(Job held, JobState state, string? failure, CancellationToken cancel) =>
        ChangeAsync(
            held,
            (job, now) =>
            {
                (job.State, job.EndedAt, job.Failure) = (state, now, failure);
                if (state is JobState.Done) (job.Progress, job.Words) = (1, "Done");
            },
            cancel);

    public Task RetryAsync(Job held, string failure, CancellationToken cancel) =>
        ChangeAsync(
            held,
            (job, now) =>
            {
                (job.State, job.Failure, job.Words) = (JobState.Waiting, failure, "Interrupted; trying again");
                job.DueAt = now + JobPace.BackOff(job.Attempts);
            },
            cancel);

    /// <summary>A process that stops in order hands its work back, uncounted.</summary>
    public Task HandBackAsync(Job held, CancellationToken cancel) =>
        ChangeAsync(
            held,
            (job, _) =>
            {
                // Paused stays paused; what runs on otherwise waits for the next worker.
                if (job.State is JobState.Running) job.State = JobState.Waiting;
                job.Attempts--;
            },
            cancel);

    /// <summary>Its handler wants it later: back to waiting, uncounted.</summary>
    public Task PutOffAsync(Job held, TimeSpan pause, CancellationToken cancel) =>
        ChangeAsync(
            held,
            (job, now) =>
            {
                if (job.State is JobState.Running) (job.State, job.Words) = (JobState.Waiting, "Waiting for its turn");
                job.Attempts--;
                job.DueAt = now + pause;
            },
            cancel);

    private static Job? Ours(PortalDbContext db, Job held) => db.Jobs.SingleOrDefault(job => job.Id == held.Id && job.Lease == held.Lease);

    // PostgreSQL steps over rows another worker is just claiming; on SQLite the write queue lets one in at a time.
    private static Job? Next(PortalDbContext db, DateTimeOffset now) =>
        db.Database.IsNpgsql()
            ? db.Jobs.FromSql(
                $"""
                SELECT * FROM "Jobs" WHERE ("State" = 0 AND "DueAt" <= {now}) OR ("State" = 1 AND "LeasedUntil" < {now})
                ORDER BY "DueAt" LIMIT 1 FOR UPDATE SKIP LOCKED
                """).AsEnumerable().SingleOrDefault()
            : Due(db, now).OrderBy(job => job.DueAt).FirstOrDefault();

    private static IQueryable<Job> Due(PortalDbContext db, DateTimeOffset now) =>
        db.Jobs.Where(job => (job.State == JobState.Waiting && job.DueAt <= now) || (job.State == JobState.Running && job.LeasedUntil < now));

    private async Task<bool> AnyDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Due(db, now).AnyAsync(cancel);
    }

    private async Task ChangeAsync(Job held, Action<Job, DateTimeOffset> change, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (Ours(db, held) is not { } job) return;

                (job.Lease, job.LeasedUntil) = (null, null);
                change(job, now);
            },
            cancel);
        signals.Raise(JobQueue.Topic(held.About));
    }
}

internal enum SignOfLife
{
    GoOn,
    CalledOff,
    Paused,
    Lost,
}
