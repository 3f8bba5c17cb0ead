using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>Every night: an erasure whose last backup is past its end says so in its timeline, which closes it for good.</summary>
public sealed class NoteBackupsForgot(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Horizon horizon, RightsOptions options, TimeProvider clock) : IJobHandler
{
    public static string Kind => "note-backups-forgot";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = StatutoryClock.DayAt(now, options.SeatZone);
        List<PrivacyRequest> ended;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var (certificates, events) = (db.Certificates, db.RequestEvents);
            ended = await db.PrivacyRequests.AsNoTracking()
                .Where(request => request.Kind == RequestKind.Erasure && (request.State == RequestState.Fulfilled || request.State == RequestState.PartlyFulfilled)
                    && certificates.Any(certificate => certificate.Id == request.Id)
                    && !events.Any(told => told.RequestId == request.Id && told.Step == RequestStep.BackupsForgot))
                .ToListAsync(cancel);
        }

        foreach (var request in ended.Where(request => request.EndedAt is { } at && horizon.AllGoneOn(StatutoryClock.DayAt(at, options.SeatZone)) < today))
            await writes.RunAsync(
                db =>
                {
                    if (!db.RequestEvents.Any(told => told.RequestId == request.Id && told.Step == RequestStep.BackupsForgot)) db.Tell(request, RequestStep.BackupsForgot, now);
                },
                cancel);
    }
}
