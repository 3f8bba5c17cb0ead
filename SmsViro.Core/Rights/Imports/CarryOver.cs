using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Imports;

/// <summary>
/// Brings an archive in: the slices' steps in one order, each sealed and then written in one act together with its number and its counts. Begun again after any
/// interruption it passes over what is done. Its file and key go when it is in. A process carries one at a time: each may take hours, and an erasure must not wait
/// until the hands of the queue are free of them.
/// </summary>
public sealed class CarryOver(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, IEnumerable<IArchivePart> parts, ImportFolder folder, AuditTrail trail, TimeProvider clock) : IJobHandler
{
    private static readonly TimeSpan UntilTheNextTurn = TimeSpan.FromSeconds(30);

    private int _carrying;

    private enum Went
    {
        On,
        Stopped,
        Elsewhere,
    }

    public static string Kind => "carry-over";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _carrying, 1) == 1)
        {
            run.PutOff(UntilTheNextTurn);
            return;
        }

        try
        {
            await CarryAsync(run, cancel);
        }
        finally
        {
            Volatile.Write(ref _carrying, 0);
        }
    }

    /// <summary>What is in stays in, and its owner reads that it stopped and may let it go on: the file waits a week.</summary>
    public Task AbandonedAsync(Guid about, JobState state, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return writes.RunAsync(
            db =>
            {
                if (db.ArchiveImports.Find(about) is { State: ImportState.Running } row) (row.State, row.EndedAt) = (ImportState.Stopped, now);
            },
            cancel);
    }

    private async Task CarryAsync(JobRun run, CancellationToken cancel)
    {
        if (await FindAsync(run.About, cancel) is not { State: ImportState.Running } import) return;

        var subject = new DataSubject(import.UserId, import.AccountId);
        var rows = await ArchiveRows.OpenAsync(await folder.OpenAsync(import.Id, import.Bytes, cancel), cancel);
        var archive = new Import(import.Id, subject, import.BeganAt!.Value, section => rows.OfAsync(section, cancel));
        var (number, left) = (0, await LeftAsync(import.Id, cancel));
        foreach (var part in parts.Where(part => !part.MayStayBehind || !part.Files.All(left.Contains)))
            await foreach (var step in part.StepsAsync(archive, cancel))
            {
                if (++number <= import.Position) continue;

                await run.ReportAsync((number - 1.0) / Math.Max(1, import.Steps), string.Create(CultureInfo.InvariantCulture, $"Bringing in {step.Counts[0].File.Replace('-', ' ')}: step {number} of {import.Steps}"));
                var write = await step.SealAsync(cancel);
                var done = number;
                if (await writes.RunAsync(db => Take(db, import.Id, subject, done, step, write), went => went is not Went.Elsewhere, cancel) is not Went.On) return;
            }

        var entry = await trail.DraftAsync(import.UserId, import.UserId, AuditDeed.FinishedImport, concerning: import.Id, cancel: cancel);
        var ended = clock.GetUtcNow();
        var finished = await writes.RunAsync(
            db =>
            {
                if (db.ArchiveImports.Find(import.Id) is not { State: ImportState.Running } row) return false;

                (row.State, row.EndedAt) = (ImportState.Done, ended);
                AuditTrail.Append(db, entry, PortalRole.Customer);
                return true;
            },
            done => done,
            cancel);
        if (!finished) return;

        foreach (var part in parts) part.Tell(subject);
        await folder.ForgetAsync(import.Id, cancel);
    }

    private Went Take(PortalDbContext db, Guid id, DataSubject subject, int number, ImportStep step, Action<DbContext> write)
    {
        // Another process had the same job for a while and was here before.
        if (db.ArchiveImports.Find(id) is not { State: ImportState.Running } row || row.Position != number - 1) return Went.Elsewhere;

        if (ImportGuard.Closed(db, subject) is not null)
        {
            (row.State, row.EndedAt) = (ImportState.Stopped, clock.GetUtcNow());
            return Went.Stopped;
        }

        write(db);
        row.Position = number;
        foreach (var count in step.Counts)
            if (db.ImportSections.Find(id, count.File) is { } section) (section.Taken, section.Left) = (section.Taken + count.Taken, section.Left + count.Left);
        return Went.On;
    }

    // What its owner left behind as a whole before it began.
    private async Task<HashSet<string>> LeftAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ImportSections.Where(section => section.ImportId == id && section.Rows > 0 && section.Left == section.Rows).Select(section => section.Name).ToHashSetAsync(cancel);
    }

    private async Task<ArchiveImport?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ArchiveImports.AsNoTracking().SingleOrDefaultAsync(import => import.Id == id, cancel);
    }
}
