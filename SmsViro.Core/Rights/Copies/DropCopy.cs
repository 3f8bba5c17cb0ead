using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies;

/// <summary>She throws a finished copy away before its time: from here on nobody downloads it, and its key goes with the sweep that follows at once.</summary>
public sealed class DropCopy(WriteQueue writes, AuditTrail trail, JobQueue jobs, Signals signals, TimeProvider clock)
{
    /// <summary>False when there is no such copy of hers that could still be fetched.</summary>
    public async Task<bool> RunAsync(Customer customer, Guid id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.DroppedCopy, concerning: id, cancel: cancel);
        var dropped = await writes.RunAsync(
            db =>
            {
                if (db.CopyFiles.SingleOrDefault(copy => copy.Id == id && copy.UserId == customer.User) is not { } copy || !copy.IsHere(now)) return false;

                copy.ExpiresAt = now;
                AuditTrail.Append(db, entry, PortalRole.Customer);
                JobQueue.Add<ForgetCopies>(db, Guid.Empty, now);
                return true;
            },
            done => done,
            cancel);
        if (!dropped) return false;

        jobs.Wake();
        signals.Raise(JobQueue.Topic(id));
        return true;
    }
}
